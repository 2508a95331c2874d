import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { DateTime } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import type { CaseState } from '../cases/case-states.js';
import { TransferKind, TransferState } from './transfer-vocabulary.js';

@ObjectType({ description: '移送超期:每个时限各记一次(EN-09)。 A deadline of a transfer that ran out.' })
export class TransferFinding {
  @Field(() => String, { description: '时限代码。 Code of the deadline.' })
  deadline!: string;

  @Field(() => DateTime, { description: '到期时间。 When it ran out.' })
  dueAt!: string;

  @Field(() => ID, { description: '应当办理的机构编码。 Who should have done it.' })
  organizationCode!: string;
}

/** A case on its way from one organisation to another (SM10; EN-09, EN-10). `regionCode` is the case's. */
@Entity({ schema: 'enforcement', tableName: 'case_transfers' })
@ObjectType({ description: '案件移送(EN-09、EN-10)。 A case that is passed on.' })
@Directive('@key(fields: "id")')
export class CaseTransfer implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => TransferState, { description: '状态。 State.' })
  readonly state!: TransferState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => TransferKind, { description: '种类。 Kind.' })
  kind!: TransferKind;

  @Property({ type: 'text' })
  caseId!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '原案案号。 Number of the case.' })
  caseNo!: string;

  /** The state that the case goes back to when it is returned. */
  @Property({ type: 'text' })
  caseState!: CaseState;

  @Property({ type: 'text' })
  fromCode!: string;

  @Property({ type: 'text' })
  toCode!: string;

  /** Sender and receiver, and whoever was designated: they see it wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'text' })
  @Field(() => String, { description: '理由。 Reason.' })
  reason!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '批准、退回或者指定的说明。 What was said to it last.' })
  answer!: string | null;

  /** SM3 of each file that was sent along. */
  @Property({ type: 'text[]' })
  @Field(() => [String], { description: '移送材料的 SM3 摘要。 SM3 of the files that were sent along.' })
  materialDigests!: string[];

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: '接收机关的案号:新立的案件,或者公安机关的立案号。 Number of the receiver’s case.',
  })
  receiverCaseNo!: string | null;

  @Property({ type: 'json' })
  @Field(() => [TransferFinding], { description: '超期记录。 Deadlines that ran out.' })
  findings!: TransferFinding[];
}
