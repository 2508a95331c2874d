import { expect, test } from '@jest/globals';
import {
  matchPosts,
  type Pair,
  type Proposer,
  type RankedPost,
} from '../../../subgraphs/evaluation/selections/match-posts.js';
import { randomFrom } from '../../support/seeded-random.js';
import { blockingPairs, stableMatchings } from './stable-matchings.js';

interface Instance {
  readonly people: readonly Proposer[];
  readonly ranked: readonly RankedPost[];
  readonly capacity: number;
}

/** Up to four people and five posts, each side with most of the other in any order. */
function instanceOf(random: () => number): Instance {
  const below = (limit: number): number => Math.floor(random() * limit);
  const shuffled = (list: readonly string[]): string[] =>
    list
      .map((each) => ({ each, at: random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ each }) => each);
  // Mostly everybody is named: where few are, there is nothing to choose among.
  const some = (list: readonly string[]): string[] => shuffled(list).filter(() => random() < 0.9);
  const numbers = ['a', 'b', 'c', 'd'].slice(0, 2 + below(3));
  const posts = ['1', '2', '3', '4', '5'].slice(0, 2 + below(4));
  return {
    people: numbers.map((staffNumber) => ({ staffNumber, posts: some(posts) })),
    ranked: posts.map((post) => ({ post, staffNumbers: some(numbers) })),
    capacity: 1 + below(3),
  };
}

const sorted = (pairs: readonly Pair[]): string[] =>
  pairs.map(({ post, staffNumber }) => `${post}${staffNumber}`).sort();

/** The dearest posts of a person among those of two matchings, as many as fit. */
function dearest(
  { staffNumber, posts }: Proposer,
  matchings: readonly (readonly Pair[])[],
  capacity: number,
): string[] {
  const held = matchings.flatMap((pairs) =>
    pairs.filter((pair) => pair.staffNumber === staffNumber).map(({ post }) => post),
  );
  return posts
    .filter((post) => held.includes(post))
    .slice(0, capacity)
    .sort();
}

test('of 1,000 small instances each outcome is a stable matching, and of all such the one that people like best', () => {
  const random = randomFrom(20261122);
  let several = 0;
  for (let run = 0; run < 1000; run += 1) {
    const { people, ranked, capacity } = instanceOf(random);
    const outcome = matchPosts(people, ranked, capacity);
    const stable = stableMatchings(people, ranked, capacity);
    if (stable.length > 1) several += 1;
    expect(stable.map(sorted)).toContainEqual(sorted(outcome));
    for (const other of stable)
      for (const person of people)
        expect([run, dearest(person, [outcome, other], capacity)]).toEqual([run, dearest(person, [outcome], capacity)]);
    // Who asks first makes no difference.
    expect(sorted(matchPosts(people.toReversed(), ranked.toReversed(), capacity))).toEqual(sorted(outcome));
  }
  // Otherwise stability alone would have decided, and the liking of people nothing.
  expect(several).toBeGreaterThan(20);
});

test('a pair that blocks is found', () => {
  const people = [
    { staffNumber: 'a', posts: ['1', '2'] },
    { staffNumber: 'b', posts: ['1'] },
  ];
  const ranked = [
    { post: '1', staffNumbers: ['a', 'b'] },
    { post: '2', staffNumbers: ['a'] },
  ];
  const wrong = [
    { post: '1', staffNumber: 'b' },
    { post: '2', staffNumber: 'a' },
  ];
  expect(blockingPairs(wrong, people, ranked, 1)).toEqual([{ post: '1', staffNumber: 'a' }]);
  expect(matchPosts(people, ranked, 1)).toEqual([{ post: '1', staffNumber: 'a' }]);
  expect(matchPosts(people, ranked, 2)).toEqual([
    { post: '1', staffNumber: 'a' },
    { post: '2', staffNumber: 'a' },
  ]);
});
