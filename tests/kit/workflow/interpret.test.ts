import { describe, expect, test } from '@jest/globals';
import type { DeadlineChange } from '../../../kit/workflow/interpret.js';
import { destination } from '../../../kit/workflow/interpret.js';
import type { PermitState } from '../permit/permit.js';
import { type PermitInputs, permitTable } from '../permit/permit-workflow.js';
import { clerk } from '../permit/clerk.js';
import { freshCourse, permitIn, step } from './walk.js';

const passed = { deadline: 'review', dueAt: '2026-11-30T16:00:00.000Z' };
const start = (name: string, amount: number, unit: 'DAY' | 'WORKING_DAY'): DeadlineChange => ({
  kind: 'start',
  name,
  length: { amount, unit },
});
const stop = (name: string): DeadlineChange => ({ kind: 'stop', name });
const startReview = start('review', 5, 'WORKING_DAY');

type Case<Verb extends keyof PermitInputs = keyof PermitInputs> = readonly [
  verb: Verb,
  from: PermitState,
  input: PermitInputs[Verb],
  to: PermitState,
  changes: readonly DeadlineChange[],
];

const yes = { department: 'roads', answer: 'YES' } as const;
const no = { department: 'roads', answer: 'NO' } as const;
const cases: readonly Case[] = [
  ['applyPermit', 'DRAFT', { applicant: '某甲' }, 'DRAFT', []],
  ['consult', 'DRAFT', null, 'CONSULTING', [start('consulting', 2, 'DAY')]],
  ['consent', 'CONSULTING', yes, 'REVIEW', [stop('consulting'), startReview]],
  ['consent', 'CONSULTING', no, 'REFUSED', [stop('consulting')]],
  ['endConsulting', 'CONSULTING', passed, 'REVIEW', [stop('consulting'), startReview]],
  ['pause', 'REVIEW', { reason: 'flood' }, 'PAUSED', [{ kind: 'pause', name: 'review' }]],
  ['resume', 'PAUSED', null, 'REVIEW', [{ kind: 'resume', name: 'review' }]],
  ['remind', 'REVIEW', null, 'REVIEW', [stop('review'), startReview]],
  [
    'extendReview',
    'REVIEW',
    { days: 3 },
    'REVIEW',
    [{ kind: 'extend', name: 'review', by: { amount: 3, unit: 'WORKING_DAY' } }],
  ],
  [
    'extendReview',
    'SECOND_REVIEW',
    { days: 2 },
    'SECOND_REVIEW',
    [{ kind: 'extend', name: 'review', by: { amount: 2, unit: 'WORKING_DAY' } }],
  ],
  ['review', 'REVIEW', null, 'SECOND_REVIEW', []],
  ['sendBack', 'SECOND_REVIEW', { reason: 'too long' }, 'DRAFT', [stop('review')]],
  ['grantPermit', 'REVIEW', { metres: 9 }, 'GRANTED', [stop('review')]],
  ['grantPermit', 'SECOND_REVIEW', { metres: 9 }, 'GRANTED', [stop('review')]],
  ['refusePermit', 'REVIEW', null, 'REFUSED', [stop('review')]],
  ['refusePermit', 'SECOND_REVIEW', null, 'REFUSED', [stop('review')]],
  ['refusePermit', 'PAUSED', null, 'REFUSED', [stop('review')]],
  ['lapse', 'REVIEW', passed, 'LAPSED', [stop('review')]],
  ['lapse', 'SECOND_REVIEW', passed, 'LAPSED', [stop('review')]],
];

test('The cases name every way that the table allows.', () => {
  const ways = Object.entries(permitTable.transitions).flatMap(([verb, { from }]) =>
    from.length === 0 ? [`${verb} DRAFT`] : from.map((state) => `${verb} ${state}`),
  );
  expect([...new Set(cases.map(([verb, from]) => `${verb} ${from}`))].sort()).toEqual(ways.sort());
});

test.each(cases)('%s leads from %s, with %j, to %s.', (verb, from, input, to, changes) => {
  const outcome = step(permitIn(from, { departments: ['roads'] }), verb, input);
  expect(outcome.row.state).toBe(to);
  expect(outcome.changes).toEqual(changes);
  expect(outcome.row.course.counts[verb]).toBe(verb === 'applyPermit' ? 2 : 1);
  expect(outcome.row.course.since).toBe(
    from === to && verb !== 'applyPermit' ? freshCourse.since : '2026-11-23T02:00:00.000Z',
  );
});

