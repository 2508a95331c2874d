import { expect, test } from '@jest/globals';
import { closedAfterEach } from '../support/closed-after.js';
import { describeOnPostgres } from '../support/own-postgres.js';
import { until } from '../support/until.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import {
  act,
  actOnce,
  head,
  install,
  listAddresses,
  publish,
  refusalOf,
  rulesOf,
  type Said,
  startDepartment,
  type Version,
  versionOf,
} from './department.js';
import { expectUnharmed, tidesSdl, underLoad } from './loaded-portal.js';

const water = '320281-water';
const kept = closedAfterEach();
const pumps = `${head}\ntype Query { pump: String }\n`;

function checkOf(portal: TestPortal, url: string, as: string): Promise<Said> {
  return portal.ask(
    'mutation ($proposal: ProposalInput!) { check: checkSubgraph(proposal: $proposal) { passed } }',
    { proposal: { name: 'pumps', url, sdl: pumps } },
    { as },
  );
}

function detailsOf({ errors }: Said): unknown {
  return errors?.[0]?.extensions.details;
}

test('checks and publications of a department are counted by the minute, changes of the graph by themselves, and other departments apart', async () => {
  const portal = kept(await openPortal({ environment: { RATE_DEPARTMENT: '3' } }));
  const { origin, url } = kept(await startDepartment(pumps, { Query: { pump: () => 'on' } }));
  await listAddresses(portal, [
    [water, origin],
    ['320281-ecology', origin],
  ]);
  const installed = await install(portal, { name: 'pumps', url, sdl: pumps }, 0);
  for (let time = 0; time < 2; time += 1) {
    expect((await checkOf(portal, url, 'registry.publisher')).data).toEqual({ check: { passed: true } });
  }
  const late = await checkOf(portal, url, 'registry.publisher');
  expect([refusalOf(late), detailsOf(late)]).toEqual([['LIMITED', 'TOO_MANY_CHECKS'], { limit: 3, retryAfter: 60 }]);
  expect(refusalOf(await publish(portal, { name: 'pumps', url, sdl: pumps }, 1, 'registry.publisher'))).toEqual([
    'LIMITED',
    'TOO_MANY_CHECKS',
  ]);
  expect(refusalOf(await checkOf(portal, url, 'registry.publisher2'))).toEqual(['FORBIDDEN', 'NOT_SUBGRAPH_OWNER']);
  const others = { name: 'ponds', url, sdl: tidesSdl };
  expect(rulesOf(await publish(portal, others, 0, 'registry.publisher2'))).toEqual(['SDL_DIFFERS']);
  // The approval was the first change.
  let turned = versionOf(await act(portal, 'retireSubgraph', installed, 'registry.publisher'));
  turned = versionOf(await act(portal, 'rollbackSubgraph', turned, 'registry.publisher'));
  expect(refusalOf(await act(portal, 'retireSubgraph', turned, 'registry.publisher'))).toEqual([
    'LIMITED',
    'TOO_MANY_CHECKS',
  ]);
  const { moment } = portal.clock;
  portal.clock.moment = new Date(moment.getTime() + 59_001);
  expect(detailsOf(await checkOf(portal, url, 'registry.publisher'))).toEqual({ limit: 3, retryAfter: 1 });
  portal.clock.moment = new Date(moment.getTime() + 60_000);
  expect((await checkOf(portal, url, 'registry.publisher')).data).toEqual({ check: { passed: true } });
  expect(versionOf(await act(portal, 'retireSubgraph', turned, 'registry.publisher')).state).toBe('KEPT');
});

test('no more than thirty versions of a department wait for approval', async () => {
  const portal = kept(await openPortal());
  const { origin, url } = kept(await startDepartment(pumps));
  await listAddresses(portal, [[water, origin]]);
  const waiting = [];
  for (let number = 0; number < 30; number += 1) {
    waiting.push(versionOf(await publish(portal, { name: 'pumps', url, sdl: pumps }, number, 'registry.publisher')));
  }
  const full = await publish(portal, { name: 'pumps', url, sdl: pumps }, 30, 'registry.publisher');
  expect(refusalOf(full)).toEqual(['CONFLICT', 'TOO_MANY_WAITING']);
  expect(detailsOf(full)).toEqual({ limit: 30 });
  versionOf(await act(portal, 'approveVersion', waiting[0] ?? { id: '', version: 0 }, 'registry.approver'));
  expect(versionOf(await publish(portal, { name: 'pumps', url, sdl: pumps }, 30, 'registry.publisher')).number).toBe(
    31,
  );
});

