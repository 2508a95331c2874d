import { v7 as uuid } from 'uuid';
import { oneAfterAnother } from '../../../kit/data/one-after-another.js';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import type { Post } from '../post.js';
import { everywhere } from '../everywhere.js';
import { holdingSettings } from './holding-settings.js';
import { holdsWithin, PostHolding } from './post-holding.js';

/** Who is to hold a post, from when; `endsOn` null for good. */
export interface Placement {
  readonly staffNumber: string;
  readonly isPrimary: boolean;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

const forGood = '9999-12-31';

/** Lets changes of who holds these posts, and of what these people hold, come one after the other. */
export function holdersInTurn(inside: Context, postCodes: readonly string[], people: readonly string[]): Promise<void> {
  const posts = postCodes.map((code) => `who holds ${code}`);
  return oneAfterAnother(inside, ...posts, ...people.map((staffNumber) => `what ${staffNumber} holds`));
}

/**
 * Puts somebody on a post, inside a transaction. Faults CONFLICT, reasons POST_HELD where somebody else holds it in these
 * days, and POSTS_TOO_MANY where the person holds as many as the county allows.
 */
export async function placeHolder(inside: Context, post: Post, placement: Placement): Promise<PostHolding> {
  const { session, clock } = inside;
  const { staffNumber, startsOn, endsOn } = placement;
  const last = endsOn ?? forGood;
  await holdersInTurn(inside, [post.code], [staffNumber]);
  const ofPost = await session.manager.find(PostHolding, { postCode: post.code }, everywhere);
  const holder = ofPost.find((each) => holdsWithin(each, startsOn, last));
  if (holder) throw postHeld(post, holder);
  const rules = await countyRules(session, post.regionCode, clock);
  const most = rules.read(holdingSettings.mostPosts);
  const ofPerson = await session.manager.find(PostHolding, { staffNumber }, everywhere);
  const held = ofPerson.filter((each) => holdsWithin(each, startsOn, last));
  if (held.length >= most) throw tooMany(staffNumber, held, most);
  const holding = Object.assign(new PostHolding(), {
    id: uuid(),
    postCode: post.code,
    organizationCode: post.organizationCode,
    regionCode: post.regionCode,
    ...placement,
  });
  session.manager.persist(holding);
  await session.manager.flush();
  return holding;
}

function postHeld({ code, name }: Post, { startsOn, endsOn }: PostHolding): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `岗位 ${code}「${name}」自 ${startsOn} 至 ${endsOn ?? '今'} 已有人。`,
      en: `The post ${code} has a holder from ${startsOn}${endsOn === null ? '' : ` to ${endsOn}`}.`,
    },
    { reason: 'POST_HELD', details: { post: code, startsOn, endsOn } },
  );
}

function tooMany(staffNumber: string, held: readonly PostHolding[], most: number): Fault {
  const posts = held.map(({ postCode }) => postCode);
  return new Fault(
    'CONFLICT',
    {
      zh: `${staffNumber} 已任 ${posts.join('、')},一人至多 ${most} 个岗位。`,
      en: `${staffNumber} holds ${posts.join(', ')}; one person holds at most ${most} posts.`,
    },
    { reason: 'POSTS_TOO_MANY', details: { posts, most } },
  );
}
