/** Somebody with the posts that they wish for, the dearest first. */
export interface Proposer {
  readonly staffNumber: string;
  readonly posts: readonly string[];
}

/** A post with the people whom its module would have, the best first; whoever is not named is not accepted. */
export interface RankedPost {
  readonly post: string;
  readonly staffNumbers: readonly string[];
}

/** A post and who got it. */
export interface Pair {
  readonly post: string;
  readonly staffNumber: string;
}

/**
 * Deferred acceptance with people proposing: each asks for the next post on the own list as long as there is room for another,
 * each post keeps the best who has asked so far. A post has one holder, a person at most `capacity` posts. The outcome does not
 * depend on who asks first; no person and post would rather have each other than what they got, and of all such outcomes it is
 * the one that people like best.
 */
export function matchPosts(people: readonly Proposer[], ranked: readonly RankedPost[], capacity: number): Pair[] {
  const ranks = new Map(ranked.map(({ post, staffNumbers }) => [post, rankOf(staffNumbers)]));
  const wishes = new Map(people.map(({ staffNumber, posts }) => [staffNumber, [...posts]]));
  const holders = new Map<string, string>();
  const waiting = people.map(({ staffNumber }) => staffNumber);
  for (let person = waiting.shift(); person !== undefined; person = waiting.shift()) {
    let room = capacity - [...holders.values()].filter((holder) => holder === person).length;
    while (room > 0) {
      const post: string | undefined = wishes.get(person)?.shift();
      if (post === undefined) break;
      const rank = ranks.get(post)?.get(person);
      if (rank === undefined) continue;
      const holder = holders.get(post);
      if (holder !== undefined && (ranks.get(post)?.get(holder) ?? rank) < rank) continue;
      holders.set(post, person);
      room -= 1;
      if (holder !== undefined) waiting.push(holder);
    }
  }
  return [...holders]
    .map(([post, staffNumber]) => ({ post, staffNumber }))
    .sort((one, other) => (one.post < other.post ? -1 : 1));
}

function rankOf(staffNumbers: readonly string[]): Map<string, number> {
  return new Map(staffNumbers.map((number, index) => [number, index + 1]));
}
