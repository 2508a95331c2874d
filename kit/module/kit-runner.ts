import { executeOf } from '../data/execute-of.js';
import { forgetEvents } from '../events/events-kept.js';
import { releaseAgain } from '../events/release-due.js';
import type { Runner } from '../events/runner.js';
import { sweepFiles } from '../files/sweep-files.js';
import { nextSigning, signDays, type SigningParts } from '../timeline/daily-head.js';
import type { Module } from './define.js';

const hourly = (after: Date): Date => new Date(after.getTime() + 3_600_000);

/**
 * What the kit does by itself: each night it signs the head of the day before, hour by hour where many are left; each hour it removes files that no row
 * claimed, forgets events that are no longer kept, and takes up timers whose jobs failed.
 */
export function kitRunner({
  modules,
  ...parts
}: Omit<SigningParts, 'ledgers'> & {
  /** The modules of the moment: what they keep is signed too. */
  readonly modules: () => readonly Module[];
}): Runner {
  return {
    module: 'kit',
    handlers: [],
    timers: [
      {
        name: 'daily-head',
        fire: async (_timer, inside) => {
          const ledgers = modules().flatMap((module) => module.ledgers ?? []);
          await signDays(executeOf(inside.session.manager), inside.clock.now(), { ...parts, ledgers });
        },
        repeats: nextSigning,
      },
      {
        name: 'file-sweep',
        fire: async (_timer, inside) => {
          await sweepFiles(executeOf(inside.session.manager), inside.clock.now(), parts.dataFolder);
        },
        repeats: hourly,
      },
      {
        name: 'event-log',
        fire: async (_timer, inside) => {
          await forgetEvents(inside);
        },
        repeats: hourly,
      },
      {
        name: 'failed-timers',
        fire: (_timer, inside) => releaseAgain(executeOf(inside.session.manager), inside.clock.now()),
        repeats: hourly,
      },
    ],
  };
}
