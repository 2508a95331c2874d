import type { Pair, Proposer, RankedPost } from '../../../subgraphs/evaluation/selections/match-posts.js';

/** Whether a post's module would have one person rather than another; whoever is not ranked it would not have. */
function prefers(ranked: readonly RankedPost[], post: string, one: string, other: string | undefined): boolean {
  const order = ranked.find((each) => each.post === post)?.staffNumbers ?? [];
  if (!order.includes(one)) return false;
  return other === undefined || order.indexOf(one) < order.indexOf(other);
}

/**
 * Every person and post that would rather have each other than what they got: the person has room or would leave a post that
 * is less dear, and the post is empty or would rather have the person.
 */
export function blockingPairs(
  pairs: readonly Pair[],
  people: readonly Proposer[],
  ranked: readonly RankedPost[],
  capacity: number,
): Pair[] {
  return people.flatMap(({ staffNumber, posts }) => {
    const held = pairs.filter((pair) => pair.staffNumber === staffNumber).map(({ post }) => post);
    return posts
      .filter((post, place) => {
        if (held.includes(post)) return false;
        const wants = held.length < capacity || held.some((each) => posts.indexOf(each) > place);
        const holder = pairs.find((pair) => pair.post === post)?.staffNumber;
        return wants && prefers(ranked, post, staffNumber, holder);
      })
      .map((post) => ({ post, staffNumber }));
  });
}

/** Every matching of a small instance in which all accept what they have, and no pair blocks: found by trying all. */
export function stableMatchings(
  people: readonly Proposer[],
  ranked: readonly RankedPost[],
  capacity: number,
): Pair[][] {
  let matchings: Pair[][] = [[]];
  for (const { post, staffNumbers } of ranked) {
    const takers = staffNumbers.filter((number) =>
      people.some(({ staffNumber, posts }) => staffNumber === number && posts.includes(post)),
    );
    matchings = matchings.flatMap((pairs) => [
      pairs,
      ...takers
        .filter((number) => pairs.filter(({ staffNumber }) => staffNumber === number).length < capacity)
        .map((staffNumber) => [...pairs, { post, staffNumber }]),
    ]);
  }
  return matchings.filter((pairs) => blockingPairs(pairs, people, ranked, capacity).length === 0);
}
