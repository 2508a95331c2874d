import { Field, ID, InputType, registerEnumType } from 'type-graphql';

/** Kinds of visits that a department plans itself. */
export enum PlannedVisitKind {
  ROUTINE = 'ROUTINE',
  COMPLAINT_DRIVEN = 'COMPLAINT_DRIVEN',
}
registerEnumType(PlannedVisitKind, {
  name: 'PlannedVisitKind',
  description: '部门自行登记的检查种类。 Kinds of visits that a department plans itself.',
  valuesConfig: {
    ROUTINE: { description: '日常检查。 Its own.' },
    COMPLAINT_DRIVEN: { description: '投诉举报、风险核查。 Because of a complaint or a risk.' },
  },
});

@InputType({ description: '登记检查任务(EN-14)。 A visit that a department plans.' })
export class VisitInput {
  @Field(() => ID, { description: '场所编码。 Code of the premises.' })
  premises!: string;

  @Field(() => PlannedVisitKind, { description: '种类。 Kind.' })
  kind!: PlannedVisitKind;

  @Field(() => String, { description: '检查事项,1—200 字。 What is inspected.' })
  subject!: string;

  @Field(() => String, { description: '计划月份(yyyy-MM),不早于本月。 The month, this one or later.' })
  month!: string;

  @Field(() => [ID], {
    description: '检查人员工号,2—20 人,均持有效执法证件。 Officers with valid certificates, 2 to 20.',
  })
  officers!: string[];
}
