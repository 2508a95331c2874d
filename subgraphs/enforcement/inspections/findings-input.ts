import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { InspectionResult } from './inspection-vocabulary.js';

@InputType({ description: '检查清单的一项。 One line of what was looked at.' })
export class CheckedItemInput {
  @Field(() => String, { description: '检查内容,1—200 字。 What was looked at.' })
  item!: string;

  @Field(() => Boolean, { description: '符合要求。 Whether it is as it should be.' })
  fine!: boolean;

  @Field(() => String, { nullable: true, description: '情况说明,至多 500 字。 What was found.' })
  note?: string | null;
}

@ArgsType()
export class FindingsArguments {
  @Field(() => InspectionResult, { description: '结果。 What was found.' })
  result!: InspectionResult;

  @Field(() => [CheckedItemInput], { description: '检查清单,1—50 项。 The checklist.' })
  checklist!: CheckedItemInput[];

  @Field(() => [ID], { defaultValue: [], description: '文件的标识,先行上传。 Ids of uploaded files.' })
  files!: string[];

  @Field(() => CalendarDate, {
    nullable: true,
    description: '整改期限,责令限期整改时必填。 By when it is to be put right; needed where it is.',
  })
  rectifyBy?: string | null;
}
