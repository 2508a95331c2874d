import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { DutyFrequency } from './duty-frequency.js';

export enum DutyItemState {
  PROPOSED = 'PROPOSED',
  ADMITTED = 'ADMITTED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(DutyItemState, {
  name: 'DutyItemState',
  description: '网格事项的准入状态(GR-08)。 State of a duty that a department wants grids to take up.',
  valuesConfig: {
    PROPOSED: { description: '申请准入。 Proposed.' },
    ADMITTED: { description: '已准入,可下达。 Admitted: grids may be sent for it.' },
    REFUSED: { description: '不予准入。 Refused.' },
    WITHDRAWN: { description: '已退出。 Withdrawn.' },
  },
});

/** What a department may send the county's grids for, once it is admitted (GR-08). `regionCode` is the county. */
@Entity({ schema: 'grid', tableName: 'duty_items' })
@ObjectType({
  description:
    '网格事项:部门经准入后方可下达网格的监管任务(GR-08)。 What a department may send grids for once admitted.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "number")')
export class GridDutyItem implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '事项编号:W、6 位县级代码、4 位顺序号。 Number.' })
  number!: string;

  @Property({ type: 'text' })
  @Field(() => DutyItemState, { description: '状态。 State.' })
  readonly state!: DutyItemState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  departmentCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '业务条线。 Line of work.' })
  line!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '依据:法律、清单或文件条款。 The law, list or document that asks for it.' })
  basis!: string;

  @Property({ type: 'text' })
  @Field(() => DutyFrequency, { description: '频次。 How often at most.' })
  frequency!: DutyFrequency;

  @Property({ type: 'text[]' })
  @Field(() => [String], { description: '巡查清单。 What to look at.' })
  checklist!: string[];

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: '是否须经本条线培训合格的人员办理(GR-09)。 Whether it takes somebody trained in the line.',
  })
  skillNeeded!: boolean;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '审核意见或退出理由。 What the decision says, or why it ended.' })
  opinion!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '准入日期。 Day of admission.' })
  admittedOn!: string | null;
}