describeOnPostgres('Under the questions of others', () => {
  const load = underLoad(pumps, { Query: { pump: () => 'on' } });

  test('of fifty publications in a minute twenty are looked at, the others are told when to come again, and another department’s waits for none of them', async () => {
    const { url } = load.department;
    const answered: Said[] = [];
    const { outcome, felt } = await load.portal.during(async () => {
      const flood = Array.from({ length: 50 }, async (_, number) => {
        const proposal = { name: `pump-${number}`, url, sdl: pumps };
        const answer = await publish(load.portal, proposal, 0, 'registry.publisher');
        answered.push(answer);
        return answer;
      });
      const other = { name: 'tides', url: load.portal.tides.url, sdl: tidesSdl };
      const second = versionOf(await publish(load.portal, other, 1, 'registry.publisher2'));
      const doneBefore = answered.filter(({ errors }) => !errors).length;
      return { second, doneBefore, flood: await Promise.all(flood) };
    });
    expectUnharmed(felt);
    const { second, doneBefore, flood } = outcome;
    expect(second.number).toBe(2);
    expect(doneBefore).toBeLessThanOrEqual(5);
    const refused = flood.filter(({ errors }) => errors);
    expect(refused.map(refusalOf)).toEqual(Array(30).fill(['LIMITED', 'TOO_MANY_CHECKS']));
    expect(refused[0]?.errors?.[0]?.message).toMatch(
      /^机构 320281-water 一分钟内的检查、发布或变更已达 20 次上限,请在 \d+ 秒后重试。$/,
    );
    const published = flood.flatMap(({ errors }, number) => (errors ? [] : [`pump-${number}`])).toSorted();
    const { subgraphs, revision } = await load.portal.standing();
    expect(subgraphs).toEqual([
      ...published.map((name) => [name, 1, '1 WAITING']),
      ['tides', 2, '1 INSTALLED', '2 WAITING'],
    ]);
    expect([published.length, revision]).toEqual([20, 1]);
  });
});

describeOnPostgres('Under the questions of others, a graph that is changed again and again', () => {
  const wide = `${head}\ntype Query { well: Well }\ntype Well { depth: Float owner: String }\n`;
  const narrow = wide.replace(' owner: String', '');
  const owners = '{ well { owner } }';
  const load = underLoad(
    wide,
    { Query: { well: () => ({ depth: 12, owner: '七房村' }) } },
    async ({ portal, department }) => {
      await install(portal, { name: 'wells', url: department.url, sdl: wide }, 0);
      expect((await portal.ask(owners)).data).toEqual({ well: { owner: '七房村' } });
    },
  );

  async function installedOf(name: string): Promise<Version> {
    const { data } = await load.portal.ask(
      `query ($name: ID!) { subgraph(name: $name) { versions(state: INSTALLED) { edges {
        version: node { id version number state owners findings { rule about } }
      } } } }`,
      { name },
      { as: 'registry.publisher' },
    );
    const subgraph = data?.['subgraph'] as { versions: { edges: readonly [{ version: Version }] } } | undefined;
    if (!subgraph) throw new Error(`There is no subgraph ${name}.`);
    return subgraph.versions.edges[0].version;
  }

  test('a type that clients use goes by nobody’s oversight: the version waits and says whose, and taking it out is refused', async () => {
    const before = await load.portal.standing();
    const { outcome, felt } = await load.portal.during(async () => {
      load.department.serve(narrow);
      const waiting = versionOf(
        await publish(load.portal, { name: 'wells', url: load.department.url, sdl: narrow }, 1, 'registry.publisher'),
      );
      load.department.serve(wide, { Query: { well: () => ({ depth: 12, owner: '七房村' }) } });
      const standing = await installedOf('wells');
      return { waiting, retired: await actOnce(load.portal, 'retireSubgraph', standing, 'registry.publisher', []) };
    });
    expectUnharmed(felt);
    const { waiting, retired } = outcome;
    expect([waiting.state, waiting.findings.map(({ rule }) => rule)]).toEqual(['WAITING', ['BREAKS_OPERATION']]);
    expect([refusalOf(retired), rulesOf(retired)]).toEqual([['INVALID', 'CHECK_FAILED'], ['BREAKS_OPERATION']]);
    expect(retired.errors?.[0]?.message).toContain('Cannot query field "well" on type "Query".');
    // A heartbeat that met the schema without the field has put the service in quarantine; the next one ends that.
    await until(async () => (await load.portal.ask(owners)).data?.['well'] !== null);
    expect((await load.portal.ask(owners)).data).toEqual({ well: { owner: '七房村' } });
    const after = await load.portal.standing();
    expect(after.revision).toBe(before.revision);
    expect(after.subgraphs).toEqual([
      ['tides', 1, '1 INSTALLED'],
      ['wells', 2, '1 INSTALLED', '2 WAITING'],
    ]);
  });

  test('a department that takes its subgraph out and in again, ten times, costs others nothing', async () => {
    const standing = await installedOf('wells');
    const { revision } = await load.portal.standing();
    const { outcome, felt } = await load.portal.during(async () => {
      let turned = standing;
      for (let time = 0; time < 5; time += 1) {
        turned = versionOf(await act(load.portal, 'retireSubgraph', turned, 'registry.publisher'));
        turned = versionOf(await act(load.portal, 'rollbackSubgraph', turned, 'registry.publisher'));
      }
      return turned;
    });
    expectUnharmed(felt);
    expect(outcome.state).toBe('INSTALLED');
    expect((await load.portal.standing()).revision).toBe(revision + 10);
  });
});
