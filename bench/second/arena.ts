import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Arena, openArena } from '../contest/arena.js';
import { commandOf } from '../contest/contender.js';
import type { GraphQLAnswer } from '../contest/post.js';
import type { Scenario } from '../contest/scenario.js';
import { questions } from './questions.js';
import { composeSecond } from './supergraph.js';

const originPort = 47_310;
const replayPort = 47_210;

/** Opens the second set's subgraphs, behind the replay server where there is one. */
export async function openSecondArena(replayProgram: string | null, logs: string): Promise<Arena> {
  const supergraphFile = path.join(logs, 'second.graphql');
  const port = replayProgram === null ? originPort : replayPort;
  await writeFile(supergraphFile, composeSecond(`http://127.0.0.1:${port}`));
  return openArena({
    supergraphFile,
    logs,
    origin: {
      command: commandOf('bench/second/serve.ts'),
      environment: { PORT: String(originPort) },
      port: originPort,
      path: '/streets',
    },
    replay: replayProgram === null ? null : { program: replayProgram, port: replayPort },
  });
}

/**
 * The questions as scenarios. The first gateway to answer one says what the answer is: so the reference, where it takes
 * part, must come first. Data must be equal, and errors must be of the same places.
 */
export function secondScenariosNamed(only: readonly string[] | null): Scenario[] {
  const asked = questions.filter(({ name }) => only === null || only.includes(name));
  return asked.map(({ name, query, variables }) => {
    let known: { readonly data: unknown; readonly places: readonly string[] } | null = null;
    const fault = (answer: GraphQLAnswer | null): string | null => {
      if (!answer?.data) return 'no answer with status 200 and data';
      const given = { data: answer.data, places: placesOf(answer) };
      known ??= given;
      if (!isDeepStrictEqual(given.data, known.data)) return 'data that differ from the first contender’s';
      return isDeepStrictEqual(given.places, known.places) ? null : 'errors of other places than the first contender’s';
    };
    return { name, body: JSON.stringify({ query, variables }), fault };
  });
}

/** The places of an answer's errors, in an order of their own. */
export function placesOf({ errors = [] }: GraphQLAnswer): string[] {
  return errors.map(({ path: place = [] }) => place.join('.')).sort();
}
