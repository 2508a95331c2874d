/** A job as its queue has it. */
export interface TakenJob {
  readonly module: string;
  readonly id: string;
  /** An event to handle, or a timer that ran out. */
  readonly kind: 'event' | 'timer';
  /** What `origin` said when its event was emitted; undefined where it said nothing, and for timers. */
  readonly origin: string | undefined;
}

/** Hears of jobs from the bus. */
export interface JobWatch {
  /** Names the work that emits an event now, for the jobs of that event; undefined where nobody looks at it. */
  origin(): string | undefined;
  /** Runs a job's work, which says meanwhile what the event or the timer is called. */
  run(job: TakenJob, work: (named: (name: string) => void) => Promise<void>): Promise<void>;
}
