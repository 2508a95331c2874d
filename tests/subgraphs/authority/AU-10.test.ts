import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { officials, openOffices, type OfficePortal, type Seen } from './offices.js';

/** The 17 towns and streets of the county: the high-tech zone has no government. */
const towns: string[] = [];
let portal: OfficePortal;

beforeAll(async () => {
  const finder = await openOffices();
  const { data } = await finder.ask('{ organizations(kind: TOWN_GOVERNMENT, first: 100) { edges { node { code } } } }');
  const { edges } = Object(data?.['organizations']) as { edges: { node: { code: string } }[] };
  towns.push(...edges.map(({ node }) => node.code).sort());
  await finder.close();
  portal = await openOffices({
    accounts: [
      ...officials.filter(({ roles }) => !roles.includes('town_leader')),
      ...towns.map((code) => ({
        username: code,
        roles: ['town_leader'],
        regions: [code.slice(0, 9)],
        organizations: [code],
        staffNumber: 'JY001354',
      })),
    ],
  });
}, 120_000);
afterAll(() => portal.close());

const request = {
  title: '沿街商铺油烟净化设施日常检查',
  domain: '生态环境',
  content: '由镇街网格每月检查一次沿街商铺油烟净化设施。',
  legalBasis: '《大气污染防治法》第八十一条',
  endsOn: '2027-12-31',
  supports: [
    { kind: 'HEADCOUNT', quantity: '6', unit: '名' },
    { kind: 'VEHICLE', quantity: '61', unit: '辆' },
  ],
};

async function ask(change: object = {}): Promise<Seen> {
  const drafted = await portal.act('urban', 'requestDutySink', { request: { ...request, towns, ...change } });
  return portal.act('urban', 'submitDutySink', { ...drafted });
}

async function consent(from: Seen, codes: readonly string[]): Promise<Seen> {
  let seen = from;
  for (const as of codes) seen = await portal.act(as, 'decideTownConsent', { ...seen, decision: 'CONSENTED' });
  return seen;
}

async function toApproval(from: Seen): Promise<Seen> {
  const lawful = await portal.act('justice', 'reviewDutySinkLegality', { ...from, lawful: true, opinion: '合法。' });
  return portal.act('committee', 'approveDutySink', { ...lawful, decision: '同意。' });
}

test('there are 17 towns', () => {
  expect(towns).toHaveLength(17);
});

test('S-04: with 16 of 17 consents nothing is approved; without the town that refuses it goes on for the others', async () => {
  const [refusing = '', ...others] = towns;
  const asked = await ask();
  expect(await portal.refusal(refusing, 'decideTownConsent', { ...asked, decision: 'REFUSED' })).toBe(
    'INVALID TEXT_LENGTH',
  );
  const sixteen = await consent(asked, others);
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
  const approved = await toApproval(left);
  expect(approved.state).toBe('APPROVED');
}, 120_000);

