import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openOffices, type OfficePortal, type Seen } from './offices.js';

// None of the two towns holds one of these.
const [seldom, often, asked] = ['0607002000', '0303002000', '0104004100'];
const [xuxiake, chengjiang] = ['320281104-government', '320281001-government'];

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openOffices();
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-handlings-'));
  const lines = [
    '县级代码,事项编码,年度,办件数',
    `320281,${seldom},2024,9999`,
    `320281,${seldom},2025,12`,
    `320281,${asked},2025,12`,
    `320281,${often},2025,340`,
  ];
  await writeFile(path.join(folder, 'power-item-handlings.csv'), `${lines.join('\n')}\n`);
  const reports = await portal.onboard(folder);
  await rm(folder, { recursive: true });
  expect(reports.map(({ inserted, refusals }) => [inserted, refusals])).toContainEqual([4, []]);
});
afterAll(() => portal.close());

const plan = {
  name: '第二批',
  mode: 'ENTRUSTMENT',
  items: [seldom, often, asked],
  grantees: [xuxiake, chengjiang],
};

function refusedPlan(change: object = {}, as = 'office'): Promise<string> {
  return portal.refusal(as, 'planDelegationBatch', { plan: { ...plan, ...change } });
}

async function assess(organization: string, change: object = {}): Promise<void> {
  const found = { staffing: 12, certifiedOfficers: 2, casesHandled: 30, conclusion: 'CAPABLE', note: '总体评估。' };
  const { errors } = await portal.ask(
    'mutation ($assessment: CapacityInput!) { assessCapacity(assessment: $assessment) { id } }',
    { assessment: { organization, ...found, ...change } },
    { as: 'office' },
  );
  expect(errors).toBeUndefined();
}

test('items are ranked by what was handled in the year before, then by the towns that asked for them', async () => {
  const change = {
    list: 'JY-TOWN-POWERS',
    kind: 'ADD',
    reason: 'HIGH_FREQUENCY_NEED',
    justification: '群众高频办理。',
  };
  const drafted = await portal.act('xuxiake', 'proposeListChange', { change: { ...change, item: asked } });
  const demand = async () => {
    const { data } = await portal.ask(
      '{ delegationDemand(county: "320281") { itemCode handled requests item { code } } }',
    );
    return (Object(data) as { delegationDemand: object[] }).delegationDemand.slice(0, 3);
  };
  // A draft is nobody’s request yet, and the codes decide.
  expect(await demand()).toMatchObject([{ itemCode: often }, { itemCode: asked, requests: 0 }, { itemCode: seldom }]);
  await portal.act('xuxiake', 'submitListChange', { ...drafted });
  expect(await demand()).toEqual([
    { itemCode: often, handled: 340, requests: 0, item: { code: often } },
    { itemCode: asked, handled: 12, requests: 1, item: { code: asked } },
    { itemCode: seldom, handled: 12, requests: 0, item: { code: seldom } },
  ]);
});

test('a town without an assessment, or without two certified officers, is not in a batch', async () => {
  expect(await refusedPlan()).toBe('CONFLICT CAPACITY_MISSING');
  await assess(xuxiake);
  expect(await portal.sentence('office', 'planDelegationBatch', { plan })).toBe(
    `不具备承接能力,不能列入:「${chengjiang}」近 12 个月未经总体评估。`,
  );
  // An assessment of one item says nothing of the others.
  await assess(chengjiang, { item: '0201002000' });
  expect(await refusedPlan()).toBe('CONFLICT CAPACITY_MISSING');
  await assess(chengjiang, { certifiedOfficers: 1 });
  expect(await portal.sentence('office', 'planDelegationBatch', { plan })).toBe(
    `不具备承接能力,不能列入:「${chengjiang}」持证执法人员 1 人,少于 2 人。`,
  );
  await assess(chengjiang, { conclusion: 'INCAPABLE' });
  expect(await portal.sentence('office', 'planDelegationBatch', { plan })).toBe(
    `不具备承接能力,不能列入:「${chengjiang}」经评估不能承接。`,
  );
  await assess(chengjiang);
});

