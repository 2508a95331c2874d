import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import type { StatedTexts } from '../lists/stated-texts.js';
import { DepartmentOpinion } from './department-opinion.js';
import { ProposalKind, ProposalReason, ProposalState } from './proposal-vocabulary.js';

/** A proposal to change one entry of a list (AU-09). `regionCode` is where the proposer stands. */
@Entity({ schema: 'authority', tableName: 'list_change_proposals' })
@ObjectType({
  description: '清单动态调整建议;乡镇有建议权(AU-09)。 A proposal to change a list; a town may make one.',
})
@Directive('@key(fields: "id")')
export class ListChangeProposal implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ProposalState, { description: '状态。 State.' })
  readonly state!: ProposalState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  listCode!: string;

  @Property({ type: 'text' })
  @Field(() => ProposalKind, { description: '种类。 What it asks for.' })
  kind!: ProposalKind;

  @Property({ type: 'text' })
  @Field(() => ProposalReason, { description: '情形。 Why.' })
  reason!: ProposalReason;

  @Property({ type: 'text' })
  @Field(() => String, { description: '说明。 The reason in words.' })
  justification!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '事项编码。 Code of the item or duty.' })
  itemCode!: string;

  /** Towns for which the item is taken off; none means everywhere. */
  @Property({ type: 'text[]' })
  townCodes!: string[];

  @Property({ type: 'json', nullable: true })
  texts!: StatedTexts | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '建议写入清单的备注。 Note that the list shall have.' })
  note!: string | null;

  @Property({ type: 'text' })
  proposerCode!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: '由镇街提出。 Whether a town proposed it.' })
  proposedByTown!: boolean;

  @Property({ type: 'text[]' })
  consultedCodes!: string[];

  /** The proposer and who is consulted: they see the proposal wherever they stand. */
  @Property({ type: 'text[]' })
  partyCodes!: string[];

  @Property({ type: 'json' })
  @Field(() => [DepartmentOpinion], { description: '各方意见,按时间。 Opinions in their order.' })
  opinions!: readonly DepartmentOpinion[];

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: '合法性审查是否通过。 Whether the legal review was passed.' })
  lawful!: boolean | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '合法性审查意见。 What the legal review says.' })
  legalOpinion!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '书面答复。 The answer in writing.' })
  decision!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      '新增处罚事项所依据的省级决定文号(行政处罚法第二十四条)。 The province’s decision on a new penalty power.',
  })
  provincialDocument!: string | null;

  @Property({ type: 'integer', nullable: true })
  resultNumber!: number | null;
}
