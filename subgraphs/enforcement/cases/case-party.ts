import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum PartyKind {
  PERSON = 'PERSON',
  FIRM = 'FIRM',
}
registerEnumType(PartyKind, {
  name: 'PartyKind',
  description: '当事人类型。 Kind of party.',
  valuesConfig: {
    PERSON: { description: '公民。 A person.' },
    FIRM: { description: '法人或者其他组织。 A legal person or another organisation.' },
  },
});

/** The party as the case keeps it, in plain; it leaves by `CaseParty` only. */
export interface PartyRecord {
  readonly kind: PartyKind;
  readonly name: string;
  readonly idNumber: string | null;
  readonly creditCode: string | null;
  readonly creditCodeDoubtful: boolean;
  readonly phone: string | null;
  readonly address: string | null;
  /** `yyyy-MM-dd`. */
  readonly birthDate: string | null;
}

@ObjectType({
  description: '当事人;个人信息默认掩码(个人信息保护法)。 The party; personal values are masked unless disclosed.',
})
export class CaseParty {
  @Field(() => PartyKind, { description: '类型。 Kind.' })
  kind!: PartyKind;

  @Field(() => String, { description: '名称;个人姓名默认掩码。 Name; a person’s masked unless disclosed.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: '公民身份号码(GB 11643);默认掩码。 Identity number, masked unless disclosed.',
  })
  idNumber!: string | null;

  @Field(() => String, { nullable: true, description: '统一社会信用代码(GB 32100)。 Unified social credit code.' })
  creditCode!: string | null;

  @Field(() => Boolean, {
    description: '信用代码校验位不符,待核。 The check character of the credit code is wrong; to be looked into.',
  })
  creditCodeDoubtful!: boolean;

  @Field(() => String, { nullable: true, description: '电话;默认掩码。 Telephone, masked unless disclosed.' })
  phone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '单位地址;个人住址不外传。 A firm’s address; a person’s never leaves.',
  })
  address!: string | null;

  @Field(() => Boolean, { description: '行为时不满十四周岁。 Was under 14 at the time of the act.' })
  under14!: boolean;

  @Field(() => Boolean, { description: '行为时已满十四不满十八周岁。 Was 14 to 17 at the time of the act.' })
  from14To18!: boolean;
}
