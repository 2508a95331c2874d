import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { postLogout } from '../replicas/logout-issuer.js';
import { logIn } from '../support/demo-login.js';
import { describeOnPostgres } from '../support/own-postgres.js';
import { expectJobsDone, expectNothingLost } from '../support/own-postgres-checks.js';
import { type OwnPortal, secondsUntil, startWrites } from '../support/own-postgres-portal.js';
import { openPortal } from '../support/portal.js';
import { act } from './department.js';
import { askWith, type CountyAway, listenWith, messageOf, openCountyAway } from './county-away.js';

const grid = '{ grid(code: "320281100") { name } }';
const both = '{ tide grid(code: "320281100") { name } }';
const me = '{ tide me { name } }';

describeOnPostgres('A portal that starts while its database is away', () => {
  let county: CountyAway;
  let portal: OwnPortal;
  /** Tokens from before its start: one still good, one whose login ended then. */
  const old = { good: '', ended: '' };
  /** The moments before and after its start, in seconds since 1970. */
  const start = { from: 0, to: 0 };
  /** Tokens from after it: one good, one whose login ends while the database is away. */
  const fresh = { good: '', ended: '' };

  beforeAll(async () => {
    county = await openCountyAway(async (before, issuer) => {
      old.good = (await logIn(issuer.url, 'town.leader')).token;
      old.ended = (await logIn(issuer.url, 'town.leader')).token;
      const { status } = await postLogout(before.origin, await issuer.sign(issuer.claimsFor(old.ended)));
      expect(status).toBe(200);
    });
    start.from = Date.now() / 1_000;
    portal = await county.start();
    start.to = Date.now() / 1_000;
    expect(start.to - start.from).toBeLessThan(20);
  }, 240_000);

  afterAll(() => county?.close());

  const ask = (token: string | null, query: string, headers?: Record<string, string>) =>
    askWith(portal.origin, token, query, headers);

  test('lives, is not ready and says why', async () => {
    expect((await portal.health('/live')).status).toBe(200);
    expect(await portal.health('/ready')).toEqual({
      status: 503,
      body: { status: 'unavailable', failed: ['database'], reasons: { database: 'DATABASE_AWAY' } },
    });
  });

  test('answers docked fields from what it served last, and those of modules with the reason', async () => {
    expect(await ask(null, both)).toMatchObject({
      status: 200,
      data: { tide: 3.5, grid: null },
      code: 'UPSTREAM',
      reason: 'DATABASE_AWAY',
    });
  });

  test('takes no token from before its start, whether or not its login has ended', async () => {
    const refused = { status: 502, data: null, code: 'UPSTREAM', reason: 'LOGOUTS_UNKNOWN', retryAfter: '5' };
    expect(await ask(old.good, '{ tide }')).toEqual(refused);
    expect(await ask(old.ended, '{ tide }')).toEqual(refused);
  });

  test.each([
    ['the moment at which it had started', () => Math.ceil(start.to), 'LOGOUTS_UNKNOWN'],
    ['no moment', () => undefined, 'LOGOUTS_UNKNOWN'],
    ['six seconds after it had started', () => Math.ceil(start.to) + 6, undefined],
  ])('answers a token of %s by when it was issued', async (_when, issuedAt, reason) => {
    const claims = { ...decodeJwt(old.good), iat: issuedAt(), exp: Math.ceil(start.to) + 600 };
    expect((await ask(await county.issuer.sign(claims, { typ: 'JWT' }), '{ tide }')).reason).toBe(reason);
  });

  test('says in both languages that the token is to be renewed', async () => {
    const said = (language: string) => messageOf(portal.origin, old.good, language);
    expect(await said('en')).toBe(
      'The database cannot be reached for now, so nobody can say whether this login has ended. Renew the token after 5 seconds and try again.',
    );
    expect(await said('zh')).toBe('数据库暂时无法连接,无法确认该登录是否已注销。请在 5 秒后换取新令牌再试。');
  });

  test('takes a renewed one, until its login ends', async () => {
    // The issuer's clock may be five seconds ahead.
    await secondsUntil(async () => {
      fresh.good = (await logIn(county.issuer.url, 'town.leader')).token;
      return (await ask(fresh.good, '{ tide }')).reason !== 'LOGOUTS_UNKNOWN';
    }, 15);
    expect(await ask(fresh.good, '{ tide }')).toMatchObject({ status: 200, data: { tide: 3.5 }, code: undefined });
    fresh.ended = (await logIn(county.issuer.url, 'town.leader')).token;
    expect((await ask(fresh.ended, '{ tide }')).data).toEqual({ tide: 3.5 });
    const logout = await county.issuer.sign(county.issuer.claimsFor(fresh.ended));
    const response = await postLogout(portal.origin, logout);
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: 'temporarily_unavailable', error_description: 'The logout could not be taken down.' },
    ]);
    expect(await ask(fresh.ended, '{ tide }')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect((await ask(fresh.good, '{ tide }')).data).toEqual({ tide: 3.5 });
  });

  test('does nothing that is owed a record', async () => {
    const before = county.department.asked.length;
    expect(await ask(fresh.good, 'mutation { openSluice }')).toMatchObject({ reason: 'DATABASE_AWAY', data: null });
    const { token } = await logIn(county.issuer.url, 'grid.admin');
    expect((await ask(token, '{ tide }')).data).toEqual({ tide: 3.5 });
    const purposeful = await ask(token, '{ tide }', { 'x-purpose': 'EVENT_CONTACT' });
    expect(purposeful).toMatchObject({ reason: 'DATABASE_AWAY', data: null });
    expect(county.department.asked.slice(before).filter((each) => each.includes('openSluice'))).toEqual([]);
  });

  test('watches docked subgraphs', async () => {
    county.department.answerBy((request) => request.socket.destroy());
    await secondsUntil(async () => (await ask(null, '{ tide }')).reason === 'QUARANTINED', 30);
    county.department.answerBy(null);
    await secondsUntil(async () => (await ask(null, '{ tide }')).code === undefined, 20);
  });

  test('becomes a portal like any other when the database is there, without a restart; who listened reads anew', async () => {
    const stream = await listenWith(portal.origin, fresh.good, 'subscription { eventChanged { id } }');
    await county.server.start();
    const seconds = await secondsUntil(async () => (await portal.health('/ready')).status === 200, 20);
    const joined = await secondsUntil(async () => (await ask(old.good, grid)).code === undefined, 10);
    expect(await stream.all).toContain('ANNOUNCEMENTS_MISSED');
    console.log(`ready after ${seconds.toFixed(1)} s, and ${joined.toFixed(1)} s later joined`);
    expect((await ask(null, both)).data).toEqual({ tide: 3.5, grid: { name: '璜土镇网格' } });
    expect(await ask(old.good, me)).toMatchObject({ status: 200, data: { tide: 3.5, me: { name: '姜若琳' } } });
    expect(await ask(old.ended, me)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await ask(fresh.ended, me)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await ask(fresh.good, 'mutation { openSluice }')).toMatchObject({ data: { openSluice: true } });
  });

  test('has written down the login that ended meanwhile, for every other portal', async () => {
    const { sid } = county.issuer.claimsFor(fresh.ended);
    const noted = `select session_id from kit.revocations where session_id = '${String(sid)}'`;
    expect(await county.server.rows(noted)).toEqual([{ session_id: sid }]);
  });

  test('takes verbs, jobs and timers, each once', async () => {
    const writes = startWrites(portal, 2);
    await secondsUntil(async () => writes.acknowledged.size >= 5, 30);
    await writes.end();
    expect([...writes.refused.keys()]).toEqual([]);
    await expectNothingLost(county.server, writes);
    await expectJobsDone(county.server);
    const [timers] = await county.server.rows(
      `select count(*)::int as all, count(distinct name)::int as kinds from kit.timers where module = 'kit'`,
    );
    expect(timers).toEqual({ all: 4, kinds: 4 });
    const serving = await county.server.rows(
      `select count(distinct process)::int as count from kit.processes where seen_at > now() - interval '30 seconds'`,
    );
    expect(serving).toEqual([{ count: 1 }]);
  });

  test('follows the register, and hears of logouts at other portals', async () => {
    const { DATABASE_URL, ISSUER } = county.environment as Record<string, string>;
    const beside = await openPortal({ environment: { DATABASE_URL: String(DATABASE_URL), ISSUER: String(ISSUER) } });
    try {
      const logout = await county.issuer.sign(county.issuer.claimsFor(fresh.good));
      expect((await postLogout(beside.origin, logout)).status).toBe(200);
      await pause(500);
      expect(await ask(fresh.good, me)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
      const [tides] = await county.server.rows(
        `select id::text as id, version::int as version from registry.versions where state = 'INSTALLED'`,
      );
      const retired = await act(beside, 'retireSubgraph', tides as { id: string; version: number }, 'registry.admin');
      expect(retired.errors).toBeUndefined();
      await secondsUntil(async () => (await ask(null, '{ tide }')).code === 'GRAPHQL_VALIDATION_FAILED', 10);
    } finally {
      await beside.close();
    }
  });

  test('complains of nothing but the database', () => {
    expect([portal.complaints, portal.ended]).toEqual([[], null]);
    const errors = new Set(portal.log.filter(({ level }) => level >= 50).map(({ msg }) => msg));
    expect([...errors].sort()).toEqual([
      'The register of subgraphs cannot be followed; the graph is as before.',
      'The register of subgraphs cannot be read; those that served last are taken.',
    ]);
    const done = portal.log.filter(({ msg }) => msg === 'The database is there; what the start left out is done.');
    expect(done).toHaveLength(1);
  });
});
