import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { GrantMode } from '../power-grant.js';

@InputType({
  description: '一批赋权:事项 × 承接机构,同日生效。 Powers handed down: items times grantees, all on one day.',
})
export class GrantPowersInput {
  @Field(() => [ID], { description: '事项编码,1—1000 项。 Codes of the items, 1 to 1,000.' })
  items!: string[];

  @Field(() => [ID], { description: '承接机构编码,1—50 家。 Codes of the grantees, 1 to 50.' })
  grantees!: string[];

  @Field(() => GrantMode, { description: '方式。 How they are handed down.' })
  mode!: GrantMode;

  @Field(() => String, { description: '批次,1—50 字。 Batch, 1 to 50 characters.' })
  batch!: string;

  @Field(() => String, { description: '决定的文号,1—100 字。 Number of the decision, 1 to 100 characters.' })
  documentNumber!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '公布日期;试运行可不填。 Day of publication; a trial may have none.',
  })
  publishedOn?: string | null;

  @Field(() => CalendarDate, { description: '生效日期。 First day in force.' })
  effectiveFrom!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '试运行至何日(含当日);不填即正式赋权。 Last day of a trial; none for a grant for good.',
  })
  trialUntil?: string | null;
}
