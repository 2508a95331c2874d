import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Answer, TestPortal } from '../../support/portal.js';
import { refusal } from './cases.js';
import { investigated, openWithPeople, registered } from './general.js';
import { standing, type Stands } from './inspections.js';
import { propose, transferOf, turn } from './transfers.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openWithPeople();
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = new Date('2026-11-23T02:00:00Z');
});

const seen = `id version state policeSupport caseNos summary participants { code } cases { caseNo } timelineBrokenAt`;
const calls = {
  approveOperation: '$reason: String!',
  cancelOperation: '$reason: String!',
  startOperation: '',
  addOperationCase: '$caseNo: ID!',
  finishOperation: '$summary: String!',
} as const;

function plan(more: object = {}, as = 'head'): Promise<Answer> {
  const operation = {
    region: '320281',
    name: '餐饮油烟联合整治',
    plan: '县乡两级队伍分三组,集中检查商业街餐饮单位。',
    participants: ['320281-market-regulation', '320281001-enforcement-bureau'],
    policeSupport: true,
    startsOn: '2026-11-24',
    endsOn: '2026-11-26',
    ...more,
  };
  return portal.ask(
    `mutation ($operation: OperationInput!) { planOperation(operation: $operation) { ${seen} } }`,
    { operation },
    { as },
  );
}

function go({ id, version }: Stands, verb: keyof typeof calls, as: string, sent: object = {}): Promise<Answer> {
  const declared = calls[verb];
  const names = [...declared.matchAll(/\$(\w+):/g)].map(([, name]) => `, ${name}: $${name}`).join('');
  return portal.ask(
    `mutation ($id: ID!, $version: Int!${declared && `, ${declared}`}) { ${verb}(id: $id, version: $version${names}) { ${seen} } }`,
    { id, version, ...sent },
    { as },
  );
}

const agreed = { reason: '同意。' };

async function running(): Promise<Stands> {
  const approved = standing(await go(standing(await plan()), 'approveOperation', 'coordinator', agreed));
  portal.clock.moment = new Date('2026-11-24T02:00:00Z');
  return standing(await go(approved, 'startOperation', 'head'));
}

