import { expect, test } from '@jest/globals';
import type { CountyRules } from '../../../kit/county/county-rules.js';
import type { Context } from '../../../kit/module/context.js';
import { WorkingCalendar } from '../../../kit/time/working-calendar.js';
import { deadlineChanges } from '../../../kit/workflow/interpret.js';
import { type Deadline, defineWorkflow } from '../../../kit/workflow/workflow.js';
import type { Permit, PermitState } from '../permit/permit.js';
import { clerk } from '../permit/clerk.js';
import { permitTable } from '../permit/permit-workflow.js';
import { permitIn } from './walk.js';

const rules: CountyRules = {
  county: '320281',
  version: 1,
  calendar: new WorkingCalendar(),
  read: ({ otherwise }) => otherwise,
};

const site: Deadline<Permit> = {
  name: 'site',
  title: { zh: '勘察', en: 'A look at the site' },
  length: { rule: { zh: '三日', en: '3 days' }, of: () => ({ amount: 3, unit: 'DAY' }) },
};
const { states } = permitTable;
const review = [states.REVIEW.deadline ?? []].flat();
const workflow = defineWorkflow({
  ...permitTable,
  states: { ...states, REVIEW: { ...states.REVIEW, deadline: [...review, site] } },
});

/** What becomes of the deadlines when a permit moves, and nothing else is asked of the verb. */
function changes(from: PermitState, to: PermitState, restarts?: true): unknown {
  const now = new Date('2026-11-23T02:00:00Z');
  const moment = { context: { caller: clerk } as Context, input: null, rules, from, now, answers: {} };
  const { remind, review: looksAgain } = workflow.transitions;
  return deadlineChanges(workflow, restarts ? remind : looksAgain, permitIn(from), to, moment);
}

const started = { kind: 'start', name: 'site', length: { amount: 3, unit: 'DAY' } };
const reviewed = { kind: 'start', name: 'review', length: { amount: 5, unit: 'WORKING_DAY' } };

test('All deadlines of a state begin with it, and those that the next one shares go on.', () => {
  expect(changes('DRAFT', 'REVIEW')).toEqual([reviewed, started]);
  expect(changes('REVIEW', 'SECOND_REVIEW')).toEqual([{ kind: 'stop', name: 'site' }]);
  expect(changes('SECOND_REVIEW', 'REVIEW')).toEqual([started]);
  expect(changes('REVIEW', 'GRANTED')).toEqual([
    { kind: 'stop', name: 'review' },
    { kind: 'stop', name: 'site' },
  ]);
});

test('One of them waits while another ends, and goes on while that begins anew.', () => {
  expect(changes('REVIEW', 'PAUSED')).toEqual([
    { kind: 'pause', name: 'review' },
    { kind: 'stop', name: 'site' },
  ]);
  expect(changes('PAUSED', 'REVIEW')).toEqual([{ kind: 'resume', name: 'review' }, started]);
  expect(changes('PAUSED', 'REFUSED')).toEqual([{ kind: 'stop', name: 'review' }]);
});

test('Staying starts all of them anew where the verb says so.', () => {
  expect(changes('REVIEW', 'REVIEW')).toEqual([]);
  expect(changes('REVIEW', 'REVIEW', true)).toEqual([
    { kind: 'stop', name: 'review' },
    reviewed,
    { kind: 'stop', name: 'site' },
    started,
  ]);
});

test('Each has its timer, and a table is refused where one of them ends in two ways.', () => {
  expect(workflow.timers.map(({ name }) => name)).toEqual(['permit.consulting', 'permit.review', 'permit.site']);
  const twice = { ...states.SECOND_REVIEW, deadline: [...review, { ...site, then: 'lapse' }] };
  expect(() => defineWorkflow({ ...permitTable, states: { ...workflow.states, SECOND_REVIEW: twice } })).toThrow(
    'The workflow permit: the deadline site ends in two ways.',
  );
});
