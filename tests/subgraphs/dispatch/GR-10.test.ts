import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { openEventPortal, type EventPortal, type EventSeen } from './event-portal.js';

let portal: EventPortal;

const counties = ['jiangyin', 'quzhou'].map((county) => path.join(projectRoot, 'counties', county));

beforeAll(async () => {
  portal = await openEventPortal({ environment: { COUNTY_FOLDER: counties.join(',') } });
  await portal.onboard(counties[1] ?? '');
});

afterAll(() => portal.close());

async function actionsOn(
  { id }: EventSeen,
  as: string,
): Promise<{ verb: string; may: boolean; reason: string | null }[]> {
  const { data } = await portal.ask(
    `query ($id: ID!) { event(id: $id) { allowedActions { verb may reason } } }`,
    { id },
    {
      as,
    },
  );
  return (data?.['event'] as { allowedActions: [] } | undefined)?.allowedActions ?? [];
}

describe('GR-10: report and handle apart', () => {
  test('under 衢州’s profile whoever reported an event does not handle it', async () => {
    const reported = await portal.report('quzhou.both', { longitude: 119.275, latitude: 29.06 });
    expect(reported.eventNo).toBe('E33082510120261121000001');
    const accepted = await portal.act('quzhou.dispatcher', 'acceptEvent', { ...reported });
    const filing = { ...accepted, category: '0204' };
    expect(await portal.refusal('quzhou.dispatcher', 'fileEvent', { ...filing, platform: '综合执法局' })).toBe(
      'INVALID PLATFORM_UNKNOWN',
    );
    const filed = await portal.act('quzhou.dispatcher', 'fileEvent', { ...filing, platform: '监管执法' });
    expect(
      await portal.refusal('quzhou.dispatcher', 'dispatchEvent', {
        ...filed,
        leadOrganization: '320281104-enforcement-bureau',
        reason: '请江阴协助',
      }),
    ).toBe('INVALID ORGANIZATION_ELSEWHERE');
    const dispatched = await portal.act('quzhou.dispatcher', 'dispatchEvent', { ...filed });
    expect(await actionsOn(dispatched, 'quzhou.both')).toContainEqual({
      verb: 'acceptAssignment',
      may: false,
      reason: 'REPORTER_IS_HANDLER',
    });
    expect(await portal.refusal('quzhou.both', 'acceptAssignment', { ...dispatched })).toBe(
      'CONFLICT REPORTER_IS_HANDLER',
    );
    expect(await portal.stateOf(dispatched)).not.toBe('HANDLING');
    const handling = await portal.act('quzhou.handler', 'acceptAssignment', { ...dispatched });
    expect(handling.state).toBe('HANDLING');
  });

  test('under 江阴’s profile it is allowed, and recorded', async () => {
    const reported = await portal.report('enforcement.officer');
    const accepted = await portal.act('town.dispatcher', 'acceptEvent', { ...reported });
    const filed = await portal.act('town.dispatcher', 'fileEvent', {
      ...accepted,
      category: '0204',
      platform: '综合执法局',
    });
    const dispatched = await portal.act('town.dispatcher', 'dispatchEvent', { ...filed });
    const handling = await portal.act('enforcement.officer', 'acceptAssignment', { ...dispatched });
    const { data } = await portal.ask(
      `query ($id: ID!) { event(id: $id) { source timeline { verb values { name value } } } }`,
      { id: handling.id },
      { as: 'town.dispatcher' },
    );
    const seen = data?.['event'] as { source: string; timeline: { values: unknown[] }[] } | undefined;
    expect(seen?.source).toBe('DEPARTMENT');
    expect(seen?.timeline.at(-1)?.values).toContainEqual({ name: 'reporterIsHandler', value: 'true' });
  });
});
