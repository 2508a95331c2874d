import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../gateway/config.js';
import { findModules } from '../../gateway/modules.js';
import { onboardFolder } from '../../gateway/onboarding.js';
import { projectRoot } from '../../gateway/portal.js';
import { Database } from '../../kit/data/database.js';
import { prepareTables } from '../../kit/module/kit-module.js';
import { closedAfterEach } from '../support/closed-after.js';
import { logIn } from '../support/demo-login.js';
import { type LiveClient, listenLive } from './live-client.js';
import { postLogout } from './logout-issuer.js';
import {
  describeReplicas,
  openTwoReplicas,
  reportEvent,
  type Reported,
  reportOf,
  type TwoReplicas,
} from './two-replicas.js';

const me = '{ me { name } }';

describeReplicas('Two replicas', () => {
  let replicas: TwoReplicas;
  let a: string;
  let b: string;
  const kept = closedAfterEach();

  beforeAll(async () => {
    replicas = await openTwoReplicas({ RATE_CALLER: '20', RATE_REFUSALS: '1000', TRUSTED_PROXIES: '1' }, 'empty');
    [a, b] = replicas.origins;
  });

  afterAll(() => replicas?.close());

  async function report(origin: string, description: string, as = 'citizen'): Promise<string> {
    const headers = { authorization: `Bearer ${await replicas.tokenOf(as)}` };
    const { data, reason } = await replicas.ask<Reported>(origin, reportEvent, reportOf(description), headers);
    if (!data?.reportEvent) throw new Error(`The report was refused: ${reason}.`);
    return data.reportEvent.eventNo;
  }

  test('that start at once on an empty database make its tables together and load the county once', async () => {
    const loaded = replicas.origins.map(
      (origin) =>
        replicas
          .at(origin)
          .output()
          .match(/\.csv: \d+ rows/g)?.length ?? 0,
    );
    expect(loaded.toSorted((one, other) => one - other)).toEqual([0, expect.any(Number)]);
    expect(Math.max(...loaded)).toBeGreaterThan(20);
    for (const origin of replicas.origins) expect(replicas.at(origin).output()).not.toContain('refused');
    const rows = `select (select count(*) from grid.grids where version <> 1)::integer as changed,
      (select count(*) from kit.onboardings)::integer as onboarded`;
    expect(await replicas.rows(rows)).toEqual([{ changed: 0, onboarded: 1 }]);
  });

  test('tell whoever listens at the one what a verb at the other did, over either protocol', async () => {
    const token = await replicas.tokenOf('town.dispatcher');
    const clients: LiveClient[] = [];
    for (const origin of [a, b]) {
      for (const transport of ['sse', 'ws'] as const)
        clients.push(kept(await listenLive({ origin, token, transport })));
    }
    const told = new Map<string, { readonly origin: string; readonly sent: number; readonly answered: number }>();
    for (let number = 0; number < 100; number += 1) {
      const origin = number % 2 === 0 ? a : b;
      const sent = performance.now();
      const eventNo = await report(origin, `第${number}件`, number % 4 < 2 ? 'citizen' : 'citizen2');
      told.set(eventNo, { origin, sent, answered: performance.now() });
    }
    const isAllHeard = (): boolean => clients.every(({ heard }) => heard.size >= told.size);
    for (let look = 0; !isAllHeard() && look < 100; look += 1) await pause(50);
    const [elsewhere, verbs]: [number[], number[]] = [[], []];
    for (const [index, { heard }] of clients.entries()) {
      expect([...heard.keys()].sort()).toEqual([...told.keys()].sort());
      for (const [eventNo, at] of heard) {
        const verb = told.get(eventNo);
        if (!verb || verb.origin === (index < 2 ? a : b)) continue;
        elsewhere.push(at - verb.sent);
        verbs.push(verb.answered - verb.sent);
      }
    }
    console.info(
      `From sending a verb to hearing of it at the other replica: p50 ${share(elsewhere, 0.5)} ms, p99 ${share(elsewhere, 0.99)} ms; ` +
        `the verb itself p50 ${share(verbs, 0.5)} ms, p99 ${share(verbs, 0.99)} ms.`,
    );
    await Promise.all(clients.map((client) => client.close()));
  });

  test('a stream that may have missed something, because the database broke off, ends and says so', async () => {
    const token = await replicas.tokenOf('town.dispatcher');
    const client = kept(await listenLive({ origin: b, token, transport: 'ws' }));
    await replicas.rows(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    for (let look = 0; client.connected() < 2 && look < 200; look += 1) await pause(50);
    expect(client.ends[0]).toContain('"reason":"ANNOUNCEMENTS_MISSED"');
    const eventNo = await report(a, '断后');
    for (let look = 0; !client.heard.has(eventNo) && look < 100; look += 1) await pause(50);
    expect([...client.heard.keys()]).toEqual([eventNo]);
    await client.close();
  });

  test('both take a calendar at once that a third process loads', async () => {
    const longest = async (origin: string): Promise<number> => {
      const eventNo = await report(origin, '日历');
      const { data } = await replicas.ask<{ event: { deadlines: { name: string; dueAt: string }[] } }>(
        origin,
        'query ($no: ID!) { event(eventNo: $no) { deadlines { name dueAt } } }',
        { no: eventNo },
        { authorization: `Bearer ${await replicas.tokenOf('town.dispatcher')}` },
      );
      const due = data?.event.deadlines.find(({ name }) => name === 'accept')?.dueAt ?? '';
      return (Date.parse(due) - Date.now()) / 86_400_000;
    };
    for (const origin of replicas.origins) expect(await longest(origin)).toBeLessThan(15);
    await restFor(40);
    await pause(500);
    for (const origin of replicas.origins) expect(await longest(origin)).toBeGreaterThan(39);
  });

  test('both refuse the tokens of a login of which the issuer told one that it ended, and end its streams at once', async () => {
    const session = await logIn(replicas.issuer.url, 'grid.admin');
    const other = await logIn(replicas.issuer.url, 'grid.admin');
    const headers = { authorization: `Bearer ${session.token}` };
    for (const origin of replicas.origins) expect((await replicas.ask(origin, me, {}, headers)).status).toBe(200);
    const streams: LiveClient[] = [];
    for (const origin of replicas.origins)
      streams.push(kept(await listenLive({ origin, token: session.token, transport: 'ws' })));

    const logoutToken = await replicas.issuer.sign(replicas.issuer.claimsFor(session.token));
    const started = performance.now();
    expect((await postLogout(a, logoutToken)).status).toBe(200);
    const refused: number[] = [];
    for (const origin of replicas.origins) {
      while ((await replicas.ask(origin, me, {}, headers)).status !== 401 && performance.now() - started < 5_000)
        await pause(5);
      refused.push(performance.now() - started);
    }
    while (streams.some(({ ends }) => ends.length === 0) && performance.now() - started < 5_000) await pause(5);
    const ended = performance.now() - started;
    console.info(
      `A logout acts after ${refused.map((after) => after.toFixed(0)).join(' and ')} ms at A and B, on streams after ${ended.toFixed(0)} ms.`,
    );
    for (const { ends } of streams) expect(ends[0]).toContain('"code":"UNAUTHENTICATED"');
    expect(Math.max(...refused, ended)).toBeLessThan(1_000);
    await Promise.all(streams.map((stream) => stream.close()));
    // The person's other session goes on, and so does nobody who brings the logout again.
    const others = { authorization: `Bearer ${other.token}` };
    for (const origin of replicas.origins) expect((await replicas.ask(origin, me, {}, others)).status).toBe(200);
    expect((await postLogout(b, logoutToken)).status).toBe(400);
  });

  test('a replica that starts afterwards knows which logins ended', async () => {
    const { token } = await logIn(replicas.issuer.url, 'grid.admin2');
    const claims = { ...replicas.issuer.claimsFor(token), sid: undefined };
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
    expect((await postLogout(a, await replicas.issuer.sign({ ...claims, sub }))).status).toBe(200);
    expect(await replicas.at(b).end('SIGTERM')).toBe(0);
    await replicas.restart(b);
    for (const origin of replicas.origins) {
      const { status, reason } = await replicas.ask(origin, me, {}, { authorization: `Bearer ${token}` });
      expect([status, reason]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  test('who has used up the rate at the one has none left at the other', async () => {
    const started = performance.now();
    const first = await answeredOf(a, '192.0.2.1', 500);
    await pause(1_000);
    const second = await answeredOf(b, '192.0.2.1', 500);
    const seconds = (performance.now() - started) / 1_000;
    console.info(`${first} answered at A, then ${second} at B, in ${seconds.toFixed(1)} s at 20 a second.`);
    expect(first).toBeGreaterThanOrEqual(200);
    // Ten seconds' worth, what came since, and what is not worth telling.
    expect(first + second).toBeLessThanOrEqual((200 + 20 * seconds) * 1.05 + 10);
    expect(await answeredOf(b, '192.0.2.2', 10)).toBe(10);
  });

  test('who asks both at once gets twice ten seconds’ worth at most, and no more until that is paid back', async () => {
    const started = performance.now();
    const answered: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      const both = await Promise.all([answeredOf(a, '192.0.2.3', 500), answeredOf(b, '192.0.2.3', 500)]);
      answered.push(...both);
      await pause(700);
    }
    const seconds = (performance.now() - started) / 1_000;
    console.info(`${answered.join(', ')} answered in ${seconds.toFixed(1)} s at 20 a second.`);
    const sum = answered.reduce((whole, each) => whole + each, 0);
    expect(sum).toBeLessThanOrEqual(Math.max(440, 200 + 20 * seconds) * 1.05);
  });

  /** How many of so many requests of an address are answered, eight at a time. */
  async function answeredOf(origin: string, address: string, count: number): Promise<number> {
    let answered = 0;
    let sent = 0;
    const ask = async (): Promise<void> => {
      while (sent < count) {
        sent += 1;
        const headers = { 'x-forwarded-for': address };
        if ((await replicas.ask(origin, '{ __typename }', {}, headers)).status === 200) answered += 1;
      }
    };
    await Promise.all(Array.from({ length: 8 }, ask));
    return answered;
  }

  /** Loads, as the command does, a calendar on which nobody works for so many days from yesterday on. */
  async function restFor(days: number): Promise<void> {
    const office = await mkdtemp(path.join(tmpdir(), 'yimen-office-'));
    const folder = path.join(office, 'jiangyin');
    await mkdir(folder);
    const rows = Array.from({ length: days + 2 }, (_none, index) => {
      const day = new Date(Date.now() + (index - 1) * 86_400_000).toISOString().slice(0, 10);
      return `320281,${day},REST,休,ours`;
    });
    await writeFile(path.join(folder, 'calendar.csv'), ['县级代码,日期,类型,说明,来源', ...rows, ''].join('\n'));
    const database = await Database.open(readConfig(replicas.environment).database);
    try {
      const modules = await findModules(projectRoot);
      await prepareTables(database, modules);
      const [loaded] = await onboardFolder(database, modules, folder);
      expect(loaded).toMatchObject({ file: 'calendar.csv', refusals: [], inserted: days + 2 });
    } finally {
      await database.close();
      await rm(office, { recursive: true });
    }
  }
});

function share(values: readonly number[], of: number): string {
  const sorted = values.toSorted((one, other) => one - other);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN).toFixed(0);
}
