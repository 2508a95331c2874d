import { v7 as uuid } from 'uuid';
import type { Context } from '../../../kit/module/context.js';
import { beginInside } from '../../../kit/workflow/move.js';
import { cardWorkflow } from '../cards/card-workflow.js';
import { holdsWithin, PostHolding } from '../holdings/post-holding.js';
import { Post } from '../post.js';
import { everywhere } from '../everywhere.js';
import type { AppraisalCycle } from './appraisal-cycle.js';

/** The tier whose holders lead their module (班子成员). */
const leading = 1;

/** Somebody's post on the last day of the period. */
export interface HeldPost {
  readonly holding: PostHolding;
  readonly post: Post;
}

/** Who held which posts of a region on the last day of the cycle's period, by staff number in their order. */
export async function holdersOf(
  { regionCode, endsOn }: AppraisalCycle,
  { session: { manager } }: Pick<Context, 'session'>,
): Promise<Map<string, HeldPost[]>> {
  const within = { regionCode: { $like: `${regionCode}%` } };
  const posts = new Map((await manager.find(Post, within, everywhere)).map((post) => [post.code, post]));
  const holdings = await manager.find(PostHolding, within, {
    ...everywhere,
    orderBy: { staffNumber: 'asc', id: 'asc' },
  });
  const held = holdings.flatMap((holding) => {
    const post = posts.get(holding.postCode);
    return post && holdsWithin(holding, endsOn, endsOn) ? [{ holding, post }] : [];
  });
  return Map.groupBy(held, ({ holding }) => holding.staffNumber);
}

/** Opens a scorecard for everybody who held a post when the period ended, and names who is to rate it. */
export async function openCards(cycle: AppraisalCycle, inside: Context): Promise<void> {
  const holders = await holdersOf(cycle, inside);
  for (const [staffNumber, held] of holders) {
    const main = mainPost(held);
    if (!main) continue;
    const modules = [...new Set(held.map(({ post }) => post.module))].sort();
    const inModules = [...holders].filter(([other, posts]) => {
      const isOther = other !== staffNumber;
      return isOther && posts.some(({ post }) => isSameModule(post, held));
    });
    const leads = ([, posts]: readonly [string, readonly HeldPost[]]): boolean =>
      posts.some(({ post }) => post.tier === leading && isSameModule(post, held));
    const card = {
      id: uuid(),
      cycleId: cycle.id,
      regionCode: main.regionCode,
      organizationCode: main.organizationCode,
      staffNumber,
      tier: main.tier,
      modules,
      leaderNumbers: inModules.filter(leads).map(([number]) => number),
      peerNumbers: inModules.filter((each) => !leads(each)).map(([number]) => number),
      ratings: [],
      scores: [],
      total: null,
      tierRank: null,
      tierSize: null,
      coefficient: null,
      appeal: null,
      appealDecision: null,
    };
    await beginInside(cardWorkflow, 'openScorecard', card, inside, {});
  }
}

/** The post that decides the tier: the main one, or else the highest. */
function mainPost(held: readonly HeldPost[]): Post | undefined {
  const main = held.find(({ holding }) => holding.isPrimary) ?? held.toSorted((a, b) => a.post.tier - b.post.tier)[0];
  return main?.post;
}

function isSameModule({ module, regionCode }: Post, held: readonly HeldPost[]): boolean {
  return held.some(({ post }) => post.module === module && post.regionCode === regionCode);
}
