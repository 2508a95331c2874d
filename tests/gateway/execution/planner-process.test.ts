import { afterEach, expect, test } from '@jest/globals';
import { PlannerProcess } from '../../../gateway/planning/planner-process.js';
import { graphOf } from './federation.js';

const { supergraphSdl } = await graphOf({
  library: {
    sdl: `
      type Query { media: [Media] }
      interface Media @key(fields: "id") { id: ID! }
      type Film implements Media @key(fields: "id") { id: ID! next: Film }
      type Book implements Media @key(fields: "id") { id: ID! }
    `,
  },
  reviews: {
    sdl: `
      type Media @key(fields: "id") @interfaceObject { id: ID! stars(least: Int): Int }
    `,
  },
  sequels: { sdl: 'type Film @key(fields: "id") { id: ID! sequel: Film }' },
});

const program = new URL('../../../gateway/planning/native-process.mjs', import.meta.url);
const easy = question('{ media { id } }');
// Valid, and in one fetch of one interface object the same name with two arguments: the native planner panics.
const fatal = question('{ media { ... on Film { x: stars(least: 1) } ... on Book { x: stars(least: 2) } } }');
// Each level asks for two films, one of them of another subgraph: 2^15 fetches, in well under the limits of a document.
const endless = question(
  `{ media { ...F0 } } ${Array.from(
    { length: 15 },
    (_, level) =>
      `fragment F${level} on Film { a${level}: next { ...F${level + 1} } b${level}: sequel { ...F${level + 1} } }`,
  ).join(' ')} fragment F15 on Film { id }`,
);

function question(text: string) {
  return { text, operationName: undefined, labels: [], percentage: 100 };
}

let planner: PlannerProcess | undefined;
afterEach(() => planner?.close());

async function opened(limit: number): Promise<PlannerProcess> {
  planner = await PlannerProcess.open({ program, supergraphSdl, limit });
  return planner;
}

test('an operation over which the planner aborts fails alone: the gateway goes on, and so do other operations', async () => {
  const { ask } = bound(await opened(5_000));
  const outcomes = await Promise.allSettled([ask(easy), ask(fatal), ask(easy), ask(fatal), ask(easy)]);
  const planned = {
    status: 'fulfilled',
    value: { kind: 'QueryPlan', node: expect.objectContaining({ kind: 'Fetch' }) },
  };
  const ended = expect.objectContaining({ message: 'The process of a planner ended with SIGABRT.' });
  const aborted = { status: 'rejected', reason: ended };
  expect(outcomes).toEqual([planned, aborted, planned, aborted, planned]);
});

test('an operation that is planned for ever is given up at the limit, and holds nothing up afterwards', async () => {
  const { ask } = bound(await opened(700));
  const given = ask(endless);
  await expect(ask(easy)).resolves.toMatchObject({ kind: 'QueryPlan' });
  await expect(given).rejects.toMatchObject({ code: 'TIMEOUT', extensions: { reason: 'PLANNING_TIMEOUT' } });
  for (let number = 0; number < 4; number += 1) await expect(ask(endless)).rejects.toMatchObject({ code: 'TIMEOUT' });
  await expect(ask(easy)).resolves.toMatchObject({ kind: 'QueryPlan' });
});

test('what the planner refuses is told in its own words, a supergraph as well as an operation', async () => {
  const { ask } = bound(await opened(5_000));
  await expect(ask(question('{ media { nobody } }'))).rejects.toThrow("Field 'nobody' not found in type 'Media'");
  await expect(PlannerProcess.open({ program, supergraphSdl: 'type {', limit: 5_000 })).rejects.toThrow(/[Pp]arse/);
});

function bound(opened: PlannerProcess) {
  return { ask: (asked: object) => opened.ask(asked) };
}
