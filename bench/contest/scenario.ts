import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { GraphQLAnswer } from './post.js';

/** One request that every contender is asked. */
export interface Scenario {
  readonly name: string;
  /** The JSON of the request. */
  readonly body: string;
  /** Why an answer is not the right one; null for the right one. */
  fault(answer: GraphQLAnswer | null): string | null;
}

/** The names of the peers' scenarios. */
export const peerScenarios = ['s1', 's2', 's3', 's4'] as const;

/** One of the peers' scenarios, with the answer that stands beside it. */
export function peerScenario(folder: string, name: string): Scenario {
  const query = readFileSync(path.join(folder, `queries/${name}.graphql`), 'utf8');
  const expected: unknown = JSON.parse(readFileSync(path.join(folder, `gen/expected-${name}.json`), 'utf8'));
  return {
    name,
    body: JSON.stringify({ query }),
    fault: (answer) => {
      if (answer === null) return 'no answer with status 200';
      if (answer.errors) return `errors: ${answer.errors[0]?.message.slice(0, 200)}`;
      return isDeepStrictEqual(answer.data, expected) ? null : 'data that differ from the expected ones';
    },
  };
}
