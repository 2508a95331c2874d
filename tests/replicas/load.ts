import { setTimeout as pause } from 'node:timers/promises';
import { reportEvent, type Reported, reportOf, type TwoReplicas } from './two-replicas.js';

/** A request that did not succeed. */
export interface Failed {
  /** By the clock of `performance`. */
  readonly at: number;
  readonly what: string;
}

/** What became of a load. */
export interface Load {
  /** Requests that were sent. */
  readonly sent: () => number;
  readonly failed: readonly Failed[];
  /** What each verb that was acknowledged had described, with the number of the event that it made. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Sends no more, and waits for what is under way. */
  close(): Promise<void>;
}

/** Requests a second, of which every fifth is a verb. */
const rate = 50;

/**
 * Requests that may be under way, and verbs among them, which wait for each other at the number of the day: a machine that
 * is busy with other tests gets no more than it can answer.
 */
const atOnce = 12;
const verbsAtOnce = 3;

/** Sends queries and verbs at a steady rate to an address. */
export function steadyLoad(replicas: TwoReplicas, origin: string, word: string, tokens: readonly string[]): Load {
  const failed: Failed[] = [];
  const acknowledged = new Map<string, string>();
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  let verbs = 0;
  const send = async (number: number): Promise<void> => {
    const headers = { authorization: `Bearer ${tokens[number % tokens.length]}` };
    try {
      if (number % 5 === 0 && verbs < verbsAtOnce) {
        verbs += 1;
        const description = `${word}第${number}件`;
        const { data, status, reason } = await replicas
          .ask<Reported>(origin, reportEvent, reportOf(description), headers)
          .finally(() => (verbs -= 1));
        if (!data?.reportEvent) throw new Error(`${status} ${reason}`);
        acknowledged.set(description, data.reportEvent.eventNo);
      } else {
        const { data, status, reason } = await replicas.ask(origin, '{ me { name } }', {}, headers);
        if (!data) throw new Error(`${status} ${reason}`);
      }
    } catch (error) {
      failed.push({
        at: performance.now(),
        what: `${(error as Error).message} ${String((error as Error).cause ?? '')}`,
      });
    }
  };
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    for (let due = performance.now(); !stopping.signal.aborted; due = Math.max(due + 1_000 / rate, performance.now())) {
      if (underWay.size >= atOnce) await Promise.race(underWay);
      const request = send(sent).finally(() => underWay.delete(request));
      underWay.add(request);
      sent += 1;
      await pause(Math.max(0, due + 1_000 / rate - performance.now()));
    }
    await Promise.all(underWay);
  };
  const running = run();
  return {
    sent: () => sent,
    failed,
    acknowledged,
    close: async () => {
      stopping.abort();
      await running;
    },
  };
}
