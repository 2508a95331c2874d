import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

export enum OperationState {
  PLANNED = 'PLANNED',
  APPROVED = 'APPROVED',
  RUNNING = 'RUNNING',
  FINISHED = 'FINISHED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(OperationState, {
  name: 'OperationState',
  description: '联合执法状态(EN-12)。 State of a joint operation.',
  valuesConfig: {
    PLANNED: { description: '已提出。 Planned.' },
    APPROVED: { description: '已批准。 Approved.' },
    RUNNING: { description: '开展中。 Running.' },
    FINISHED: { description: '已结束。 Finished.' },
    CANCELLED: { description: '已取消。 Not approved, or given up.' },
  },
});

/** Several organisations that enforce together for some days (EN-12). `regionCode` is where. */
@Entity({ schema: 'enforcement', tableName: 'joint_operations' })
@ObjectType({ description: '联合执法、县乡联动执法(EN-12)。 Several organisations that enforce together.' })
@Directive('@key(fields: "id")')
export class JointOperation implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => OperationState, { description: '状态。 State.' })
  readonly state!: OperationState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '方案。 What is to be done, and how.' })
  plan!: string;

  @Property({ type: 'text' })
  initiatorCode!: string;

  /** The initiator and those who take part. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '请求公安保障(EN-11)。 The police are asked to support it.' })
  policeSupport!: boolean;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '首日。 First day.' })
  startsOn!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '末日(含当日)。 Last day.' })
  endsOn!: string;

  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '查处案件的案号。 Numbers of the cases that came of it.' })
  caseNos!: string[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '总结;未结束为空。 What came of it; none before its end.' })
  summary!: string | null;
}
