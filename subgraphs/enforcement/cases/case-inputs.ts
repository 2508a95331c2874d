import { Field, Float, ID, InputType } from 'type-graphql';
import { CalendarDate, DateTime, Decimal } from '../../../kit/module/scalars.js';
import { PartyKind } from './case-party.js';
import { PenaltyKind } from './penalty-kind.js';

@InputType({ description: '当事人。 The party.' })
export class CasePartyInput {
  @Field(() => PartyKind, { description: '类型。 Kind.' })
  kind!: PartyKind;

  @Field(() => String, { description: '姓名或名称。 Name.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: '公民身份号码(GB 11643),公民必填。 Identity number of a person.',
  })
  idNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '统一社会信用代码(GB 32100),单位必填;校验位不符的予以标记。 Credit code of a firm; flagged when it does not check out.',
  })
  creditCode?: string | null;

  @Field(() => String, { nullable: true, description: '电话。 Telephone.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: '住址或地址。 Address.' })
  address?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '公民出生日期;默认取自身份号码,须与之一致。 Day of birth; as in the identity number.',
  })
  birthDate?: string | null;
}

@InputType({ description: '案源线索:何事、何地、何人。 What a clue says: what, where, who.' })
export class ClueInput {
  @Field(() => ID, { nullable: true, description: '事件编号:须由本机构主办、处置中。 Event that it grows out of.' })
  eventNo?: string | null;

  @Field(() => ID, { description: '处罚事项编码。 Code of the power item.' })
  powerItemCode!: string;

  @Field(() => ID, {
    nullable: true,
    description: '所在区划代码;给出坐标时不需要。 Region; not needed with a position.',
  })
  regionCode?: string | null;

  @Field(() => Float, { nullable: true, description: '经度(CGCS2000)。 Degrees east.' })
  longitude?: number | null;

  @Field(() => Float, { nullable: true, description: '纬度(CGCS2000)。 Degrees north.' })
  latitude?: number | null;

  @Field(() => String, { description: '地点。 Where, in words.' })
  address!: string;

  @Field(() => DateTime, { description: '违法行为时间。 When the act was done.' })
  occurredAt!: Date;

  @Field(() => CasePartyInput, { description: '当事人。 The party.' })
  party!: CasePartyInput;

  @Field(() => String, { description: '违法事实。 The facts.' })
  facts!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '涉及公民生命健康安全、金融安全且有危害后果。 Harms life, health or financial safety.',
  })
  harmsLifeHealthFinance!: boolean;

  @Field(() => [ID], { defaultValue: [], description: '证据文件的标识,先行上传。 Ids of uploaded files of evidence.' })
  evidence!: string[];
}

@InputType({ description: '当场立案。 What a simple case is opened with.' })
export class SimpleCaseInput extends ClueInput {
  @Field(() => [ID], { description: '执法人员工号,至少两人。 Staff numbers of two officers at least.' })
  officers!: string[];
}

@InputType({ description: '当场处罚决定。 What is decided on the spot.' })
export class SpotDecisionInput {
  @Field(() => [PenaltyKind], { description: '处罚种类。 Kinds of penalty.' })
  penalties!: PenaltyKind[];

  @Field(() => Decimal, { nullable: true, description: '罚款(元)。 Fine in yuan.' })
  fine?: string | null;

  @Field(() => String, { description: '处罚理由。 Reasons.' })
  reasons!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '从轻、减轻情节;当事人已满十四不满十八周岁时必填。 What makes it lighter; needed for a party of 14 to 17.',
  })
  lighter?: string | null;

  @Field(() => String, { nullable: true, description: '陈述申辩。 What the party said for itself.' })
  statement?: string | null;
}
