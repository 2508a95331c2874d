import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import { ResourceSupport } from './resource-support.js';
import { SinkState } from './sink-vocabulary.js';
import { TownConsent } from './town-consent.js';

/** A department's request to have towns do one of its duties (AU-10). `regionCode` is where the department stands. */
@Entity({ schema: 'authority', tableName: 'duty_sink_requests' })
@ObjectType({
  description:
    '县级部门职责下沉准入申请:须逐个征得乡镇同意,并按程序审批(AU-10)。 A department asks towns to take a duty on.',
})
@Directive('@key(fields: "id")')
export class DutySinkRequest implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => SinkState, { description: '状态。 State.' })
  readonly state!: SinkState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  applicantCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '事项名称。 Name of the duty.' })
  title!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '领域,按本县清单。 Domain, as the county’s list names it.' })
  domain!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '拟由镇街承担的内容。 What the towns shall do.' })
  content!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '法律依据。 Law and article.' })
  legalBasis!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '期限(含当日);空为长期。 Last day; none for good.' })
  endsOn!: string | null;

  /** Governments of the towns that are asked. */
  @Property({ type: 'text[]' })
  townCodes!: string[];

  /** The department and the towns, those that were left out too: they see the request wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'json' })
  @Field(() => [TownConsent], { description: '各镇街意见,按时间。 What the towns say, in its order.' })
  consents!: readonly TownConsent[];

  @Property({ type: 'json' })
  @Field(() => [ResourceSupport], {
    description: '配套资源;空即明确无需配套。 What goes with it; none means that nothing is needed.',
  })
  supports!: readonly ResourceSupport[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '合法性审查意见。 What the legal review says.' })
  legalOpinion!: string | null;

  @Property({ type: 'boolean', nullable: true })
  lawful!: boolean | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '审批意见或终止理由。 The decision, or why it ended.' })
  decision!: string | null;

  @Property({ type: 'text', nullable: true })
  dutyCode!: string | null;
}
