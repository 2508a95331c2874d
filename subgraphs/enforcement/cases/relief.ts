import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate } from '../../../kit/module/scalars.js';

export enum ReliefKind {
  RECONSIDERATION = 'RECONSIDERATION',
  SUIT = 'SUIT',
}
registerEnumType(ReliefKind, {
  name: 'ReliefKind',
  description: '救济途径。 How a decision is contested.',
  valuesConfig: {
    RECONSIDERATION: { description: '行政复议。 Administrative reconsideration.' },
    SUIT: { description: '行政诉讼。 A suit.' },
  },
});

@ObjectType({
  description:
    '行政复议或者行政诉讼;其间不计加处罚款(第七十三条)。 A contest of the decision; the surcharge stands still in it.',
})
export class Relief {
  @Field(() => ReliefKind, { description: '途径。 Which way.' })
  kind!: ReliefKind;

  @Field(() => CalendarDate, { description: '受理日期。 Day on which it was accepted.' })
  from!: string;

  @Field(() => CalendarDate, { nullable: true, description: '终结日期(含当日);空为尚未终结。 Its last day.' })
  to!: string | null;
}
