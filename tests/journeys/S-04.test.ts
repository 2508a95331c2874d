import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openSinks, type SinkPortal } from '../subgraphs/authority/duty-sinks.js';
import type { Seen } from '../support/verb-portal.js';

// 城管局 asks all 17 towns to take on a duty of its own; one of them does not want it (S-04).
let portal: SinkPortal;
let request: Seen;
let willing: string[];
/** 周庄镇. */
const unwilling = '320281108-government';

beforeAll(async () => {
  portal = await openSinks();
  willing = portal.towns.filter((town) => town !== unwilling);
});
afterAll(() => portal.close());

async function seenBy<T>(as: string, fields: string): Promise<T> {
  const query = `query ($id: ID!) { found: dutySinkRequest(id: $id) { ${fields} } }`;
  return (await portal.look<{ found: T }>(as, query, { id: request.id })).found;
}

/** Duties on the county’s list, as anybody reads them. */
async function duties(): Promise<number> {
  const query = '{ territorialDuties { totalCount } }';
  return (await portal.look<{ territorialDuties: { totalCount: number } }>(undefined, query)).territorialDuties
    .totalCount;
}

const approval = { decision: '同意。' };

test('The bureau asks 17 towns; 16 of them consent, and the committee may not approve', async () => {
  request = await portal.consent(await portal.askTowns(), willing);
  expect(willing).toHaveLength(16);
  expect(request.state).toBe('TOWN_CONSULTING');
  const { consents, deadlines } = await seenBy<{ consents: { decision: string }[]; deadlines: unknown[] }>(
    'urban',
    'consents { decision } deadlines { name state dueAt }',
  );
  expect(consents.filter(({ decision }) => decision === 'CONSENTED')).toHaveLength(16);
  // Ten working days from Saturday, 21 November.
  expect(deadlines).toEqual([{ name: 'consent', state: 'RUNNING', dueAt: '2026-12-04T16:00:00.000Z' }]);
  expect(await portal.refusal('committee', 'approveDutySink', { ...request, ...approval })).toBe(
    'CONFLICT TOWN_CONSENT_MISSING',
  );
});

test('The seventeenth refuses in its own words, which the sixteen others and the bureau read', async () => {
  request = await portal.act(unwilling, 'decideTownConsent', {
    ...request,
    decision: 'REFUSED',
    words: '只给任务不给人,镇里没有持证人员。',
  });
  expect(request.state).toBe('TOWN_REFUSED');
  for (const as of ['urban', willing[0] ?? '', 'office'])
    expect(await seenBy(as, 'state consents { organizationCode decision words }')).toMatchObject({
      state: 'TOWN_REFUSED',
      consents: expect.arrayContaining([
        { organizationCode: unwilling, decision: 'REFUSED', words: '只给任务不给人,镇里没有持证人员。' },
      ]) as unknown,
    });
  // Another department may read it and touches nothing; another county knows of none.
  expect(await portal.refusal('market', 'amendDutySink', { ...request, content: '照办。', supports: [] })).toBe(
    'FORBIDDEN NOT_APPLICANT',
  );
  expect(await portal.refusal('elsewhere', 'approveDutySink', { ...request, ...approval })).toBe('NOT_FOUND');
  expect(await portal.refusal('committee', 'approveDutySink', { ...request, ...approval })).toBe(
    'CONFLICT TOWN_CONSENT_MISSING',
  );
  expect(await duties()).toBe(52);
});

test('The bureau offers people: all 17 are asked anew, and the one consents on a condition', async () => {
  const supports = [{ kind: 'HEADCOUNT', quantity: '17', unit: '名' }];
  const content = '由镇街网格每季度检查一次,专业检测由县局承担。';
  request = await portal.act('urban', 'amendDutySink', { ...request, content, supports });
  expect(await seenBy('committee', 'state consents { decision }')).toEqual({ state: 'TOWN_CONSULTING', consents: [] });
  request = await portal.consent(request, willing);
  request = await portal.act(unwilling, 'decideTownConsent', {
    ...request,
    decision: 'CONDITIONAL',
    words: '人员须先到岗。',
  });
  expect(await portal.refusal('committee', 'approveDutySink', { ...request, ...approval })).toBe(
    'CONFLICT TOWN_CONSENT_MISSING',
  );
  request = await portal.act('urban', 'acceptTownConditions', { ...request, towns: [unwilling] });
  request = await portal.toApproval(request);
  expect(request.state).toBe('APPROVED');
});

test('The duty is the towns’ from the day on which the people are there, and everybody reads whose it was', async () => {
  expect(await portal.refusal('office', 'bringDutySinkIntoForce', { ...request })).toBe('CONFLICT SUPPORT_MISSING');
  expect(await duties()).toBe(52);
  request = await portal.act('office', 'deliverSupport', { ...request, support: 1 });
  request = await portal.act('office', 'bringDutySinkIntoForce', { ...request });
  expect(request.state).toBe('IN_FORCE');
  expect(await duties()).toBe(53);
  const query = `{ territorialDuty(code: "XC32028120260001") {
    name primarySide endedOn leadOrganization { code } responsibilities { side role text } } }`;
  expect(await portal.look(undefined, query)).toEqual({
    territorialDuty: {
      name: '沿街商铺油烟净化设施日常检查',
      primarySide: 'TOWN',
      endedOn: '2027-12-31',
      leadOrganization: { code: '320281-urban-management' },
      responsibilities: expect.arrayContaining([
        { side: 'TOWN', role: 'PRIMARY', text: '由镇街网格每季度检查一次,专业检测由县局承担。' },
      ]) as unknown,
    },
  });
});
