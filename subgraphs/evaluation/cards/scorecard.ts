import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import type { DimensionScore, ModuleRating } from './card-scores.js';
import { CardState } from './card-vocabulary.js';

/**
 * What one person earned in one appraisal cycle, with everything that it rests on (EV-01). Invariant: once it is publicised
 * only a decision on an appeal changes it. `regionCode` is where the main post stands.
 */
@Entity({ schema: 'evaluation', tableName: 'scorecards' })
@ObjectType({
  description:
    '四维考评成绩单:每一分说明依据,公示后只因申诉决定而变(EV-01)。 What one person earned in a cycle, and what each point rests on.',
})
@Directive('@key(fields: "id")')
export class Scorecard implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => CardState, { description: '状态。 State.' })
  readonly state!: CardState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'uuid' })
  cycleId!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '层级,1—5,取主岗。 Tier of the main post, 1 to 5.' })
  tier!: number;

  @Property({ type: 'text[]' })
  @Field(() => [String], { description: '所在模块。 The modules that the person’s posts belong to.' })
  modules!: string[];

  /** Who leads those modules, without the person; they are to rate. */
  @Property({ type: 'text[]' })
  leaderNumbers!: string[];

  /** Who else holds a post of those modules; they are to rate. */
  @Property({ type: 'text[]' })
  peerNumbers!: string[];

  @Property({ type: 'json' })
  ratings!: readonly ModuleRating[];

  // What follows is shown by the resolver, to whom it is to be shown.
  @Property({ type: 'json' })
  scores!: readonly DimensionScore[];

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  total!: string | null;

  @Property({ type: 'integer', nullable: true })
  tierRank!: number | null;

  @Property({ type: 'integer', nullable: true })
  tierSize!: number | null;

  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  coefficient!: string | null;

  @Property({ type: 'text', nullable: true })
  appeal!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '申诉决定。 The decision on the appeal.' })
  appealDecision!: string | null;
}
