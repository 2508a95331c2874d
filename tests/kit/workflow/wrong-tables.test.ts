import { expect, test } from '@jest/globals';
import { defineWorkflow } from '../../../kit/workflow/workflow.js';
import { permitTable } from '../permit/permit-workflow.js';

const { states, transitions } = permitTable;
const { DRAFT, REVIEW, PAUSED, GRANTED } = states;
const { consult, sendBack, lapse, grantPermit } = transitions;
const deadline = REVIEW.deadline ?? {
  name: '',
  title: { zh: '', en: '' },
  length: { rule: { zh: '', en: '' }, of: () => null },
};

test.each([
  [
    'nothing leads to the state PAUSED',
    { transitions: { ...transitions, pause: { ...transitions.pause, to: 'REVIEW' as const } } },
  ],
  ['the state GRANTED is never left', { states: { ...states, GRANTED: { title: GRANTED.title } } }],
  ['the state DRAFT is left', { states: { ...states, DRAFT: { ...DRAFT, final: true as const } } }],
  [
    'grantPermit of the state REVIEW is no verb of the system',
    { states: { ...states, REVIEW: { ...REVIEW, deadline: { ...deadline, then: 'grantPermit' } } } },
  ],
  [
    'vanish of the state REVIEW is no verb of the system',
    { states: { ...states, REVIEW: { ...REVIEW, deadline: { ...deadline, then: 'vanish' } } } },
  ],
  [
    'the deadline review ends in two ways',
    { states: { ...states, REVIEW: { ...REVIEW, deadline: { ...deadline, then: undefined } } } },
  ],
  [
    'lapse does not leave the state SECOND_REVIEW',
    { transitions: { ...transitions, lapse: { ...lapse, from: ['REVIEW' as const] } } },
  ],
  [
    'the state PAUSED suspends hearing, which no state has',
    { states: { ...states, PAUSED: { ...PAUSED, suspends: 'hearing' } } },
  ],
  [
    'grantPermit stamps sealed, which is no step',
    { transitions: { ...transitions, grantPermit: { ...grantPermit, step: 'sealed' } } },
  ],
])('A table is refused where %s.', (problem, change) => {
  expect(() => defineWorkflow({ ...permitTable, ...change })).toThrow(`The workflow permit: ${problem}.`);
});

test('The table itself is right, and what it became cannot be changed.', () => {
  const workflow = defineWorkflow(permitTable);
  expect(Object.isFrozen(workflow)).toBe(true);
  expect(workflow.timers.map(({ name }) => name)).toEqual(['permit.consulting', 'permit.review']);
  expect([consult.from, sendBack.to]).toEqual([['DRAFT'], 'DRAFT']);
});
