import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Balancer, openBalancer } from '../support/balancer.js';
import { closedAfterEach } from '../support/closed-after.js';
import { type LiveClient, listenLive } from './live-client.js';
import { steadyLoad } from './load.js';
import { describeReplicas, openTwoReplicas, type TwoReplicas } from './two-replicas.js';

/** Events whose handling is counted: what each committed transaction that handled one wrote down. */
const witness = `
create table public.witness (event_id uuid not null, module text not null, by text not null);
create function public.bear_witness() returns trigger language plpgsql as $$
begin
  insert into public.witness values (new.event_id, new.module, host(inet_client_addr()) || ':' || pg_backend_pid());
  return new;
end $$;
create trigger witness after insert on kit.handled for each row execute function public.bear_witness();
create table public.rung (timer_id uuid not null);
create function public.ring() returns trigger language plpgsql as $$
begin
  if new.state = 'MISSED' then insert into public.rung values (new.id); end if;
  return new;
end $$;
create trigger rung after update on kit.timers for each row execute function public.ring();`;

describeReplicas('Two replicas behind a balancer', () => {
  let replicas: TwoReplicas;
  let balancer: Balancer;
  let tokens: readonly string[];
  const kept = closedAfterEach();

  beforeAll(async () => {
    const settings = { RATE_CALLER: '1000', DRAIN_DELAY: '600' };
    replicas = await openTwoReplicas(settings, 'county');
    await replicas.rows(witness);
    balancer = await openBalancer(replicas.origins);
    tokens = await Promise.all(['citizen', 'citizen2'].map((username) => replicas.tokenOf(username)));
    await untilUp(2);
  });

  afterAll(async () => {
    await balancer?.close();
    await replicas?.close();
  });

  async function untilUp(count: number): Promise<void> {
    for (let look = 0; balancer.up().length !== count && look < 300; look += 1) await pause(50);
    expect(balancer.up()).toHaveLength(count);
  }

  /** The numbers of the newest events in sight of a dispatcher of the town. */
  async function newest(): Promise<string[]> {
    const { data, status, reason } = await replicas.ask<{ events: { edges: { node: { eventNo: string } }[] } }>(
      balancer.origin,
      '{ events(last: 100) { edges { node { eventNo } } } }',
      {},
      { authorization: `Bearer ${await replicas.tokenOf('town.dispatcher')}` },
    );
    if (!data?.events) throw new Error(`The events cannot be read: ${status} ${reason}.`);
    return data.events.edges.map(({ node }) => node.eventNo);
  }

  async function described(word: string): Promise<Map<string, number>> {
    const rows = await replicas.rows(
      `select description, count(*)::integer as times from dispatch.events where description like '${word}%' group by 1`,
    );
    return new Map(rows.map(({ description, times }) => [String(description), Number(times)]));
  }

  test('restarted one after the other under load, they fail no request, lose no verb, and streams go on', async () => {
    const token = await replicas.tokenOf('town.dispatcher');
    const seen = new Map<number, Set<string>>();
    const clients: LiveClient[] = [];
    for (let index = 0; index < 20; index += 1) {
      const read = new Set<string>();
      seen.set(index, read);
      const readAnew = async (): Promise<void> => {
        for (const number of await newest()) read.add(number);
      };
      const transport = index % 2 === 0 ? 'ws' : 'sse';
      clients.push(kept(await listenLive({ origin: balancer.origin, token, transport, readAnew })));
    }
    const load = kept(steadyLoad(replicas, balancer.origin, '滚动', tokens));
    await pause(1_000);
    for (const origin of replicas.origins) {
      expect(await replicas.at(origin).end('SIGTERM')).toBe(0);
      await replicas.restart(origin);
      await untilUp(2);
    }
    await pause(500);
    await load.close();
    await pause(500);
    await Promise.all(clients.map((client) => client.close()));

    console.info(`${load.sent()} requests during two restarts, ${load.failed.length} failed.`);
    expect(load.failed).toEqual([]);
    expect(balancer.failures).toEqual([]);
    expect(load.acknowledged.size).toBeGreaterThan(50);
    expect([...(await described('滚动')).values()].every((times) => times === 1)).toBe(true);
    expect((await described('滚动')).size).toBe(load.acknowledged.size);
    for (const [index, { ends, heard, connected }] of clients.entries()) {
      // Each was on A or on B and had to leave it, the one or the other, at least once.
      expect(connected()).toBeGreaterThanOrEqual(2);
      expect(new Set(ends.slice(0, -1))).toEqual(new Set([index % 2 === 0 ? '1012' : 'broke off']));
      const missed = [...load.acknowledged.values()].filter(
        (number) => !heard.has(number) && !seen.get(index)?.has(number),
      );
      expect(missed).toEqual([]);
    }
  });

  test('when one is killed under load, requests under way on it fail and nothing else, and its jobs are done', async () => {
    const [, killed] = replicas.origins;
    const load = kept(steadyLoad(replicas, balancer.origin, '骤停', tokens));
    while (load.acknowledged.size < 100) await pause(20);
    const failedBefore = load.failed.length;
    const underWay = balancer.underWay(killed);
    const before = balancer.failures.length;
    const at = performance.now();
    await replicas.at(killed).end('SIGKILL');
    while (load.acknowledged.size < 200) await pause(20);
    await load.close();
    const restarting = replicas.restart(killed);

    expect(load.failed.slice(0, failedBefore)).toEqual([]);
    console.info(`${underWay} requests were under way on the replica that was killed; ${load.failed.length} failed.`);
    const failures = balancer.failures.slice(before);
    expect(failures.filter(({ replica }) => replica !== killed)).toEqual([]);
    // Those that were under way, or on their way before the balancer had seen the first of them fail.
    const seen = Math.min(...failures.map((failure) => failure.at));
    expect(failures.filter(({ began }) => began > seen)).toEqual([]);
    expect(load.failed).toHaveLength(failures.length);
    const rows = await described('骤停');
    expect([...rows.values()].every((times) => times === 1)).toBe(true);
    expect([...load.acknowledged.keys()].filter((description) => !rows.has(description))).toEqual([]);
    // What is there beyond what was acknowledged was under way.
    expect(rows.size - load.acknowledged.size).toBeLessThanOrEqual(load.failed.length);
    await restarting;

    const open = `select count(*)::integer as open from jobs.job where state < 'completed'`;
    const started = performance.now();
    while (Number((await replicas.rows(open))[0]?.['open']) > 0 && performance.now() - started < 45_000)
      await pause(250);
    console.info(`The jobs of the killed replica were done ${((performance.now() - at) / 1_000).toFixed(1)} s later.`);
    const [counts] = await replicas.rows(`
      select (select count(*) from kit.events e join kit.subscriptions s on s.event = e.name)::integer as wanted,
        (select count(*) from public.witness)::integer as handled,
        (select count(distinct (event_id, module)) from public.witness)::integer as once,
        (select count(*) from jobs.job where state = 'completed' and data ? 'event')::integer as completed`);
    console.info(`${counts?.['handled']} times an event was handled, of ${counts?.['wanted']} wanted.`);
    expect(Number(counts?.['wanted'])).toBeGreaterThan(200);
    expect(counts).toEqual({
      wanted: counts?.['wanted'],
      handled: counts?.['wanted'],
      once: counts?.['wanted'],
      completed: counts?.['wanted'],
    });
  });

  test('a hundred deadlines that run out while both look pass once each', async () => {
    const running = `from kit.timers where state = 'RUNNING' and name like '%accept' and about <> '00000000-0000-0000-0000-000000000000'`;
    const due = await replicas.rows(
      `update kit.timers set due_at = now() + interval '1 second'
       where id in (select id ${running} limit 100) returning id::text, about::text`,
    );
    expect(due).toHaveLength(100);
    const left = `select count(*)::integer as left from kit.timers where state = 'RUNNING' and id::text in (${quoted(due, 'id')})`;
    const started = performance.now();
    while (Number((await replicas.rows(left))[0]?.['left']) > 0 && performance.now() - started < 20_000)
      await pause(100);
    await pause(1_500);
    const rung = await replicas.rows(
      `select count(*)::integer as times from public.rung where timer_id::text in (${quoted(due, 'id')})
       group by timer_id`,
    );
    expect(rung.map(({ times }) => times)).toEqual(due.map(() => 1));
    // What follows, in the timeline of each: the event climbs a level.
    const climbed = await replicas.rows(
      `select count(*)::integer as times from kit.timeline where verb = 'climbEvent' and about::text in (${quoted(due, 'about')})
       group by about`,
    );
    expect(climbed.map(({ times }) => times)).toEqual(due.map(() => 1));
  });

  test('a day is signed once', async () => {
    const head = `where module = 'kit' and name = 'daily-head' and state = 'RUNNING'`;
    const signed = `select day::text from kit.heads`;
    expect(await replicas.rows(signed)).toEqual([]);
    await replicas.rows(`update kit.timeline set at = at - interval '1 day'`);
    await replicas.rows(`update kit.timers set due_at = now() ${head}`);
    const started = performance.now();
    while ((await replicas.rows(signed)).length === 0 && performance.now() - started < 10_000) await pause(100);
    await pause(1_500);
    expect(await replicas.rows(signed)).toHaveLength(1);
    const jobs = `select j.state::text from jobs.job j join kit.timers t on t.id::text = j.data->>'timer' where t.name = 'daily-head'`;
    expect(await replicas.rows(jobs)).toEqual([{ state: 'completed' }]);
  });
});

function quoted(rows: readonly Record<string, unknown>[], column: string): string {
  return rows.map((row) => `'${String(row[column])}'`).join(', ');
}
