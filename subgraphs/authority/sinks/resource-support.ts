import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { CalendarDate, Decimal } from '../../../kit/module/scalars.js';
import { SupportKind } from './sink-vocabulary.js';

/** What a department promises to give with a duty, as the request keeps it. */
@ObjectType({ description: '随下沉配套的资源(AU-10)。 What is given with the duty.' })
export class ResourceSupport {
  @Field(() => Int, { description: '序号,自 1 起。 Its number, from 1.' })
  number!: number;

  @Field(() => SupportKind, { description: '种类。 Kind.' })
  kind!: SupportKind;

  @Field(() => Decimal, { description: '数量。 How much.' })
  quantity!: string;

  @Field(() => String, { description: '单位,如名、辆、元。 Unit.' })
  unit!: string;

  @Field(() => CalendarDate, { nullable: true, description: '到位日期。 Day on which it was delivered.' })
  deliveredOn!: string | null;
}

@InputType({ description: '拟配套的资源。 What shall be given with the duty.' })
export class ResourceSupportInput {
  @Field(() => SupportKind, { description: '种类。 Kind.' })
  kind!: SupportKind;

  @Field(() => Decimal, { description: '数量,大于零。 How much, above zero.' })
  quantity!: string;

  @Field(() => String, { description: '单位,1—20 字。 Unit.' })
  unit!: string;
}
