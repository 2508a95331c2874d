import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { grid, openEventPortal, type EventPortal } from './event-portal.js';

let portal: EventPortal;

beforeAll(async () => {
  portal = await openEventPortal({
    accounts: [
      { username: 'hotline.12345', roles: ['event_intake'], regions: ['320281'] },
      { username: 'hotline.wuxi', roles: ['event_intake'], regions: ['3202'] },
    ],
  });
  await portal.onboard(path.join(projectRoot, 'counties', 'quzhou'));
});

afterAll(() => portal.close());

test('a hotline passes on nothing that lies in another county of the installation', async () => {
  const ticket = { source: 'HOTLINE_12345', externalRef: '12345-9001', description: '占道经营。' };
  const inQuzhou = { ...ticket, longitude: 119.275, latitude: 29.06 };
  const { errors } = await portal.tryTo('hotline.12345', 'ingestEvent', { ticket: inQuzhou });
  expect(errors?.map(({ message, extensions: { code, reason } }) => [message, code, reason])).toEqual([
    ['该位置属 330825101,不在您负责的区域内。', 'FORBIDDEN', 'OUTSIDE_TERRITORY'],
  ]);
});

test('a hotline of the whole city, which belongs to no county, passes on what says where it happened', async () => {
  const ticket = { source: 'HOTLINE_12345', externalRef: '12345-9002', description: '占道经营。' };
  expect(await portal.refusal('hotline.wuxi', 'ingestEvent', { ticket })).toBe('INVALID POSITION_MISSING');
  const { longitude, latitude } = grid;
  const ingested = await portal.act('hotline.wuxi', 'ingestEvent', { ticket: { ...ticket, longitude, latitude } });
  expect(ingested).toMatchObject({ eventNo: 'E32028110420261121000001', state: 'REPORTED' });
});
