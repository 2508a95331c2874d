import { ArgsType, Field, ID } from 'type-graphql';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { ServiceMethod } from './service-method.js';

/** How a decision is served. */
@ArgsType()
export class ServiceArguments {
  @Field(() => ServiceMethod, {
    defaultValue: ServiceMethod.IN_PERSON,
    description: '方式;当场决定的须直接交付。 How; what is decided on the spot is handed over.',
  })
  method!: ServiceMethod;

  @Field(() => String, { nullable: true, description: '见证人:拒绝签收、留置送达时必填。 Witness.' })
  witness?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: '同意电子送达的确认书文件,电子送达时必填。 The uploaded consent; needed for electronic service.',
  })
  consent?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '公告日期,公告送达时必填。 Day of the public notice; needed for that.',
  })
  noticedOn?: string | null;
}
