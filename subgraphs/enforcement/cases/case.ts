import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate, DateTime, Decimal } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import type { PartyRecord } from './case-party.js';
import { CaseProcedure, CaseState } from './case-states.js';
import type { DecisionRecord } from './penalty-decision.js';
import type { PaymentRecord, ServiceRecord } from './performance.js';
import type { Proceeding } from '../proceedings/proceeding.js';
import { Relief } from './relief.js';

/**
 * A case of administrative penalty (EN-01, EN-05 to EN-08, EN-16). Invariants: two officers at least from its filing on; a
 * decision never changes; what became a decision was notified before, unless it was made on the spot.
 */
@Entity({ schema: 'enforcement', tableName: 'cases' })
@ObjectType({ description: '行政处罚案件。 A case of administrative penalty.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "caseNo")')
export class Case implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => CaseState, { description: '状态。 State.' })
  readonly state!: CaseState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  @Field(() => ID, {
    description:
      '案号:机关代字、年份、序号;普通程序自登记线索起。 Number: the authority, the year, a sequence without gaps.',
  })
  caseNo!: string;

  @Property({ type: 'text' })
  @Field(() => CaseProcedure, { description: '程序。 Procedure.' })
  procedure!: CaseProcedure;

  @Property({ type: 'text', nullable: true })
  eventNo!: string | null;

  @Property({ type: 'text' })
  powerItemCode!: string;

  /** Who works on it: the officers' own organisation. */
  @Property({ type: 'text' })
  organizationCode!: string;

  /** The department that handed the clue over (EN-20); none where the organisation found it itself. */
  @Property({ type: 'text', nullable: true })
  originCode!: string | null;

  /** Who works on it, who handed it over, and to whom it was passed on: they see it wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  /** In whose name it is decided: who holds the power. */
  @Property({ type: 'text' })
  subjectCode!: string;

  @Property({ type: 'array', runtimeType: 'string[]' })
  officerNumbers!: string[];

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text', nullable: true })
  gridCode!: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: '地点。 Where.' })
  address!: string;

  @Property({ type: 'double', nullable: true })
  @Field(() => Float, { nullable: true, description: '经度(CGCS2000,度)。 Longitude in degrees.' })
  longitude!: number | null;

  @Property({ type: 'double', nullable: true })
  @Field(() => Float, { nullable: true, description: '纬度(CGCS2000,度)。 Latitude in degrees.' })
  latitude!: number | null;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '违法行为时间。 When the act was done.' })
  occurredAt!: Date;

  @Property({ type: 'date' })
  occurredOn!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, {
    description: '立案时间;线索为登记时间。 When it was filed; of a clue, when it was registered.',
  })
  filedAt!: Date;

  @Property({ type: 'text' })
  @Field(() => String, { nullable: true, description: '违法事实。 The facts.' })
  @Directive('@requiresScopes(scopes: [["enforcement:read"]])')
  facts!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: '涉及公民生命健康安全、金融安全且有危害后果(追责期五年)。 Harms life, health or financial safety.',
  })
  harmsLifeHealthFinance!: boolean;

  /** SM3 of each file of evidence, as the timeline cites it. */
  @Property({ type: 'array', runtimeType: 'string[]' })
  evidenceDigests!: string[];

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '证据照片未带拍摄位置。 No photo among the evidence says where it was taken.' })
  evidencePlaceUnknown!: boolean;

  @Property({ type: 'json' })
  partyRecord!: PartyRecord;

  /** The party's identity number or credit code: by it the same party is known again. */
  @Property({ type: 'text' })
  partyKey!: string;

  /** What the general procedure wrote down. */
  @Property({ type: 'json' })
  proceeding!: Proceeding;

  @Property({ type: 'decimal', precision: 12, scale: 2, nullable: true })
  @Field(() => Decimal, { nullable: true, description: '罚款(元);警告为空。 Fine in yuan; none with a warning.' })
  fine!: string | null;

  @Property({ type: 'json', nullable: true })
  decisionRecord!: DecisionRecord | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '决定书封存摘要(SM3)。 Seal of the decision.' })
  decisionDigest!: string | null;

  @Property({ type: 'json', nullable: true })
  serviceRecord!: ServiceRecord | null;

  @Property({ type: 'json', nullable: true })
  paymentRecord!: PaymentRecord | null;

  @Property({ type: 'json' })
  @Field(() => [Relief], {
    nullable: true,
    description: '行政复议、行政诉讼,按先后。 Contests of the decision in their order.',
  })
  reliefs!: Relief[];

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '缴款期限最后一日。 Last day for payment.' })
  paymentDueOn!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '备案期限。 When it must be recorded with the agency.' })
  recordingDueAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '备案时间。 When it was recorded with the agency.' })
  recordedAt!: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '结案时间。 When it was closed.' })
  closedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '撤销理由。 Why it was withdrawn.' })
  withdrawalReason!: string | null;
}
