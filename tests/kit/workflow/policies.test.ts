import { describe, expect, test } from '@jest/globals';
import { anonymous, type Caller } from '../../../kit/identity/caller.js';
import { decide, type Policy } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import type { Permit, PermitState } from '../permit/permit.js';
import { permitWorkflow } from '../permit/permit-workflow.js';
import { clerk } from '../permit/clerk.js';
import { freshCourse, permitIn } from './walk.js';

const states: readonly PermitState[] = [
  'DRAFT',
  'CONSULTING',
  'REVIEW',
  'SECOND_REVIEW',
  'PAUSED',
  'GRANTED',
  'REFUSED',
  'LAPSED',
];
const roles = ['citizen', 'grid_admin', 'department_officer', 'evaluator'];

/** What each verb of persons answers in each state, in the order of `states`, to one who has its role. */
const answers: Readonly<Record<string, readonly [roles: readonly string[], answers: string]>> = {
  consult: [['grid_admin'], 'may - - - - - - -'],
  consent: [['department_officer'], '- may - - - - - -'],
  pause: [['grid_admin'], '- - may - - - - -'],
  resume: [['grid_admin'], '- - - - may - - -'],
  remind: [['grid_admin'], '- - may - - - - -'],
  extendReview: [['grid_admin'], '- - may may - - - -'],
  review: [['grid_admin', 'evaluator'], '- - PERMIT_SMALL - - - - -'],
  sendBack: [['evaluator'], '- - - may - - - -'],
  grantPermit: [['evaluator'], '- - may may - - - -'],
  refusePermit: [['evaluator'], '- - may may may - - -'],
};

function policyOf(verb: string): Policy<Permit> {
  const policy = permitWorkflow.policies[verb];
  if (!policy) throw new Error(`${verb} has no policy.`);
  return policy;
}

async function answer(verb: string, row: Permit, caller: Caller): Promise<string> {
  const verdict = await decide(policyOf(verb), row, { caller } as Context);
  return verdict.may ? 'may' : `${verdict.code} ${verdict.reason}`;
}

const holderOf = (role: string): Caller => ({ ...clerk, grants: new Set([`realm:${role}`]) });

test('Verbs of persons have a policy, verbs of the system none.', () => {
  expect(Object.keys(permitWorkflow.policies).sort()).toEqual([...Object.keys(answers), 'applyPermit'].sort());
});

describe.each(Object.entries(answers))('%s', (verb, [whoMay, line]) => {
  const inStates = line.split(' ').map((each, index) => [states[index], each] as const);

  test.each(inStates)('in the state %s answers %s to its roles, and no other role may.', async (state, expected) => {
    const spelled = { may: 'may', '-': 'CONFLICT WRONG_STATE' }[expected] ?? `CONFLICT ${expected}`;
    const row = permitIn(state as PermitState);
    for (const role of roles) {
      const may = whoMay.includes(role);
      expect([role, await answer(verb, row, holderOf(role))]).toEqual([role, may ? spelled : 'FORBIDDEN ROLE_MISSING']);
    }
    expect(await answer(verb, row, anonymous)).toBe('UNAUTHENTICATED LOGIN_MISSING');
  });
});

test('A verb that creates asks for its role alone.', async () => {
  const { creates, conditions } = policyOf('applyPermit');
  expect([creates, conditions]).toEqual([true, []]);
  expect(policyOf('consult').creates).toBe(false);
});

test('A condition of the table comes after the state.', async () => {
  const inspector = holderOf('evaluator');
  expect(await answer('review', permitIn('REVIEW', { metres: 101 }), inspector)).toBe('may');
  expect(await answer('review', permitIn('REVIEW', { metres: 100 }), inspector)).toBe('CONFLICT PERMIT_SMALL');
  expect(await answer('review', permitIn('DRAFT', { metres: 100 }), inspector)).toBe('CONFLICT WRONG_STATE');
});

test('What may be done once is refused a second time, in its own states only.', async () => {
  const admin = holderOf('grid_admin');
  const course = { ...freshCourse, counts: { extendReview: 1 } };
  expect(await answer('extendReview', permitIn('REVIEW', { course }), admin)).toBe('CONFLICT ONLY_ONCE');
  expect(await answer('extendReview', permitIn('PAUSED', { course }), admin)).toBe('CONFLICT WRONG_STATE');
});

test('A refusal names the states in which the verb is done, in both languages.', async () => {
  const verdict = await decide(policyOf('grantPermit'), permitIn('DRAFT'), {
    caller: holderOf('evaluator'),
  } as Context);
  expect(verdict).toMatchObject({
    sentence: {
      zh: '「grant」只能在下列状态办理:review(REVIEW)、second review(SECOND_REVIEW)。',
      en: '"grant" can be done only in the state review(REVIEW) or second review(SECOND_REVIEW).',
    },
    source: { zh: '测试', en: 'test' },
  });
});
