import { expect, test } from '@jest/globals';
import { randomFrom } from '../../support/seeded-random.js';
import { operations, seed } from '../../support/soak.js';
import { graphOn } from '../differential/both-gateways.js';
import { generatedOperation } from '../differential/operation-generator.js';
import { SeededAnswers } from '../differential/seeded-answers.js';
import { type SupergraphDraft, supergraphs } from '../differential/supergraphs.js';
import { graphOf } from '../execution/federation.js';
import { inProcess, overHttp, plainly } from './both-ways.js';

const everyHole = 4;

async function openedOn(draft: SupergraphDraft) {
  const bare = await graphOf(Object.fromEntries(Object.entries(draft.subgraphs).map(([name, sdl]) => [name, { sdl }])));
  const answers = new SeededAnswers(draft, bare.schemas);
  return { graph: await graphOn(draft, bare, answers), weather: answers.weather };
}

// What gives up where it need not answers the same, only later.
const leastCompiled: Readonly<Record<string, number>> = {
  county: 0.85,
  market: 0.7,
  moves: 0.9,
  media: 0.15,
  hidden: 0.55,
  chains: 0.9,
};

test.each(supergraphs.map((draft) => [draft.name, draft] as const))(
  `generated operations over "%s" get the plain executor's answer from compiled tables (SEED=${seed})`,
  async (name, draft) => {
    const { graph, weather } = await openedOn(draft);
    const random = randomFrom(seed);
    const count = Math.ceil(operations / supergraphs.length);
    let compiled = 0;
    for (let number = 0; number < count; number += 1) {
      const { query, variables } = generatedOperation(graph.schema, random);
      weather.salt = number;
      weather.holes = draft.mayMiss && number % everyHole === everyHole - 1;
      const request = await graph.prepare(query, { variables });
      const plain = await plainly(request);
      for (const way of [overHttp, inProcess]) {
        const { isCompiled, ...answer } = await way(request);
        expect({ query, variables, ...answer }).toEqual({ query, variables, data: plain.data, errors: plain.errors });
        if (isCompiled) compiled += 1;
      }
    }
    process.stdout.write(`compiled: ${name}: ${compiled} of ${count * 2} answers\n`);
    expect(compiled / (count * 2)).toBeGreaterThan(leastCompiled[name] ?? 1);
  },
  60_000 + operations * 100,
);
