import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSinks, type SinkPortal } from './duty-sinks.js';

let towns: readonly string[];
let portal: SinkPortal;
beforeAll(async () => {
  portal = await openSinks();
  ({ towns } = portal);
});
afterAll(() => portal.close());

test('there are 17 towns', () => {
  expect(towns).toHaveLength(17);
});

test('S-04: with 16 of 17 consents nothing is approved; without the town that refuses it goes on for the others', async () => {
  const [refusing = '', ...others] = towns;
  const asked = await portal.askTowns();
  expect(await portal.refusal(refusing, 'decideTownConsent', { ...asked, decision: 'REFUSED' })).toBe(
    'INVALID TEXT_LENGTH',
  );
  const sixteen = await portal.consent(asked, others);
  expect(sixteen.state).toBe('TOWN_CONSULTING');
  expect(await portal.refusal('committee', 'approveDutySink', { ...sixteen, decision: '同意。' })).toBe(
    'CONFLICT TOWN_CONSENT_MISSING',
  );
  const refused = await portal.act(refusing, 'decideTownConsent', {
    ...sixteen,
    decision: 'REFUSED',
    words: '本镇无专业人员,检查责任应由部门承担。',
  });
  expect(refused.state).toBe('TOWN_REFUSED');
  const approval = { ...refused, decision: '同意。' };
  expect(await portal.refusal('committee', 'approveDutySink', approval)).toBe('CONFLICT TOWN_CONSENT_MISSING');
  expect(await portal.sentence('committee', 'approveDutySink', approval)).toBe(
    '尚有镇街未同意(未答复不视为同意),不得批准;可修改申请,或将其移出后继续。',
  );
  const actions = await portal.ask(
    'query ($id: ID!) { dutySinkRequest(id: $id) { allowedActions { verb may reason } } }',
    { id: refused.id },
    { as: 'committee' },
  );
  expect(actions.data).toMatchObject({
    dutySinkRequest: {
      allowedActions: expect.arrayContaining([
        { verb: 'approveDutySink', may: false, reason: 'TOWN_CONSENT_MISSING' },
      ]) as unknown,
    },
  });

  expect(await portal.refusal('market', 'leaveTownsOut', { ...refused, towns: [refusing] })).toBe(
    'FORBIDDEN NOT_APPLICANT',
  );
  expect(await portal.refusal('urban', 'leaveTownsOut', { ...refused, towns })).toBe('INVALID TOWNS_NOT_ASKED');
  const left = await portal.act<{ towns: unknown[]; consents: unknown[] }>(
    'urban',
    'leaveTownsOut',
    { ...refused, towns: [refusing] },
    'towns { code } consents { organizationCode decision words }',
  );
  expect(left.state).toBe('LEGAL_REVIEW');
  expect(left.towns).toHaveLength(16);
  // What the town said stays on record.
  expect(left.consents).toContainEqual({
    organizationCode: refusing,
    decision: 'REFUSED',
    words: '本镇无专业人员,检查责任应由部门承担。',
  });
  expect(await portal.refusal('committee', 'approveDutySink', { ...left, decision: '同意。' })).toBe(
    'CONFLICT LEGALITY_MISSING',
  );
  const approved = await portal.toApproval(left);
  expect(approved.state).toBe('APPROVED');
});

describe('a town’s consent', () => {
  test('is the town leader’s own, given once', async () => {
    const pair = towns.slice(0, 2);
    const [first = '', second = ''] = pair;
    const asked = await portal.askTowns({ towns: pair });
    expect(await portal.refusal('urban', 'decideTownConsent', { ...asked, decision: 'CONSENTED' })).toBe(
      'FORBIDDEN ROLE_MISSING',
    );
    // A town that is not asked does not even see the request.
    expect(await portal.refusal(towns[2], 'decideTownConsent', { ...asked, decision: 'CONSENTED' })).toBe('NOT_FOUND');
    const once = await portal.act(first, 'decideTownConsent', { ...asked, decision: 'CONSENTED' });
    expect(await portal.refusal(first, 'decideTownConsent', { ...once, decision: 'REFUSED', words: '改主意' })).toBe(
      'CONFLICT CONSENT_GIVEN',
    );
    expect((await portal.consent(once, [second])).state).toBe('LEGAL_REVIEW');
  });

  test('is not for a town that was left out to give, though it still sees the request', async () => {
    const [first = '', second = '', third = ''] = towns;
    const asked = await portal.askTowns({ towns: [first, second, third] });
    const left = await portal.act('urban', 'leaveTownsOut', { ...asked, towns: [third] });
    expect(left.state).toBe('TOWN_CONSULTING');
    expect(await portal.refusal(third, 'decideTownConsent', { ...left, decision: 'CONSENTED' })).toBe(
      'FORBIDDEN NOT_ASKED_TOWN',
    );
    expect((await portal.consent(left, [first, second])).state).toBe('LEGAL_REVIEW');
  });

  test('with conditions counts when the department takes them on', async () => {
    const [first = '', second = ''] = towns;
    const asked = await portal.consent(await portal.askTowns({ towns: [first, second] }), [first]);
    const conditional = await portal.act(second, 'decideTownConsent', {
      ...asked,
      decision: 'CONDITIONAL',
      words: '须先配备检测设备。',
    });
    expect(conditional.state).toBe('TOWN_CONSULTING');
    expect(await portal.refusal('committee', 'approveDutySink', { ...conditional, decision: '同意。' })).toBe(
      'CONFLICT TOWN_CONSENT_MISSING',
    );
    const accepted = await portal.act<{ consents: unknown[] }>(
      'urban',
      'acceptTownConditions',
      { ...conditional, towns: [second] },
      'consents { organizationCode decision conditionsAccepted }',
    );
    expect(accepted.state).toBe('LEGAL_REVIEW');
    expect(accepted.consents).toContainEqual({
      organizationCode: second,
      decision: 'CONDITIONAL',
      conditionsAccepted: true,
    });
  });

  test('is not given by silence: after ten working days the request goes back, and is amended or given up', async () => {
    const [first = '', second = ''] = towns;
    const before = portal.clock.moment;
    const asked = await portal.consent(await portal.askTowns({ towns: [first, second] }), [first]);
    await portal.passTo('2026-12-04T15:59:00Z');
    const stateOf = async () =>
      (
        await portal.ask(
          'query ($id: ID!) { dutySinkRequest(id: $id) { state version } }',
          { id: asked.id },
          { as: 'office' },
        )
      ).data?.['dutySinkRequest'] as { state: string; version: number } | undefined;
    expect((await stateOf())?.state).toBe('TOWN_CONSULTING');
    await portal.passTo('2026-12-04T16:00:00Z');
    const silent = { ...asked, ...(await stateOf()) };
    expect(silent.state).toBe('TOWN_REFUSED');
    expect(await portal.refusal('committee', 'approveDutySink', { ...silent, decision: '同意。' })).toBe(
      'CONFLICT TOWN_CONSENT_MISSING',
    );
    const amended = await portal.act<{ consents: unknown[] }>(
      'urban',
      'amendDutySink',
      { ...silent, content: '改为每季度检查一次。', supports: [] },
      'consents { decision }',
    );
    expect(amended).toMatchObject({ state: 'TOWN_CONSULTING', consents: [] });
    const given = await portal.act('urban', 'abandonDutySink', { ...amended, reason: '由部门自行检查。' });
    expect(given.state).toBe('TERMINATED');
    portal.clock.moment = before;
  });
});
