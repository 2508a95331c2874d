import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';
import {
  type ModuleLeaderInput,
  type PostChoice,
  PostMatch,
  type PostRanking,
  PostVacancy,
} from './selection-parts.js';
import { SelectionState } from './selection-vocabulary.js';

/**
 * People choose posts, modules choose people, the system matches (EV-14). Invariant: a post has one person, a person at most
 * `capacity` posts. `regionCode` is the town.
 */
@Entity({ schema: 'evaluation', tableName: 'post_selection_rounds' })
@ObjectType({
  description:
    '双向选岗:干部选岗、模块选人、系统匹配、组织调配(EV-14)。 People choose posts, modules choose people, the system matches.',
})
@Directive('@key(fields: "id")')
export class PostSelectionRound implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => SelectionState, { description: '状态。 State.' })
  readonly state!: SelectionState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '镇街区划代码。 Code of the town.' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '岗位编码。 Codes of its posts.' })
  postCodes!: string[];

  @Property({ type: 'text[]' })
  candidateNumbers!: string[];

  /** The module of each post, and who chooses for it. */
  @Property({ type: 'json' })
  leaders!: readonly ModuleLeaderInput[];

  @Property({ type: 'json' })
  modules!: Readonly<Record<string, string>>;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '每人至多填报志愿数。 Most wishes of one person.' })
  choiceCount!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '每人至多任岗数(主岗和兼岗)。 Most posts of one person.' })
  capacity!: number;

  @Property({ type: 'json' })
  choices!: readonly PostChoice[];

  @Property({ type: 'json' })
  rankings!: readonly PostRanking[];

  @Property({ type: 'json' })
  @Field(() => [PostMatch], { description: '匹配结果,按岗位编码。 Who got which post, in the order of the posts.' })
  matches!: readonly PostMatch[];

  @Property({ type: 'json' })
  @Field(() => [PostVacancy], { description: '已说明理由的空缺岗位。 Empty posts with their reasons.' })
  vacancies!: readonly PostVacancy[];
}

/** The posts of a round that nobody got. */
export function emptyPosts({ postCodes, matches }: Pick<PostSelectionRound, 'postCodes' | 'matches'>): string[] {
  return postCodes.filter((post) => !matches.some(({ postCode }) => postCode === post));
}

/** The module that a post of a round belongs to; null for a post of none. */
export function moduleOfPost({ modules }: Pick<PostSelectionRound, 'modules'>, post: string): string | null {
  return Object.hasOwn(modules, post) ? (modules[post] ?? null) : null;
}
