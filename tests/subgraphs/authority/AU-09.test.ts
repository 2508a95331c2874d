import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancellation, listChanges } from './list-changes.js';
import { openOffices, type OfficePortal } from './offices.js';

// 徐霞客镇 holds each of these penalties, and so do other towns.
const [item, everywhere, disputed, timed] = ['0201002000', '0201003000', '0201004000', '0201005000'];
// An inspection of 市场监督管理局 on the list, which 徐霞客镇 does not hold.
const promised = '0602001000';

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openOffices();
});
afterAll(() => portal.close());

const { propose, review, approve } = listChanges(() => portal);

const grantOf = `query ($item: ID!, $region: ID!) {
  powerGrants(item: $item, region: $region) { edges { node { status effectiveTo
    on30: inForce(on: "2026-11-30") on1: inForce(on: "2026-12-01") } } }
}`;

async function grantIn(region: string, code: string): Promise<unknown> {
  const { data } = await portal.ask(grantOf, { item: code, region });
  return (Object(data?.['powerGrants']) as { edges: { node: unknown }[] }).edges[0]?.node;
}

describe('a town proposes to cancel what it cannot carry', () => {
  test('the new version holds for the others, the old one stays readable, and the grant ends', async () => {
    const drafted = await portal.act<object>(
      'xuxiake',
      'proposeListChange',
      { change: { ...cancellation, item } },
      'proposedByTown proposer { code } towns { name } allowedActions { verb may reason }',
    );
    expect(drafted).toMatchObject({
      state: 'DRAFT',
      proposedByTown: true,
      proposer: { code: '320281104-government' },
      towns: [{ name: '徐霞客镇' }],
    });
    const submitted = await portal.act('xuxiake', 'submitListChange', { ...drafted });
    expect(await portal.refusal('xuxiake', 'acceptListChange', { ...submitted })).toBe('FORBIDDEN ROLE_MISSING');
    expect(await portal.refusal('elsewhere', 'acceptListChange', { ...submitted })).toBe('NOT_FOUND');
    const accepted = await portal.act('office', 'acceptListChange', { ...submitted });
    expect(
      await portal.refusal('office', 'consultListChange', { ...accepted, organizations: ['320412-finance'] }),
    ).toBe('INVALID PARTIES_UNFIT');
    const asked = await portal.act<{ consulted: unknown }>(
      'office',
      'consultListChange',
      { ...accepted, organizations: ['320281-market-regulation'] },
      'consulted { code }',
    );
    // The item’s department is asked without being named.
    expect(asked.consulted).toEqual([{ code: '320281-market-regulation' }, { code: '320281-urban-management' }]);
    expect(await portal.refusal('chengjiang', 'opineListChange', { ...asked, agrees: true, opinion: '同意' })).toBe(
      'NOT_FOUND',
    );
    // The town proposes it and so sees it, and yet is not among those who are asked.
    expect(await portal.refusal('xuxiake', 'opineListChange', { ...asked, agrees: true, opinion: '同意' })).toBe(
      'FORBIDDEN NOT_CONSULTED',
    );
    const first = await portal.act('market', 'opineListChange', { ...asked, agrees: false, opinion: '暂缓。' });
    expect(first.state).toBe('CONSULTING');
    expect(await portal.refusal('market', 'opineListChange', { ...first, agrees: true, opinion: '改为同意' })).toBe(
      'CONFLICT OPINION_GIVEN',
    );
    const reviewing = await portal.act<{ opinions: unknown }>(
      'urban',
      'opineListChange',
      { ...first, agrees: true, opinion: '同意。' },
      'opinions { organizationCode agrees opinion }',
    );
    expect(reviewing).toMatchObject({
      state: 'REVIEWING',
      opinions: [
        { organizationCode: '320281-market-regulation', agrees: false, opinion: '暂缓。' },
        { organizationCode: '320281-urban-management', agrees: true, opinion: '同意。' },
      ],
    });
    const approval = { ...reviewing, decision: '同意调整。' };
    expect(await portal.refusal('office', 'approveListChange', approval)).toBe('FORBIDDEN ROLE_MISSING');
    expect(await portal.refusal('committee', 'approveListChange', approval)).toBe('CONFLICT LEGALITY_MISSING');
    const unlawful = await portal.act('justice', 'reviewListLegality', {
      ...reviewing,
      lawful: false,
      opinion: '依据不足。',
    });
    expect(await portal.refusal('committee', 'approveListChange', { ...approval, ...unlawful })).toBe(
      'CONFLICT LEGALITY_MISSING',
    );
    const approved = await approve(unlawful);
    expect(approved.state).toBe('APPROVED');

    const publication = { ...approved, documentNumber: '澄权发〔2026〕11号', effectiveFrom: '2026-12-01' };
    expect(await portal.refusal('office', 'publishListChange', { ...publication, effectiveFrom: '2026-11-20' })).toBe(
      'INVALID PUBLICATION_DAY',
    );
    const published = await portal.act<object>(
      'office',
      'publishListChange',
      publication,
      'decision resultVersion { number documentNumber publishedOn effectiveFrom entryCount }',
    );
    expect(published).toMatchObject({
      state: 'PUBLISHED',
      decision: '同意调整。',
      resultVersion: {
        number: 3,
        documentNumber: '澄权发〔2026〕11号',
        publishedOn: '2026-11-21',
        effectiveFrom: '2026-12-01',
        entryCount: 861,
      },
    });

    const { data } = await portal.ask(`{ powerList(code: "JY-TOWN-POWERS") {
      before: version(on: "2026-11-30") { number entryCount effectiveTo }
      after: version(on: "2026-12-01") { number entryCount }
      difference(from: "2026-11-30", to: "2026-12-01") {
        added { code } removed { code } changed { code exceptTowns { name } } }
    } }`);
    expect(data).toEqual({
      powerList: {
        before: { number: 2, entryCount: 861, effectiveTo: '2026-11-30' },
        after: { number: 3, entryCount: 861 },
        difference: { added: [], removed: [], changed: [{ code: item, exceptTowns: [{ name: '徐霞客镇' }] }] },
      },
    });
    expect(await grantIn('320281104', item)).toEqual({
      status: 'WITHDRAWN',
      effectiveTo: '2026-11-30',
      on30: true,
      on1: false,
    });
    expect(await grantIn('320281001', item)).toEqual({ status: 'ACTIVE', effectiveTo: null, on30: true, on1: true });
    const exercise = await portal.ask(
      `{ whoMayExercise(item: "${item}", region: "320281104", on: "2026-12-01") { level reason organization { code } } }`,
    );
    expect(exercise.data).toEqual({
      whoMayExercise: {
        level: 'COUNTY',
        reason: 'NOT_IN_FORCE',
        organization: { code: '320281-urban-management' },
      },
    });
  });

  test('an item that is cancelled for all towns leaves the list, and others hear of every grant that ends', async () => {
    const reviewing = await review({ item: everywhere, towns: [], reason: 'LAW_CHANGED' });
    const approved = await approve(reviewing);
    const published = await portal.act<object>(
      'office',
      'publishListChange',
      { ...approved, documentNumber: '澄权发〔2026〕12号', effectiveFrom: '2026-12-02' },
      'resultVersion { number entryCount }',
    );
    expect(published).toMatchObject({ resultVersion: { number: 4, entryCount: 860 } });
    const { data } = await portal.ask(`{ powerList(code: "JY-TOWN-POWERS") {
      difference(from: "2026-12-01", to: "2026-12-02") { added { code } removed { code } changed { code } } } }`);
    expect(data).toEqual({ powerList: { difference: { added: [], removed: [{ code: everywhere }], changed: [] } } });
    const told = await portal.portal.database.administer((run) =>
      run(`select payload->>'lastDay' as day, payload->>'sourceOrganizationCode' as source, count(*)::int as count
             from kit.events where name = 'GrantWithdrawn' and payload->>'itemCode' = '${everywhere}' group by 1, 2`),
    );
    const { data: held } = await portal.ask(
      `{ powerGrants(item: "${everywhere}", status: WITHDRAWN) { totalCount } left: powerGrants(item: "${everywhere}", status: ACTIVE) { totalCount } }`,
    );
    const count = (Object(held?.['powerGrants']) as { totalCount: number }).totalCount;
    expect(count).toBeGreaterThan(1);
    expect(held).toMatchObject({ left: { totalCount: 0 } });
    expect(told).toEqual([{ day: '2026-12-01', source: '320281-urban-management', count }]);
  });

  test('a grant that has not begun by then is not withdrawn: the change waits until it has', async () => {
    const decision = {
      items: [promised],
      grantees: ['320281104-government'],
      mode: 'ENTRUSTMENT',
      batch: '2026-1',
      documentNumber: '澄政发〔2026〕8号',
      publishedOn: '2026-12-10',
      effectiveFrom: '2026-12-20',
    };
    await portal.act('office', 'grantPowers', { decision });
    const submitted = await portal.act('xuxiake', 'submitListChange', { ...(await propose({ item: promised })) });
    const accepted = await portal.act('office', 'acceptListChange', { ...submitted });
    const organizations = ['320281-urban-management'];
    const asked = await portal.act('office', 'consultListChange', { ...accepted, organizations });
    const opinion = { agrees: true, opinion: '同意。' };
    const first = await portal.act('market', 'opineListChange', { ...asked, ...opinion });
    const approved = await approve(await portal.act('urban', 'opineListChange', { ...first, ...opinion }));

    const publication = { ...approved, documentNumber: '澄权发〔2026〕13号', effectiveFrom: '2026-12-20' };
    expect(await portal.refusal('office', 'publishListChange', publication)).toBe('CONFLICT GRANT_TO_COME');
    expect(await grantIn('320281104', promised)).toMatchObject({ status: 'ACTIVE', effectiveTo: null });
    await portal.act('office', 'publishListChange', { ...publication, effectiveFrom: '2026-12-21' });
    expect(await grantIn('320281104', promised)).toMatchObject({ status: 'WITHDRAWN', effectiveTo: '2026-12-20' });
  });
});

