import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSinks, request, type SinkPortal } from './duty-sinks.js';

let towns: readonly string[];
let portal: SinkPortal;
beforeAll(async () => {
  portal = await openSinks();
  ({ towns } = portal);
});
afterAll(() => portal.close());

describe('a duty that is admitted', () => {
  test('is in force when what was promised is delivered, becomes a territorial duty, and ends with its term', async () => {
    const [first = ''] = towns;
    const approved = await portal.toApproval(await portal.consent(await portal.askTowns({ towns: [first] }), [first]));
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
    const reviewed = await portal.consent(await portal.askTowns({ towns: [first], supports: [] }), [first]);
    expect(
      await portal.refusal('office', 'reviewDutySinkLegality', { ...reviewed, lawful: true, opinion: '合法。' }),
    ).toBe('FORBIDDEN ROLE_MISSING');
    const unlawful = await portal.act('justice', 'reviewDutySinkLegality', {
      ...reviewed,
      lawful: false,
      opinion: '法律规定由部门实施。',
    });
    expect(unlawful.state).toBe('REJECTED');
    const other = await portal.consent(await portal.askTowns({ towns: [first], supports: [] }), [first]);
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
