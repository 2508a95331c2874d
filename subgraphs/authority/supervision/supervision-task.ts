import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

export enum LicenceOccasion {
  GRANTED = 'GRANTED',
  REVOKED = 'REVOKED',
}
registerEnumType(LicenceOccasion, {
  name: 'LicenceOccasion',
  description: '审管联动的起因。 What became of the licence.',
  valuesConfig: {
    GRANTED: { description: '已许可。 It was granted.' },
    REVOKED: { description: '已撤销、吊销或注销。 It was revoked.' },
  },
});

export enum SupervisionState {
  OPEN = 'OPEN',
  DONE = 'DONE',
}
registerEnumType(SupervisionState, {
  name: 'SupervisionState',
  description: '监管任务的状态。 State of a task.',
  valuesConfig: {
    OPEN: { description: '待办。 To be done.' },
    DONE: { description: '已办结。 Done.' },
  },
});

/** What an organisation is to look after because a licence was granted or revoked (AU-13). `regionCode` is where. */
@Entity({ schema: 'authority', tableName: 'supervision_tasks' })
@ObjectType({
  description: '监管任务:许可的准予和撤销通知有监管权的机构(审管联动,AU-13)。 What to look after because of a licence.',
})
@Directive('@key(fields: "id")')
export class SupervisionTask implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => SupervisionState, { description: '状态。 State.' })
  readonly state!: SupervisionState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '许可证号。 Number of the licence.' })
  licenceNumber!: string;

  @Property({ type: 'text' })
  itemCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '领域。 Domain.' })
  domain!: string;

  @Property({ type: 'text' })
  @Field(() => LicenceOccasion, { description: '起因。 What became of the licence.' })
  occasion!: LicenceOccasion;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '许可或撤销的时间。 When.' })
  occurredAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '办结时间;未办的为空。 When it was done; none before.' })
  doneAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '监管情况。 What was found.' })
  result!: string | null;
}
