import type { Context } from '../module/context.js';
import type { Class } from '../module/define.js';
import type { EventHandler } from './declare-event.js';
import type { Timer } from '../deadlines/timers.js';

/** What a module does when one of its timers runs out; once, in one transaction with the mark that it did. */
export interface TimerHandler {
  readonly name: string;
  /** The entity of what the timer is about, when that is a row: it is locked before the timer, as verbs lock them. */
  readonly entity?: Class<{ readonly id: string }>;
  fire(timer: Timer, inside: Context): Promise<void>;
  /** For a timer that comes again: its next end after a moment. It is set when the module starts to run. */
  readonly repeats?: (after: Date) => Date;
}

/** A module as the bus runs it. */
export interface Runner {
  readonly module: string;
  readonly handlers: readonly EventHandler[];
  readonly timers: readonly TimerHandler[];
}
