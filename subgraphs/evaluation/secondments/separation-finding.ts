import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate } from '../../../kit/module/scalars.js';

export enum SeparationKind {
  NOT_AT_POST = 'NOT_AT_POST',
  NOT_PRESENT = 'NOT_PRESENT',
  OTHER_POST = 'OTHER_POST',
  OTHER_ESTABLISHMENT = 'OTHER_ESTABLISHMENT',
  OVERDUE_SECONDMENT = 'OVERDUE_SECONDMENT',
}
registerEnumType(SeparationKind, {
  name: 'SeparationKind',
  description: '人编分离排查的情形(EV-15)。 How somebody is not where the post is.',
  valuesConfig: {
    NOT_AT_POST: { description: '在编不在岗:30 日内无履职记录。 Established, and no record of work in 30 days.' },
    NOT_PRESENT: {
      description: '在岗不在位:任岗而最近 10 个考勤日均未签到。 On a post, and not there on any of the last ten days.',
    },
    OTHER_POST: { description: '人岗分离:实际岗位与所任岗位不一致。 At work on another post than the one held.' },
    OTHER_ESTABLISHMENT: {
      description: '人编分离:工作单位与编制单位不一致且无借调、派驻。 Works elsewhere, neither seconded nor stationed.',
    },
    OVERDUE_SECONDMENT: { description: '借调逾期未归。 Not back from a secondment in time.' },
  },
});

/** One way in which somebody is not where the post is. */
@ObjectType({ description: '人编分离排查的一项发现(EV-15)。 One way in which somebody is not where the post is.' })
export class SeparationFinding {
  @Field(() => SeparationKind, { description: '情形。 Which way.' })
  kind!: SeparationKind;

  @Field(() => CalendarDate, { nullable: true, description: '所据的最近日期。 The latest day that it rests on.' })
  asOf!: string | null;
}