describe('a town’s consent', () => {
  test('is the town leader’s own, given once', async () => {
    const pair = towns.slice(0, 2);
    const [first = '', second = ''] = pair;
    const asked = await ask({ towns: pair });
    expect(await portal.refusal('urban', 'decideTownConsent', { ...asked, decision: 'CONSENTED' })).toBe(
      'FORBIDDEN ROLE_MISSING',
    );
    // A town that is not asked does not even see the request.
    expect(await portal.refusal(towns[2], 'decideTownConsent', { ...asked, decision: 'CONSENTED' })).toBe('NOT_FOUND');
    const once = await portal.act(first, 'decideTownConsent', { ...asked, decision: 'CONSENTED' });
    expect(await portal.refusal(first, 'decideTownConsent', { ...once, decision: 'REFUSED', words: '改主意' })).toBe(
      'CONFLICT CONSENT_GIVEN',
    );
    expect((await consent(once, [second])).state).toBe('LEGAL_REVIEW');
  });

  test('with conditions counts when the department takes them on', async () => {
    const [first = '', second = ''] = towns;
    const asked = await consent(await ask({ towns: [first, second] }), [first]);
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
    const asked = await consent(await ask({ towns: [first, second] }), [first]);
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

describe('a duty that is admitted', () => {
  test('is in force when what was promised is delivered, becomes a territorial duty, and ends with its term', async () => {
    const [first = ''] = towns;
    const approved = await toApproval(await consent(await ask({ towns: [first] }), [first]));
    expect(await portal.refusal('office', 'bringDutySinkIntoForce', { ...approved })).toBe('CONFLICT SUPPORT_MISSING');
    const people = await portal.act('office', 'deliverSupport', { ...approved, support: 1 });
    expect(await portal.refusal('office', 'deliverSupport', { ...people, support: 1 })).toBe(
      'CONFLICT SUPPORT_UNKNOWN',
    );
    expect(await portal.refusal('office', 'bringDutySinkIntoForce', { ...people })).toBe('CONFLICT SUPPORT_MISSING');
    const all = await portal.act<{ supports: unknown[] }>(
      'office',
      'deliverSupport',
      { ...people, support: 2 },
      'supports { kind quantity unit deliveredOn }',
    );
    expect(all.supports).toEqual([
      { kind: 'HEADCOUNT', quantity: '6', unit: '名', deliveredOn: '2026-11-21' },
      { kind: 'VEHICLE', quantity: '61', unit: '辆', deliveredOn: '2026-11-21' },
    ]);
    const inForce = await portal.act<object>(
      'office',
      'bringDutySinkIntoForce',
      { ...all },
      `resultingDuty { code name domain primarySide endedOn leadOrganization { code }
         responsibilities { side role text } } deadlines { name dueAt state }`,
    );
    expect(inForce).toMatchObject({
      state: 'IN_FORCE',
      resultingDuty: {
        code: 'XC32028120260001',
        name: '沿街商铺油烟净化设施日常检查',
        domain: '生态环境',
        primarySide: 'TOWN',
        endedOn: '2027-12-31',
        leadOrganization: { code: '320281-urban-management' },
        responsibilities: [
          { side: 'TOWN', role: 'PRIMARY', text: '由镇街网格每月检查一次沿街商铺油烟净化设施。' },
          { side: 'COUNTY', role: 'COOPERATING' },
        ],
      },
    });
    const { deadlines } = Object(inForce) as { deadlines: { name: string; dueAt: string | null }[] };
    expect(deadlines.find(({ name }) => name === 'term')?.dueAt).toBe('2027-12-31T16:00:00.000Z');

    const ended = await portal.act<object>(
      'office',
      'terminateDutySink',
      { ...inForce, reason: '职责已由部门收回。' },
      'decision resultingDuty { endedOn }',
    );
    expect(ended).toMatchObject({
      state: 'TERMINATED',
      decision: '职责已由部门收回。',
      resultingDuty: { endedOn: '2026-11-21' },
    });
  });

  test('is rejected by the law, or by the committee', async () => {
    const [first = ''] = towns;
    const reviewed = await consent(await ask({ towns: [first], supports: [] }), [first]);
    expect(
      await portal.refusal('office', 'reviewDutySinkLegality', { ...reviewed, lawful: true, opinion: '合法。' }),
    ).toBe('FORBIDDEN ROLE_MISSING');
    const unlawful = await portal.act('justice', 'reviewDutySinkLegality', {
      ...reviewed,
      lawful: false,
      opinion: '法律规定由部门实施。',
    });
    expect(unlawful.state).toBe('REJECTED');
    const other = await consent(await ask({ towns: [first], supports: [] }), [first]);
    const lawful = await portal.act('justice', 'reviewDutySinkLegality', { ...other, lawful: true, opinion: '合法。' });
    const rejected = await portal.act('committee', 'rejectDutySink', { ...lawful, decision: '加重基层负担。' });
    expect(rejected.state).toBe('REJECTED');
  });

  test('is asked for by a department, of towns of its county', async () => {
    const make = (change: object, as = 'urban') =>
      portal.refusal(as, 'requestDutySink', { request: { ...request, towns: [towns[0]], ...change } });
    expect(await make({}, towns[0])).toBe('FORBIDDEN ROLE_MISSING');
    expect(await make({ towns: [] })).toBe('INVALID SINK_TOWNS');
    expect(await make({ towns: ['320281-ecology'] })).toBe('INVALID SINK_TOWNS');
    expect(await make({ towns: ['nothing'] })).toBe('NOT_FOUND');
    expect(await make({ content: '' })).toBe('INVALID TEXT_LENGTH');
    expect(await make({ supports: [{ kind: 'STAFF', quantity: '0', unit: '名' }] })).toBe('INVALID SUPPORT_UNFIT');
    const late = await portal.act('urban', 'requestDutySink', {
      request: { ...request, towns: [towns[0]], endsOn: '2026-11-20' },
    });
    expect(await portal.refusal('urban', 'submitDutySink', { ...late })).toBe('CONFLICT TERM_OVER');
  });
});
