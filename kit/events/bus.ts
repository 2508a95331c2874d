import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { fromKysely, fromPglite, type KyselyTransactionLike, PgBoss } from 'pg-boss';
import type { Database } from '../data/database.js';
import { isOutage } from '../data/database-faults.js';
import { type OutageLog, outageLog } from '../data/outage-log.js';
import type { Clock, Context } from '../module/context.js';
import type { Log } from '../module/host.js';
import { contextOfModule } from '../module/module-context.js';
import { type Announcement, Listeners } from '../live/listeners.js';
import { listenToNotices, type Notices } from '../live/notices.js';
import { hasJobs } from './has-jobs.js';
import type { JobWatch, TakenJob } from './job-watch.js';
import { runEvent, runTimer } from './run-job.js';
import type { Runner } from './runner.js';
import { queuePatience, queueSettings } from './queue-settings.js';
import { ensureRepeating, releaseAgain, releaseDue } from './release-due.js';
import { subscribe } from './subscribe.js';

/** What the bus needs of its host. */
export interface BusParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears of jobs; left out where nobody wants to know. */
  readonly jobs?: JobWatch | undefined;
}

/** The job of one module: an event to handle, with what its emission was watched as, or a timer that ran out. */
export type Job = { readonly event: string; readonly origin?: string | undefined } | { readonly timer: string };

/** Jobs that one look takes from a queue. */
const batch = 20;

/**
 * Carries events and timers from the transactions that make them to the modules that act on them: each once, after the
 * commit, also when the process dies in between. One queue for each module; whichever process runs the module takes
 * from it.
 */
export class Bus {
  readonly #parts: BusParts;
  readonly #boss: PgBoss;
  readonly #listeners = new Listeners();
  readonly #runners = new Map<string, Runner>();
  readonly #draining = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #looks: OutageLog;
  #notices: Notices | null = null;
  #closed = false;

