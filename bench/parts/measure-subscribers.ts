import { setTimeout as pause } from 'node:timers/promises';
import { probeOf, type Seen } from '../contest/probe.js';
import { type BenchPortal, withPortal } from '../portal-process.js';
import { subscribe, type Subscriber } from '../subscribers/subscriber.js';
import { table } from '../table.js';
import type { Outcome, Room } from './room.js';

/** What FAST asks: megabytes of growth, and milliseconds until an event has reached 99 of 100. */
const demands = { growth: 200, p99: 1_000 } as const;

const subscription = 'subscription { eventChanged { id eventNo state } }';
const reporting = 'mutation ($report: ReportEventInput!) { reportEvent(report: $report) { id } }';
const spot = { longitude: 120.2935, latitude: 31.7085 };

/** Streams that are opened at a time. */
const atOnce = 50;

/** Measures what idle subscribers of the portal weigh, and how long one event takes to reach them all. */
export async function measureSubscribers(room: Room, coloured: boolean): Promise<Outcome> {
  const { count, before, after, times } = await withSubscribers(room);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  const growth = after.megabytes - before.megabytes;
  const used = after.used - before.used;
  const row = [
    { text: 'one event' },
    { text: String(count) },
    { text: before.megabytes.toFixed(0) },
    { text: growth.toFixed(0), holds: growth <= demands.growth },
    { text: used.toFixed(0), holds: used <= demands.growth },
    { text: at(0.5).toFixed(0) },
    { text: at(0.99).toFixed(0), holds: at(0.99) <= demands.p99 },
    { text: at(1).toFixed(0) },
  ];
  return {
    title: `Subscribers over SSE; at most ${demands.growth} MB of growth, p99 at most ${demands.p99} ms from the report on`,
    table: table(['', 'n', 'MB before', 'growth', 'of its heap', 'p50 ms', 'p99', 'most'], [row], coloured),
    figures: { count, before, after, p50: at(0.5), p99: at(0.99), most: at(1) },
  };
}

interface Reached {
  readonly count: number;
  readonly before: Seen;
  readonly after: Seen;
  /** Milliseconds from the report of an event until each had it, ascending. */
  readonly times: readonly number[];
}

function withSubscribers({ options, logs }: Room): Promise<Reached> {
  const { subscribers: count } = options;
  const probe = probeOf('subscribers', logs);
  const settings = { LIMIT_SOCKETS: String(count + 100), ...probe.environment };
  return withPortal(async (portal) => {
    const listener = await portal.login('town.dispatcher');
    const reporter = await portal.login('grid.officer');
    // One comes and has its event first, so that no code runs for the first time in what is measured.
    const first = await subscribe(portal.origin, listener, subscription);
    await report(portal, reporter);
    await first.firstEvent;
    first.leave();
    await probe.look(portal);
    const before = await probe.look(portal);
    const open: Subscriber[] = [];
    while (open.length < count) {
      const wanted = Math.min(atOnce, count - open.length);
      const opening = Array.from({ length: wanted }, () => subscribe(portal.origin, listener, subscription));
      open.push(...(await Promise.all(opening)));
    }
    await pause(3_000);
    const after = await probe.look(portal);
    const sent = performance.now();
    const arriving = Promise.all(open.map(({ firstEvent }) => firstEvent));
    const [arrivals] = await Promise.all([arriving, report(portal, reporter)]);
    for (const { leave } of open) leave();
    return { count, before, after, times: arrivals.map((arrived) => arrived - sent).sort((a, b) => a - b) };
  }, settings);
}

async function report(portal: BenchPortal, token: string): Promise<void> {
  const files = [await portal.upload(token)];
  await portal.ask(token, reporting, { report: { description: '路口占道摆摊', ...spot, files } });
}
