import { perform, type Target } from '../../kit/data/perform.js';
import { answersFor } from '../../kit/identity/caller.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { Post, postBounds } from './post.js';

/** EV-02, EV-06: who may say what a post is worth and in which tier it stands. */
export const redefinePostPolicy: Policy<Post> = {
  verb: 'redefinePost',
  entity: Post,
  title: { zh: '调整岗位赋分和层级', en: 'Redefine a post' },
  roles: ['evaluator'],
  source: { zh: '岗位赋分(EV-02)、1—5 级岗位(EV-06)', en: 'Post points (EV-02), five tiers (EV-06)' },
  conditions: [
    {
      reason: 'OUTSIDE_TERRITORY',
      code: 'FORBIDDEN',
      sentence: { zh: '该岗位不在您负责的区域内。', en: 'The post is outside the territory that you answer for.' },
      source: {
        zh: '岗位由所在县、镇考评机构管理(EV-02)',
        en: 'Posts are kept by the evaluators of their territory (EV-02)',
      },
      holds: (post, { caller }) => answersFor(caller, post.regionCode),
    },
  ],
};

/** What a post is worth: `points` 0 to 100, `tier` 1 to 5. */
export type PostWorth = Pick<Post, 'points' | 'tier'>;

/** Sets points and tier. Fault INVALID, reason POST_OUT_OF_RANGE, beyond the bounds. */
export function redefinePost(context: Context, target: Target, worth: PostWorth): Promise<Post> {
  return perform(redefinePostPolicy, target, context, (post) => {
    checkBounds('points', worth.points);
    checkBounds('tier', worth.tier);
    Object.assign(post, worth);
  });
}

function checkBounds(property: keyof PostWorth, value: number): void {
  const { from, to } = postBounds[property];
  if (from <= value && value <= to) return;
  throw new Fault(
    'INVALID',
    {
      zh: `${property} 须在 ${from}—${to} 之间,收到 ${value}。`,
      en: `${property} must be from ${from} to ${to}; got ${value}.`,
    },
    { reason: 'POST_OUT_OF_RANGE', details: { property, value, from, to } },
  );
}
