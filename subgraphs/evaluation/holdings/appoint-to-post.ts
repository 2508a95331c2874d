import { perform, notFound, type Target } from '../../../kit/data/perform.js';
import { type Policy, requirePolicy, requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { inTerritory } from '../conditions.js';
import { Post } from '../post.js';
import { requirePeriod } from '../require-period.js';
import { placeHolder, type Placement } from './place-holder.js';
import { holdsWithin, PostHolding } from './post-holding.js';

const source = {
  zh: '全员聘用、统筹使用;岗位赋分(EV-02)',
  en: 'Everybody is appointed to posts, whatever their establishment; post points (EV-02)',
};

/** Who puts people on posts. */
export const appointToPostPolicy: Policy<Post> = {
  verb: 'appointToPost',
  entity: Post,
  title: { zh: '任岗', en: 'Appoint to a post' },
  roles: ['town_leader'],
  source,
  conditions: [inTerritory(source)],
};

/** Who takes people off posts. */
export const vacatePostPolicy: Policy<Post> = {
  ...appointToPostPolicy,
  verb: 'vacatePost',
  title: { zh: '离岗', en: 'Vacate a post' },
};

/**
 * Puts somebody of the staff in sight on a post. Faults: NOT_FOUND for the person; INVALID, reasons DATES_REVERSED and
 * PERIOD_BOUNDS; CONFLICT, reasons POST_HELD and POSTS_TOO_MANY.
 */
export async function appointToPost(context: Context, target: Target, placement: Placement): Promise<Post> {
  requireRole(appointToPostPolicy, context);
  const post = await context.session.one(Post, 'id', target.id);
  if (post === null) throw notFound(Post, target.id);
  await requirePolicy(appointToPostPolicy, post, context);
  requirePeriod(placement);
  await context.ask('query ($number: ID!) { staffMember(number: $number) { number } }', {
    number: placement.staffNumber,
  });
  return perform(appointToPostPolicy, target, context, async (row, inside) => {
    await placeHolder(inside, row, placement);
  });
}

/** Ends what stands on a post on a day, its last. Fault CONFLICT, POST_VACANT. */
export function vacatePost(context: Context, target: Target, lastDay: string): Promise<Post> {
  return perform(vacatePostPolicy, target, context, async (post, { session }) => {
    const holdings = await session.manager.find(PostHolding, { postCode: post.code });
    const held = holdings.find((each) => holdsWithin(each, lastDay, lastDay));
    if (!held) throw vacant(post, lastDay);
    held.endsOn = lastDay;
  });
}

function vacant({ code }: Post, day: string): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `岗位 ${code} 在 ${day} 无人。`, en: `Nobody holds the post ${code} on ${day}.` },
    { reason: 'POST_VACANT', details: { post: code, day } },
  );
}