  /** A bus whose queues are not open yet; whoever listens to it hears of what comes once they are. */
  constructor(parts: BusParts) {
    const { native } = parts.database;
    this.#parts = parts;
    this.#boss = new PgBoss({
      ...(native.kind === 'embedded'
        ? { backend: 'pglite' as const, db: fromPglite(native.pglite) }
        : { connectionString: native.url, max: 2, ...queuePatience }),
      schema: 'jobs',
      schedule: false,
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
    });
    this.#boss.on('error', outageLog(parts.log, 'the queues report an error', 'the queues report nothing more').failed);
    this.#looks = outageLog(parts.log, 'a look for jobs failed', 'looks for jobs succeed again');
  }

  /** Opens a bus and its queues. */
  static async open(parts: BusParts): Promise<Bus> {
    const bus = new Bus(parts);
    await bus.start();
    return bus;
  }

  /** Opens the queues and begins to hear notices; where that failed it may be asked again. The kit's tables are ready. */
  async start(): Promise<void> {
    const { database, log } = this.#parts;
    const again = (): void => {
      this.#listeners.interrupt();
      this.#drainAll();
    };
    await this.#boss.start();
    const known = await database.administer((execute) => execute('select distinct module from kit.subscriptions'));
    for (const { module } of known) await this.#prepare(String(module));
    this.#notices = await listenToNotices(database.native, 'yimen', (payload) => this.#hear(payload), { again, log });
    // Who listened before it was open may have missed something.
    again();
  }

  /** Begins to take a module's jobs. Its queue exists, and so do the timers that it repeats. */
  async run(runner: Runner): Promise<void> {
    const { module, handlers, timers } = runner;
    if (handlers.length === 0 && timers.length === 0) return;
    await this.#prepare(module);
    await this.#parts.database.administer(async (execute) => {
      await subscribe(execute, runner);
      await ensureRepeating(execute, runner, this.#parts.clock.now());
      await releaseAgain(execute, this.#parts.clock.now());
    });
    this.#runners.set(module, runner);
    this.#drain(module);
  }

  /** Takes no more of a module's jobs here; what it handles now is finished. */
  async halt(module: string): Promise<void> {
    this.#runners.delete(module);
    await this.#draining.get(module);
  }

  /** How many tries of jobs failed in this process, by module. */
  get failures(): ReadonlyMap<string, number> {
    return this.#failures;
  }

  /** Puts an event's job before modules that handle it, in the transaction of `manager`. */
  async enqueue(manager: EntityManager, modules: readonly string[], event: string): Promise<void> {
    const db = ofTransaction(manager);
    const origin = this.#parts.jobs?.origin();
    for (const module of modules) await this.#boss.insert(module, [{ data: { event, origin } satisfies Job }], { db });
  }

  /** Announcements of these topics from now on, until the iterator is returned. */
  listen(topics: readonly string[]): AsyncIterableIterator<Announcement> {
    return this.#listeners.listen(topics);
  }

  /** Releases the timers that have run out and looks for jobs; the host calls it every second. */
  async tick(): Promise<void> {
    if (this.#closed || !this.#isOpen) return;
    const modules = [...this.#runners.keys()];
    await releaseDue(this.#parts.database, modules, this.#parts.clock.now(), async (manager, module, timers) => {
      const db = ofTransaction(manager);
      const jobs = timers.map((timer) => ({ data: { timer } satisfies Job }));
      await this.#boss.insert(module, jobs, { db });
    });
    this.#drainAll();
  }

  /** Ticks until no timer is due and no queue holds a job that could run now. */
  async settle(): Promise<void> {
    for (;;) {
      await this.tick();
      while (this.#draining.size > 0) await Promise.all(this.#draining.values());
      if (!(await hasJobs(this.#parts.database, [...this.#runners.keys()], this.#parts.clock.now()))) return;
      // The queues' own care, which takes interrupted jobs up again, runs every ten seconds.
      await pause(20);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listeners.close();
    await this.#notices?.close();
    for (const module of [...this.#runners.keys()]) await this.halt(module);
    await this.#boss.stop({ graceful: false, close: true });
  }

  /** Whether jobs can be taken: not before the database lets those in whom they are about. */
  get #isOpen(): boolean {
    return this.#notices !== null && !this.#parts.database.isAwaited;
  }

  /** Makes a module's queue; the library reads its settings now, because inside a transaction that would wait for ever. */
  async #prepare(module: string): Promise<void> {
    await this.#boss.createQueue(module, queueSettings);
    await this.#boss.updateQueue(module, queueSettings);
    await this.#boss.insert(module, []);
  }

  #hear(payload: string): void {
    if (this.#closed) return;
    const announcement = JSON.parse(payload) as Announcement;
    if (announcement.topic === 'kit.subscriptions') {
      // A queue that another process made; those of its own are prepared already.
      if (!this.#runners.has(announcement.about)) this.#boss.insert(announcement.about, []).catch(this.#report);
      return;
    }
    this.#listeners.tell(announcement);
    for (const { module, handlers } of this.#runners.values()) {
      if (handlers.some(({ event }) => event === announcement.topic)) this.#drain(module);
    }
  }

  #drainAll(): void {
    for (const module of this.#runners.keys()) this.#drain(module);
  }

  #drain(module: string): void {
    if (!this.#runners.has(module) || !this.#isOpen) return;
    if (this.#draining.has(module)) {
      this.#again.add(module);
      return;
    }
    const draining = this.#work(module)
      .catch(this.#report)
      .finally(() => {
        this.#draining.delete(module);
        if (this.#again.delete(module)) this.#drain(module);
      });
    this.#draining.set(module, draining);
  }

  async #work(module: string): Promise<void> {
    for (let runner = this.#runners.get(module); runner; runner = this.#runners.get(module)) {
      const jobs = await this.#boss.fetch<Job>(module, { batchSize: batch });
      for (const job of jobs) {
        await this.#once(runner, job.id, job.data);
        // The embedded PostgreSQL answers without a turn of the event loop, and requests wait for one.
        await turn();
      }
      this.#looks.passed();
      if (jobs.length < batch) return;
    }
  }

  async #once(runner: Runner, id: string, job: Job): Promise<void> {
    const { module } = runner;
    const { jobs } = this.#parts;
    try {
      if (jobs) await jobs.run(takenAs(module, id, job), (named) => this.#done(runner, id, job, named));
      else await this.#done(runner, id, job);
    } catch (error) {
      // Nothing can be noted while the database is away: the job is taken again, as that of a process that died.
      if (isOutage(error)) throw error;
      this.#failures.set(module, (this.#failures.get(module) ?? 0) + 1);
      const { message, stack } = error as Error;
      this.#parts.log.error({ module, job, error: message, stack }, 'a job failed and will be tried again');
      await this.#boss.fail(module, id, { message });
    }
  }

  /** What the job does and the mark that it is done are one transaction. */
  async #done(runner: Runner, id: string, job: Job, named?: (name: string) => void): Promise<void> {
    const { module } = runner;
    const context = contextOfModule(module, id, { ...this.#parts, bus: this });
    await context.session.write(async (session) => {
      const inside: Context = { ...context, session };
      if ('event' in job) await runEvent(runner, job.event, inside, named);
      else await runTimer(runner, job.timer, inside, named);
      const db = ofTransaction(session.manager);
      await this.#boss.complete(module, id, null, { db });
    });
  }

  readonly #report = (error: unknown): void => {
    if (!this.#closed) this.#looks.failed(error);
  };
}

function takenAs(module: string, id: string, job: Job): TakenJob {
  if ('event' in job) return { module, id, kind: 'event', origin: job.origin };
  return { module, id, kind: 'timer', origin: undefined };
}

/** pg-boss on the connection of a transaction that stands. */
function ofTransaction(manager: EntityManager): ReturnType<typeof fromKysely> {
  const transaction = manager.getTransactionContext<KyselyTransactionLike>();
  if (!transaction) throw new Error('A job is sent by a transaction or not at all.');
  return fromKysely(transaction);
}
