import { Field, InputType } from 'type-graphql';
import { DutyFrequency } from './duty-frequency.js';

@InputType({ description: '申请准入的网格事项(GR-08)。 What a department wants grids to do.' })
export class GridDutyItemInput {
  @Field(() => String, { description: '业务条线,见本县规则 grid.lines。 Line of work.' })
  line!: string;

  @Field(() => String, { description: '名称,1—100 字。 Name.' })
  name!: string;

  @Field(() => String, { description: '依据,1—500 字。 The law, list or document that asks for it.' })
  basis!: string;

  @Field(() => DutyFrequency, { description: '频次。 How often at most.' })
  frequency!: DutyFrequency;

  @Field(() => [String], { description: '巡查清单,1—50 项。 What to look at, 1 to 50 entries.' })
  checklist!: string[];

  @Field(() => Boolean, { defaultValue: false, description: '是否须经本条线培训。 Whether it takes training.' })
  skillNeeded!: boolean;
}
