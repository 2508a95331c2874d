import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { caseWorkflow } from '../../../subgraphs/enforcement/cases/case-workflow.js';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { act, caseOf, go, open, ordinary, personBorn, refusal, rowsOf, type SeenCase, type Verb } from './cases.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const roads: Readonly<Record<string, readonly Verb[]>> = {
  CLUE: [],
  DECIDED: ['decideOnTheSpot'],
  SERVED: ['decideOnTheSpot', 'serveDecision'],
  PERFORMING: ['decideOnTheSpot', 'serveDecision', 'payFine'],
  CLOSED: ['decideOnTheSpot', 'serveDecision', 'recordWithAgency', 'payFine', 'closeCase'],
  WITHDRAWN: ['withdrawCase'],
};
const verbs = Object.keys(ordinary) as Verb[];
let sequence = 500;

async function caseIn(state: string): Promise<SeenCase> {
  sequence += 1;
  const clue = caseOf(await open(portal, { party: personBorn('19850312', sequence) }));
  return go(portal, clue, ...(roads[state] ?? []));
}

test('The roads lead to every state of the simple procedure, and the verbs are all that persons do in it.', () => {
  const otherStates = Object.keys(caseWorkflow.states).filter((state) => !(state in roads));
  expect(otherStates.sort()).toEqual([
    'COLLECTIVE_DISCUSSION',
    'ENFORCING',
    'FILED',
    'HANDED_OVER',
    'HEARING',
    'INVESTIGATING',
    'INVESTIGATION_CLOSED',
    'LEGAL_REVIEW',
    'NOTIFIED',
    'NOT_PUNISHED',
    'SUSPENDED',
    'TRANSFERRED',
  ]);
  // Whatever else is done to what an officer opened as a simple case, compulsion comes after it and a move takes it elsewhere.
  const simple = new Set<string>([...verbs, 'openSimpleCase']);
  const afterwards = Object.entries(caseWorkflow.transitions).filter(
    ([verb, { from }]) => !simple.has(verb) && from.some((state) => state in roads),
  );
  expect(afterwards.map(([verb]) => verb).sort()).toEqual([
    'acceptClue',
    'confirmPerformance',
    'fileCase',
    'refuseClue',
    'sendAway',
    'urgePerformance',
  ]);
});

describe.each(Object.keys(roads))('In the state %s', (state) => {
  const outOfTurn = verbs.filter((verb) => !(caseWorkflow.transitions[verb].from as readonly string[]).includes(state));

  test('every verb whose turn it is not is refused, and no row changes.', async () => {
    const row = await caseIn(state);
    expect(row.state).toBe(state);
    const before = await rowsOf(portal);
    for (const verb of outOfTurn) {
      expect([verb, ...refusal(await act(portal, row, verb))]).toEqual([verb, 'CONFLICT', 'WRONG_STATE']);
    }
    expect(await rowsOf(portal)).toEqual(before);
  });

  test('allowedActions says so before.', async () => {
    const { caseNo } = await caseIn(state);
    const { data } = await portal.ask(
      'query ($caseNo: ID!) { case(caseNo: $caseNo) { allowedActions { verb reason } } }',
      { caseNo },
      { as: 'enforcement.officer' },
    );
    const { allowedActions } = (data as never)['case'] as { allowedActions: { verb: string; reason: string | null }[] };
    const wrong = allowedActions.filter(({ reason }) => reason === 'WRONG_STATE').map(({ verb }) => verb);
    expect(wrong.filter((verb) => verb in ordinary).sort()).toEqual([...outOfTurn].sort());
  });
});

test('Out of turn are, for a clue and for a closed case:', () => {
  const outOf = (state: string): string[] =>
    verbs.filter((verb) => !(caseWorkflow.transitions[verb].from as readonly string[]).includes(state));
  expect(outOf('CLUE')).toEqual([
    'serveDecision',
    'recordWithAgency',
    'payFine',
    'collectOnTheSpot',
    'handInCollectedFine',
    'noteRelief',
    'endRelief',
    'closeCase',
  ]);
  expect(outOf('CLOSED')).toEqual(verbs);
});

describe('What is done to a case', () => {
  test('is done by its own officers at the scene, and by the head of its organisation at the desk.', async () => {
    const clue = await caseIn('CLUE');
    const byHead = await act(portal, clue, 'decideOnTheSpot', undefined, 'bureau.head');
    expect(refusal(byHead)).toEqual(['FORBIDDEN', 'NOT_CASE_OFFICER']);
    const served = await caseIn('SERVED');
    const recorded = caseOf(await act(portal, served, 'recordWithAgency', undefined, 'bureau.head'));
    expect(recorded.version).toBe(served.version + 1);
    const other = caseOf(
      await open(portal, { party: personBorn('19850312', 499), officers: ['JY001413', 'JY001415'] }, 'bureau.head'),
    );
    expect(refusal(await act(portal, other, 'withdrawCase'))).toEqual(['FORBIDDEN', 'NOT_CASE_ORGANIZATION']);
    const byOther = await act(portal, other, 'withdrawCase', undefined, 'grid.officer');
    expect(byOther.errors?.at(-1)?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE_MISSING' });
  });

  test('by two at the same moment is done by one.', async () => {
    const decided = await caseIn('DECIDED');
    const answers = await Promise.all([act(portal, decided, 'serveDecision'), act(portal, decided, 'serveDecision')]);
    const reasons = answers.map(({ errors }) => errors?.[0]?.extensions.reason ?? 'done').sort();
    expect(reasons).toEqual(['STALE_VERSION', 'done']);
    const [late] = answers.flatMap(({ errors }) => errors ?? []);
    expect(late?.extensions.details).toEqual({ seen: 2, current: 3 });
  });

  test('with an old version is refused with the present one.', async () => {
    const served = await caseIn('SERVED');
    await go(portal, served, 'recordWithAgency');
    const stale = await act(portal, served, 'payFine');
    expect(refusal(stale)).toEqual(['CONFLICT', 'STALE_VERSION']);
    expect(stale.errors?.[0]?.extensions.details).toEqual({ seen: 3, current: 4 });
  });
});