test('A deadline that the row does not have does not begin.', () => {
  expect(step(permitIn('DRAFT'), 'consult', null).changes).toEqual([]);
});

test('A choice that its table does not name is a defect.', () => {
  const { consent } = permitTable.transitions;
  const astray = {
    ...consent,
    to: { among: ['REVIEW'] as const, rule: { zh: '', en: '' }, choose: () => 'LAPSED' as const },
  };
  expect(() => destination(astray, permitIn('CONSULTING'), {} as never)).toThrow(
    'consent chose LAPSED, which its table does not name.',
  );
});

describe('Consents that are gathered from several', () => {
  const consulting = () => permitIn('CONSULTING', { departments: ['roads', 'water', 'power'] });
  const given = (department: string, answer: 'YES' | 'NO') => ({ department, answer });

  test('wait for the last when all are needed', () => {
    const one = step(consulting(), 'consent', given('water', 'YES'));
    const two = step(one.row, 'consent', given('roads', 'YES'));
    const all = step(two.row, 'consent', given('power', 'YES'));
    expect([one, two, all].map(({ row }) => row.state)).toEqual(['CONSULTING', 'CONSULTING', 'REVIEW']);
    // Staying neither stops nor restarts what runs.
    expect([one.changes, two.changes]).toEqual([[], []]);
    expect(Object.keys(all.row.course.answers).sort()).toEqual(['power', 'roads', 'water']);
    expect(all.row.course.answers['water']).toEqual({
      answer: 'YES',
      by: clerk.subject,
      at: '2026-11-23T02:00:00.000Z',
    });
  });

  test('end with the first refusal', () => {
    const one = step(consulting(), 'consent', given('water', 'YES'));
    expect(step(one.row, 'consent', given('roads', 'NO')).row.state).toBe('REFUSED');
  });

  test('count a party once, by its last answer', () => {
    const one = step(consulting(), 'consent', given('water', 'YES'));
    const again = step(one.row, 'consent', given('water', 'YES'));
    expect(again.row.state).toBe('CONSULTING');
    expect(again.row.course.counts['consent']).toBe(2);
  });

  test('take silence as what the verb that ends them says, with nobody behind it', () => {
    const one = step(consulting(), 'consent', given('water', 'YES'));
    const ended = step(one.row, 'endConsulting', passed, { now: new Date('2026-11-25T16:00:00Z') });
    expect(ended.row.state).toBe('REVIEW');
    expect(ended.row.course.answers['roads']).toEqual({ answer: 'YES', by: null, at: '2026-11-25T16:00:00.000Z' });
    expect(ended.row.course.answers['water']?.by).toBe(clerk.subject);
  });

  test('are forgotten when the state that gathers is entered again', () => {
    const one = step(consulting(), 'consent', given('water', 'NO'));
    const again = permitIn('DRAFT', { departments: ['water'], course: one.row.course });
    expect(step(again, 'consult', null).row.course.answers).toEqual({});
  });

  test('stay known after the state is left', () => {
    const sole = permitIn('CONSULTING', { departments: ['water'] });
    const reviewed = step(sole, 'consent', given('water', 'YES'));
    const paused = step(reviewed.row, 'pause', { reason: 'flood' });
    expect(paused.row.course.answers['water']?.answer).toBe('YES');
  });
});

test('Work that is sent back begins its deadlines anew and keeps count.', () => {
  const long = permitIn('REVIEW', { departments: ['roads'], metres: 200 });
  const second = step(long, 'review', null);
  const back = step(second.row, 'sendBack', { reason: 'unclear' });
  const asked = step(back.row, 'consult', null);
  const again = step(asked.row, 'consent', yes);
  const twice = step(again.row, 'review', null);
  expect(back.changes).toEqual([stop('review')]);
  expect(again.changes).toEqual([stop('consulting'), startReview]);
  expect(twice.row.course.counts).toMatchObject({ review: 2, sendBack: 1 });
});

test('Who acts is named by staff number, else by client or account, else as the system.', () => {
  const actor = (caller: object) => {
    const row = permitIn('CONSULTING', { departments: ['roads'] });
    return step(row, 'consent', no, { caller: { ...clerk, ...caller } }).row.course.answers['roads']?.by;
  };
  expect(actor({ staffNumber: 'S-7' })).toBe('S-7');
  expect(actor({})).toBe('00000000-0000-4000-8000-000000000001');
  expect(actor({ kind: 'service', client: 'module:grid', subject: null })).toBe('module:grid');
  expect(actor({ kind: 'anonymous', client: null, subject: null })).toBe('system');
});
