import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';
import { CalendarDate } from '../../kit/module/scalars.js';
import { PowerStatus } from './power-item.js';

export enum GrantMode {
  TRANSFER = 'TRANSFER',
  ENTRUSTMENT = 'ENTRUSTMENT',
  CONCENTRATION = 'CONCENTRATION',
}
registerEnumType(GrantMode, {
  name: 'GrantMode',
  description: '赋权方式。 How a power is handed down.',
  valuesConfig: {
    TRANSFER: { description: '直接赋权。 Transferred by the province’s decision.' },
    ENTRUSTMENT: { description: '委托。 Entrusted.' },
    CONCENTRATION: { description: '相对集中。 Concentrated in one organisation.' },
  },
});

/** One power in one organisation's hands, for one territory and a time. */
@Entity({ schema: 'authority', tableName: 'power_grants' })
@ObjectType({ description: '赋权:某事项由某镇街或开发区行使。 One power in the hands of a town or zone.' })
@Directive('@key(fields: "id")')
export class PowerGrant {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  itemCode!: string;

  @Property({ type: 'text' })
  granteeCode!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => GrantMode, { description: '方式。 How it was handed down.' })
  mode!: GrantMode;

  @Property({ type: 'text' })
  @Field(() => String, { description: '批次。 Batch.' })
  batch!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '文号。 Number of the document.' })
  documentNumber!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '公布日期。 Day of publication.' })
  publishedOn!: string | null;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '生效日期。 First day in force.' })
  effectiveFrom!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '失效日期(含当日)。 Last day in force.' })
  effectiveTo!: string | null;

  @Property({ type: 'text' })
  @Field(() => PowerStatus, { description: '状态。 State.' })
  status!: PowerStatus;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '最近评估日期(AU-12)。 Day of the last assessment.' })
  assessedOn!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description:
      '试运行:至失效日期为止,确认后方为正式赋权(AU-04)。 On trial: it ends on its last day unless confirmed.',
  })
  trialRun!: boolean;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '暂停之日。 First day of the suspension.' })
  suspendedOn!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '暂停理由。 Why it is suspended.' })
  suspensionReason!: string | null;
}
