import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openPortal, type TestPortal } from '../support/portal.js';
import { fuzzed, seed } from '../support/soak.js';
import { fuzzAccounts, plainReaders } from './accounts.js';
import { ask, type Asked } from './ask.js';
import { knownValues } from './known-values.js';
import { operations } from './operations.js';
import { personalValues } from './personal-values.js';
import { requests } from './requests.js';

let portal: TestPortal;
let asked: Asked;
beforeAll(async () => {
  portal = await openPortal({ accounts: fuzzAccounts, environment: { RATE_REFUSALS: '100000' } });
  asked = {
    origin: portal.origin,
    tokenOf: portal.tokenOf,
    personal: await personalValues(portal.portal.database),
    readers: plainReaders,
  };
});
afterAll(() => portal.close());

/** Requests under way at a time. */
const lanes = 4;

test(
  `of ${fuzzed} operations made from the seed ${seed} none meets a defect, a status from 500 on, a hang, or a personal value in plain`,
  async () => {
    const known = await knownValues(portal.portal.database);
    const made = requests(
      operations(portal.portal.graphs.current.schema, known),
      fuzzAccounts.map(({ username }) => username),
    );
    const counts = new Map<string, number>();
    let slowest = 0;
    const judged = fc.asyncProperty(made, async (request) => {
      const { outcome, wrong, milliseconds } = await ask(request, asked);
      const key = `${request.kind} ${outcome}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      slowest = Math.max(slowest, milliseconds);
      if (wrong !== null) throw new Error(wrong);
    });
    const runs = Array.from({ length: lanes }, (_, lane) =>
      fc.check(judged, { seed: seed + lane, numRuns: Math.ceil(fuzzed / lanes), interruptAfterTimeLimit: undefined }),
    );
    const failures = (await Promise.all(runs)).filter(({ failed }) => failed);
    const table = [...counts].sort(([, a], [, b]) => b - a);
    const total = table.reduce((sum, [, count]) => sum + count, 0);
    if (fuzzed !== 3_000)
      console.log(
        JSON.stringify({ seed, total, slowest: Math.round(slowest), counts: Object.fromEntries(table) }, null, 1),
      );
    expect(
      failures.map(({ counterexample, errorInstance }) => ({ counterexample, error: String(errorInstance) })),
    ).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(fuzzed);
    // Most come as far as the graph's own rules, and a good part of the questions is answered.
    const countOf = (pattern: RegExp): number =>
      table.filter(([key]) => pattern.test(key)).reduce((sum, [, count]) => sum + count, 0);
    expect(countOf(/^query 200$/) / countOf(/^query /)).toBeGreaterThan(0.2);
    expect(countOf(/GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED/) / total).toBeLessThan(0.4);
    expect((await portal.ask('{ grid(code: "320281104") { code } }')).data).toEqual({ grid: { code: '320281104' } });
  },
  60_000 + fuzzed * 60,
);
