import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../gateway/config.js';
import { warmUp } from '../../gateway/warm-up/warm-up.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { statementsDuring } from '../support/statements.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

test("the portal's own graph is warmed up without a word to the database", async () => {
  const written: string[] = [];
  const write = (_: unknown, sentence: string): void => void written.push(sentence);
  const log = { info: write, warn: write, error: write };
  const graph = portal.portal.graphs.current;
  let answered = 0;
  const statements = await statementsDuring(async () => {
    answered = await warmUp({ graph, limits: readConfig({}).limits, log });
  });
  expect(answered).toBeGreaterThan(0);
  // The queue of work asks for jobs all the time.
  const asked = statements.filter((statement) => !/\bjobs\./.test(statement));
  expect([asked, written]).toEqual([[], []]);
});