test('a batch is approved and published as one grant for each item and town, all from one day', async () => {
  const planned = await portal.act<{ demands: unknown }>(
    'office',
    'planDelegationBatch',
    { plan },
    'name year itemCodes county { code } grantees { code } demands { itemCode handled requests }',
  );
  expect(planned).toMatchObject({
    state: 'DRAFT',
    name: '第二批',
    year: 2025,
    itemCodes: [often, asked, seldom],
    county: { code: '320281' },
    grantees: [{ code: chengjiang }, { code: xuxiake }],
    demands: [
      { itemCode: often, handled: 340, requests: 0 },
      { itemCode: asked, handled: 12, requests: 1 },
      { itemCode: seldom, handled: 12, requests: 0 },
    ],
  });
  const publication = { documentNumber: '澄委编〔2026〕9号', effectiveFrom: '2027-01-01' };
  expect(await portal.refusal('office', 'publishDelegationBatch', { ...planned, ...publication })).toBe(
    'CONFLICT WRONG_STATE',
  );
  expect(await portal.refusal('office', 'approveDelegationBatch', { ...planned, decision: '同意。' })).toBe(
    'FORBIDDEN ROLE_MISSING',
  );
  const approved = await portal.act('committee', 'approveDelegationBatch', { ...planned, decision: '同意。' });
  expect(
    await portal.refusal('office', 'publishDelegationBatch', {
      ...approved,
      ...publication,
      effectiveFrom: '2026-11-20',
    }),
  ).toBe('INVALID GRANT_DAYS');
  const before = await totalOfGrants();
  const published = await portal.act<object>(
    'office',
    'publishDelegationBatch',
    { ...approved, ...publication },
    'documentNumber publishedOn effectiveFrom',
  );
  expect(published).toMatchObject({ state: 'PUBLISHED', publishedOn: '2026-11-21', ...publication });
  expect(await totalOfGrants()).toBe(before + 6);
  const { data } = await portal.ask(
    `{ ${[often, asked, seldom]
      .map(
        (code) => `i${code}: powerGrants(item: "${code}", first: 50) { edges { node {
         batch documentNumber effectiveFrom status mode grantee { code } } } }`,
      )
      .join(' ')}
       begun: whoMayExercise(item: "${often}", region: "320281104", on: "2027-01-01") { level }
       early: whoMayExercise(item: "${often}", region: "320281104", on: "2026-12-31") { level } }`,
  );
  for (const code of [often, asked, seldom]) {
    const { edges } = Object(data?.[`i${code}`]) as { edges: { node: { batch: string; grantee: { code: string } } }[] };
    const made = edges.map(({ node }) => node).filter(({ batch }) => batch === '第二批');
    expect(made.sort((one, other) => (one.grantee.code < other.grantee.code ? -1 : 1))).toEqual(
      [chengjiang, xuxiake].map((grantee) => ({
        batch: '第二批',
        documentNumber: '澄委编〔2026〕9号',
        effectiveFrom: '2027-01-01',
        status: 'ACTIVE',
        mode: 'ENTRUSTMENT',
        grantee: { code: grantee },
      })),
    );
  }
  expect(data).toMatchObject({ begun: { level: 'TOWN' }, early: { level: 'COUNTY' } });
});

async function totalOfGrants(): Promise<number> {
  const { data } = await portal.ask('{ powerGrants { totalCount } }');
  return (Object(data?.['powerGrants']) as { totalCount: number }).totalCount;
}

test('what was in order when it was planned is asked again when it is published', async () => {
  const items = ['0303004000'];
  const planned: Seen = await portal.act('office', 'planDelegationBatch', { plan: { ...plan, name: '第三批', items } });
  const approved = await portal.act('committee', 'approveDelegationBatch', { ...planned, decision: '同意。' });
  await assess(xuxiake, { certifiedOfficers: 1 });
  const publication = { ...approved, documentNumber: '澄委编〔2026〕10号', effectiveFrom: '2027-01-01' };
  expect(await portal.refusal('office', 'publishDelegationBatch', publication)).toBe('CONFLICT CAPACITY_MISSING');
  await assess(xuxiake);
  const before = portal.clock.moment;
  portal.clock.moment = new Date('2027-11-22T02:00:00Z');
  const later = { ...publication, effectiveFrom: '2027-12-01' };
  expect(await portal.refusal('office', 'publishDelegationBatch', later)).toBe('CONFLICT CAPACITY_MISSING');
  portal.clock.moment = before;
  const withdrawn = await portal.act('office', 'withdrawDelegationBatch', { ...approved, reason: '另行评估。' });
  expect(withdrawn.state).toBe('WITHDRAWN');
  // Its name is free again.
  const anew = await portal.act('office', 'planDelegationBatch', { plan: { ...plan, name: '第三批', items } });
  expect(anew.state).toBe('DRAFT');
});

test('a batch is planned by the county’s office, of items and towns that may be', async () => {
  expect(await refusedPlan({}, 'xuxiake')).toBe('FORBIDDEN ROLE_MISSING');
  expect(await refusedPlan({}, 'elsewhere')).toBe('FORBIDDEN OUTSIDE_TERRITORY');
  expect(await refusedPlan()).toBe('CONFLICT BATCH_EXISTS');
  const other = { name: '第四批' };
  expect(await refusedPlan({ ...other, items: [] })).toBe('INVALID GRANT_SIZE');
  expect(await refusedPlan({ ...other, items: [often, often] })).toBe('INVALID GRANT_SIZE');
  expect(await refusedPlan({ ...other, items: ['nothing'] })).toBe('NOT_FOUND');
  expect(await refusedPlan({ ...other, items: ['0201221000'] })).toBe('CONFLICT ITEM_RESERVED');
  expect(await refusedPlan({ ...other, grantees: ['320281-ecology'] })).toBe('INVALID GRANTEE_UNFIT');
  expect(await refusedPlan({ name: ' ' })).toBe('INVALID TEXT_LENGTH');
});