test('a proposal is seen by its parties, and by nobody else', async () => {
  const { id } = await propose({ item: disputed });
  const seenBy = async (as: string) =>
    (await portal.ask(`query ($id: ID!) { listChangeProposal(id: $id) { state } }`, { id }, { as })).data;
  expect(await seenBy('xuxiake')).toEqual({ listChangeProposal: { state: 'DRAFT' } });
  for (const as of ['chengjiang', 'citizen', 'elsewhere']) {
    expect([as, await seenBy(as)]).toEqual([as, { listChangeProposal: null }]);
  }
});

test('who does not answer in ten working days has no opinion, which is written down', async () => {
  const submitted = await portal.act('xuxiake', 'submitListChange', { ...(await propose({ item: timed })) });
  const accepted = await portal.act('office', 'acceptListChange', { ...submitted });
  const asked = await portal.act<{ deadlines: { name: string; dueAt: string }[] }>(
    'office',
    'consultListChange',
    { ...accepted, organizations: ['320281-market-regulation'] },
    'deadlines { name dueAt }',
  );
  // Saturday, 21 November: ten working days end with Friday, 4 December.
  expect(asked.deadlines.find(({ name }) => name === 'opine')?.dueAt).toBe('2026-12-04T16:00:00.000Z');
  await portal.act('market', 'opineListChange', { ...asked, agrees: true, opinion: '同意。' });
  await portal.passTo('2026-12-04T15:59:00Z');
  const state = `query ($id: ID!) { listChangeProposal(id: $id) { state opinions { organizationCode agrees opinion } } }`;
  const read = async () => (await portal.ask(state, { id: asked.id }, { as: 'office' })).data?.['listChangeProposal'];
  expect(await read()).toMatchObject({ state: 'CONSULTING' });
  await portal.passTo('2026-12-04T16:00:00Z');
  expect(await read()).toEqual({
    state: 'REVIEWING',
    opinions: [
      { organizationCode: '320281-market-regulation', agrees: true, opinion: '同意。' },
      { organizationCode: '320281-urban-management', agrees: null, opinion: null },
    ],
  });
});