describe('a joint operation', () => {
  test('is planned, approved by who coordinates, run, and lists its cases', async () => {
    const planned = standing(await plan());
    expect(planned).toMatchObject({
      state: 'PLANNED',
      participants: [
        { code: '320281104-enforcement-bureau' },
        { code: '320281-market-regulation' },
        { code: '320281001-enforcement-bureau' },
      ],
    });
    expect(refusal(await go(planned, 'approveOperation', 'head', agreed))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
    const approved = standing(await go(planned, 'approveOperation', 'coordinator', agreed));
    const [told] = await portal.portal.database.administer((run) =>
      run(`select payload from kit.events where name = 'JointOperationApproved' and about = ?`, [planned.id]),
    );
    expect(told?.['payload']).toMatchObject({ policeSupport: true, startsOn: '2026-11-24' });

    expect(refusal(await go(approved, 'startOperation', 'head'))).toEqual(['CONFLICT', 'OUTSIDE_OPERATION_DAYS']);
    portal.clock.moment = new Date('2026-11-24T02:00:00Z');
    expect(refusal(await go(approved, 'startOperation', 'head2'))).toEqual(['FORBIDDEN', 'NOT_INITIATOR']);
    let row = standing(await go(approved, 'startOperation', 'head'));
    const cases = [await registered(portal), await registered(portal)];
    for (const { caseNo } of cases) row = standing(await go(row, 'addOperationCase', 'officer', { caseNo }));
    expect(row['cases']).toEqual(cases.map(({ caseNo }) => ({ caseNo })));
    // Who takes part sees all numbers, and of the cases those in sight.
    const { data } = await portal.ask(
      `{ jointOperation(id: "${row.id}") { caseNos cases { caseNo } } }`,
      {},
      { as: 'head2' },
    );
    expect(data).toEqual({ jointOperation: { caseNos: cases.map(({ caseNo }) => caseNo), cases: [] } });

    const finished = standing(await go(row, 'finishOperation', 'head', { summary: '检查 40 家,立案 2 件。' }));
    expect(finished).toMatchObject({ state: 'FINISHED', timelineBrokenAt: null });
  });

  test('counts each case once, and only those of who takes part', async () => {
    const one = await running();
    const other = await running();
    const { caseNo } = await registered(portal);
    const counted = standing(await go(one, 'addOperationCase', 'officer', { caseNo }));
    expect(refusal(await go(counted, 'addOperationCase', 'officer', { caseNo }))).toEqual(['CONFLICT', 'CASE_COUNTED']);
    expect(refusal(await go(other, 'addOperationCase', 'officer', { caseNo }))).toEqual(['CONFLICT', 'CASE_COUNTED']);
    expect(refusal(await go(counted, 'addOperationCase', 'officer', { caseNo: '无' }))).toEqual([
      'NOT_FOUND',
      undefined,
    ]);
    expect(refusal(await go(counted, 'addOperationCase', 'team-head', { caseNo }))).toEqual([
      'FORBIDDEN',
      'NOT_IN_OPERATION',
    ]);
  });

  test('counts a case once, though two operations count it at the same moment', async () => {
    for (let turns = 0; turns < 3; turns += 1) {
      const both = [await running(), await running()];
      const { caseNo } = await registered(portal);
      const answers = await Promise.all(both.map((row) => go(row, 'addOperationCase', 'officer', { caseNo })));
      const outcomes = answers.map(({ errors }) => errors?.[0]?.extensions.reason ?? 'counted').sort();
      expect(outcomes).toEqual(['CASE_COUNTED', 'counted']);
    }
  });

  test('does not count what somebody else works on, though the act was in the town', async () => {
    const operation = await running();
    const row = await investigated(portal);
    const way = { kind: 'TO_COUNTY_MAJOR', to: '320281-urban-management', caseNo: row.caseNo };
    const proposed = transferOf(await propose(portal, way));
    const approved = transferOf(await turn(portal, proposed, 'decideTransfer', 'head', { approve: true, ...agreed }));
    const sent = transferOf(await turn(portal, approved, 'sendTransfer', 'head'));
    const officers = { officers: ['JY000506', 'JY000507'] };
    const { receiverCaseNo } = transferOf(await turn(portal, sent, 'receiveTransfer', 'team-head', officers));
    const another = await go(operation, 'addOperationCase', 'head', { caseNo: receiverCaseNo });
    expect(refusal(another)).toEqual(['INVALID', 'CASE_OF_ANOTHER']);
  });

  test('is refused with nobody to join, or days that are past, and may be cancelled', async () => {
    expect(refusal(await plan({ participants: [] }))).toEqual(['INVALID', 'OPERATION_INVALID']);
    expect(refusal(await plan({ participants: ['320281104-enforcement-bureau'] }))).toEqual([
      'INVALID',
      'OPERATION_INVALID',
    ]);
    expect(refusal(await plan({ startsOn: '2026-11-22' }))).toEqual(['INVALID', 'OPERATION_INVALID']);
    expect(refusal(await plan({ participants: ['nobody'] }))).toEqual(['NOT_FOUND', undefined]);
    expect(refusal(await plan({}, 'officer'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
    const planned = standing(await plan());
    expect(standing(await go(planned, 'cancelOperation', 'coordinator', { reason: '天气。' })).state).toBe('CANCELLED');
  });
});

test('20 operations and 117 cases are told of a time, as 常山 tells them', async () => {
  const { id } = standing(await plan({ startsOn: '2027-04-01', endsOn: '2027-04-02' }));
  // Nineteen of six cases and one of three, copied from one that was planned.
  await portal.portal.database.administer((run) =>
    run(
      `insert into enforcement.joint_operations select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(),
         'state', 'FINISHED', 'case_nos', (select jsonb_agg('案' || n || '-' || c) from generate_series(1, case when n < 20 then 6 else 3 end) c)
       ))).* from enforcement.joint_operations o, generate_series(1, 20) n where o.id = ?`,
      [id],
    ),
  );
  const figures = (as: string) =>
    portal.ask(
      '{ operationFigures(region: "320281", from: "2027-04-01", to: "2027-12-31") { operations cases } }',
      {},
      { as },
    );
  expect((await figures('coordinator')).data).toEqual({ operationFigures: { operations: 20, cases: 117 } });
  // Who takes part sees them, too, wherever it stands.
  expect((await figures('head2')).data).toEqual({ operationFigures: { operations: 20, cases: 117 } });
});
