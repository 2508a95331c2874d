import { nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';
import type { Context } from '../../../kit/module/context.js';
import { holdersInTurn, placeHolder } from '../holdings/place-holder.js';
import { holdsWithin, PostHolding } from '../holdings/post-holding.js';
import { Post } from '../post.js';
import { everywhere } from '../everywhere.js';
import type { PostSelectionRound } from './post-selection-round.js';

/**
 * Puts everybody on the posts of a round from a day on; who stands on them leaves the day before. The dearest post of a person
 * is the main one. Faults: those of `placeHolder`.
 */
export async function confirmHoldings(
  { postCodes, matches }: PostSelectionRound,
  startsOn: string,
  inside: Context,
): Promise<void> {
  const { manager } = inside.session;
  // All at once: two rounds that wait for each other, one for a post and one for a person, would wait for ever.
  const people = new Set(matches.map(({ staffNumber }) => staffNumber));
  await holdersInTurn(inside, postCodes, [...people]);
  const dayBefore = nameOfDay(numberOfDay(startsOn) - 1);
  for (const holding of await manager.find(PostHolding, { postCode: { $in: postCodes } }, everywhere)) {
    if (!holdsWithin(holding, startsOn, '9999-12-31')) continue;
    if (holding.startsOn < startsOn) holding.endsOn = dayBefore;
    else manager.remove(holding);
  }
  await manager.flush();
  const posts = new Map(
    (await manager.find(Post, { code: { $in: postCodes } }, everywhere)).map((post) => [post.code, post]),
  );
  const placed = new Set<string>();
  const wishes = (rank: number | null): number => rank ?? Number.MAX_SAFE_INTEGER;
  const dearestFirst = matches.toSorted((one, other) => wishes(one.choiceRank) - wishes(other.choiceRank));
  for (const { postCode, staffNumber } of dearestFirst) {
    const post = posts.get(postCode);
    if (!post) continue;
    await placeHolder(inside, post, { staffNumber, isPrimary: !placed.has(staffNumber), startsOn, endsOn: null });
    placed.add(staffNumber);
  }
}
