import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { operations, seed } from '../../support/soak.js';
import { contestantsOn, type Contestants } from './both-gateways.js';
import { knownDifferences } from './known-differences.js';
import { randomFrom } from '../../support/seeded-random.js';
import { generatedOperation, type GeneratedOperation } from './operation-generator.js';
import { shrunk } from './shrink.js';
import { supergraphs } from './supergraphs.js';
import { isDisagreement, verdictOn, verdictOnApolloPlans, type Verdict } from './verdict.js';

// Of eight operations two meet missing entities, two a subgraph that is out where that can be compared, and one is planned by Apollo's planner too.
const everyHole = 4;
const everyOutage = 4;
const everyApolloPlan = 8;

const opened: Contestants[] = [];
const verdicts = new Map<Verdict, number>();
let outages = 0;

beforeAll(async () => {
  for (const draft of supergraphs) opened.push(await contestantsOn(draft));
});

afterAll(async () => {
  for (const contestants of opened) await contestants.close();
  const lines = [...verdicts].sort(([, a], [, b]) => b - a).map(([verdict, count]) => `${count} ${verdict}`);
  process.stdout.write(
    `differential: SEED=${seed} OPERATIONS=${operations}, ${outages} with a subgraph out: ${lines.join(', ')}\n`,
  );
});

test.each(supergraphs.map(({ name }, index) => [name, index] as const))(
  `generated operations over "%s" (SEED=${seed} OPERATIONS=${operations}) get one answer from every gateway`,
  async (_name, index) => {
    const contestants = opened[index];
    if (!contestants) throw new Error('A supergraph was not opened.');
    const random = randomFrom(seed + index);
    for (let number = 0; number < Math.ceil(operations / supergraphs.length); number += 1) {
      const operation = generatedOperation(contestants.schema, random);
      contestants.weather.salt = number;
      contestants.weather.holes = contestants.draft.mayMiss && number % everyHole === everyHole - 1;
      const isOutage = number % everyOutage === everyOutage - 2;
      contestants.weather.outage = isOutage ? contestants.outageFor(operation, number) : null;
      if (contestants.weather.outage) outages += 1;
      const verdict = await judged(contestants, operation, number);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (isDisagreement(verdict)) expect(await reportOn(contestants, operation, number, verdict)).toBe('');
    }
  },
  60_000 + operations * 100,
);

test('every known difference has its heading in docs/differences.md, and no other has', async () => {
  const page = await readFile(path.join(projectRoot, 'docs/differences.md'), 'utf8');
  expect([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([...knownDifferences]);
});

async function judged(contestants: Contestants, operation: GeneratedOperation, number: number): Promise<Verdict> {
  const verdict = await verdictOn(contestants, operation);
  if (verdict !== 'equal' || number % everyApolloPlan !== 0) return verdict;
  return (await verdictOnApolloPlans(contestants, operation)) ?? verdict;
}

async function reportOn(
  contestants: Contestants,
  operation: GeneratedOperation,
  number: number,
  verdict: Verdict,
): Promise<string> {
  const smallest = await shrunk(
    contestants.schema,
    operation,
    async (smaller) => (await judged(contestants, smaller, number)) === verdict,
  );
  const { ours, apollo, undivided } = contestants;
  const answers = { ours, apollo, undivided };
  const told = Object.entries(answers).map(async ([name, ask]) => {
    const answer = await ask(smallest).catch(String);
    return `${name}: ${JSON.stringify(answer)}`;
  });
  return [
    `${contestants.draft.name}, operation ${number}: ${verdict}`,
    smallest.query,
    JSON.stringify(smallest.variables),
    ...(await Promise.all(told)),
  ].join('\n');
}
