import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { statementsDuring } from '../../support/statements.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

test('the county has one centre, and the centres of 17 towns stand under it', async () => {
  const { data, errors } = await portal.ask(`{
    towns: commandCentres(level: TOWN, first: 1) { totalCount edges { node { parent { code } } } }
    commandCentre(code: "ZX320281") { name level parent { code } children { code } region { name } organization { name } }
  }`);

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    towns: { totalCount: 17, edges: [{ node: { parent: { code: 'ZX320281' } } }] },
    commandCentre: {
      name: '江阴市综合管理服务指挥中心',
      level: 'COUNTY',
      parent: null,
      region: { name: '江阴市' },
      organization: { name: '江阴市综合管理服务指挥中心' },
    },
  });
  const { children } = (data as never)['commandCentre'] as { children: object[] };
  expect(children).toHaveLength(17);
});

test('a region answers with its own centre, a community with its town’s, and what lies above the county with none', async () => {
  const { data } = await portal.ask(`{
    province: region(code: "32") { commandCentre { code } }
    county: region(code: "320281") { commandCentre { code } }
    town: region(code: "320281104") { commandCentre { code } }
    community: region(code: "320281104200") { commandCentre { code } }
    zone: region(code: "320281404") { commandCentre { code } }
  }`);

  expect(data).toEqual({
    province: { commandCentre: null },
    county: { commandCentre: { code: 'ZX320281' } },
    town: { commandCentre: { code: 'ZX320281104' } },
    community: { commandCentre: { code: 'ZX320281104' } },
    zone: { commandCentre: null },
  });
});

test('who directs a centre is told to those who may see the town’s staff', async () => {
  const query = '{ commandCentre(code: "ZX320281104") { director { number status } } }';

  const dispatcher = await portal.ask(query, {}, { as: 'town.dispatcher' });
  const stranger = await portal.ask(query, {}, { as: 'town.dispatcher2' });

  expect(dispatcher.data).toEqual({ commandCentre: { director: { number: 'JY001399', status: 'ACTIVE' } } });
  expect(stranger.data).toEqual({ commandCentre: { director: null } });
});

test('the centres of twenty regions cost one statement', async () => {
  const statements = await statementsDuring(async () => {
    const { errors } = await portal.ask(
      '{ regions(parent: "320281", first: 20) { edges { node { name commandCentre { name } } } } }',
    );
    expect(errors).toBeUndefined();
  });

  expect(statements.filter((each) => each.includes('"command_centres"'))).toHaveLength(1);
});

test('a code that names no centre is not found', async () => {
  const { data, errors } = await portal.ask('{ commandCentre(code: "ZX999999") { name } }');

  expect(data).toEqual({ commandCentre: null });
  expect(errors?.[0]).toMatchObject({
    message: '没有键为「ZX999999」的 CommandCentre。',
    extensions: { code: 'NOT_FOUND' },
  });
});

test('a second centre for a region is refused, and so is a town’s centre under another town’s', async () => {
  const twice = await onboardSpoiled(portal, 'command-centres.csv', {
    'TOWN,320281004,320281004-command-centre': 'TOWN,320281001,320281004-command-centre',
  });
  const misplaced = await onboardSpoiled(portal, 'command-centres.csv', {
    '320281004-command-centre,ZX320281': '320281004-command-centre,ZX320281001',
  });

  expect(twice).toMatchObject({ inserted: 0, updated: 0 });
  expect(twice.refusals).toEqual([
    {
      file: 'command-centres.csv',
      line: 4,
      column: '所在区划',
      value: '320281001',
      reason: 'has the centre ZX320281001 already (DI-03)',
    },
  ]);
  expect(misplaced.refusals).toMatchObject([
    {
      line: 4,
      column: '上级中心',
      value: 'ZX320281001',
      reason: 'must be the centre of the county that the town lies in (DI-03)',
    },
  ]);
});
