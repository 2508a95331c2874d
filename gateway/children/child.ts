import type { Clock } from '../../kit/module/context.js';
import type { RoleDeclaration } from '../../kit/module/define.js';
import type { Log } from '../../kit/module/host.js';
import { ChildLife, type ChildProgram, type LifeEnd } from './child-life.js';
import type { ChildSource } from './child-source.js';
import type { Declaration } from './declaration.js';

/** What a child is kept running with. */
export interface ChildParts {
  readonly program: ChildProgram;
  readonly source: ChildSource;
  readonly log: Log;
  /** Says how long it lived. */
  readonly clock: Clock;
  /** The roles of the graph that serves; the same list until they change. */
  readonly roles: () => readonly RoleDeclaration[];
  /** Puts what the module says of itself into the graph, unless it stands there. Answers why not, or null. */
  admit(declaration: Declaration): Promise<string | null>;
}

/** What operators see of a module in a process of its own. */
export interface ChildState {
  readonly module: string;
  /** Whether it serves now. */
  readonly isUp: boolean;
  /** Processes after its first. */
  readonly restarts: number;
  /** Bytes that the process has; 0 where there is none. */
  readonly memory: number;
}

/** Milliseconds before the process of a module is started again: each time twice as long. */
const shortestPause = 500;
const longestPause = 30_000;
/** Milliseconds of life after which the next pause is the shortest again. */
const goodLife = 60_000;

/** A module in a process of its own, which is started again whenever it ends. */
export class Child {
  readonly source: ChildSource;
  readonly #parts: ChildParts;
  #life: ChildLife | null = null;
  #declaration: Declaration | null = null;
  #isUp = false;
  #starts = 0;
  #startedAt = 0;
  #pause = shortestPause;
  #waiting: NodeJS.Timeout | undefined;
  #isClosed = false;
  readonly #known = Promise.withResolvers<void>();
  readonly #served = Promise.withResolvers<void>();

  constructor(parts: ChildParts) {
    this.#parts = parts;
    this.source = parts.source;
    this.#start();
  }

  get name(): string {
    return this.#parts.program.name;
  }

  /** What the process of the moment says that the module is; null where it has not, or does not run. */
  get declaration(): Declaration | null {
    return this.#declaration;
  }

  /** When it said for the first time what it is, or ended before. */
  get known(): Promise<void> {
    return this.#known.promise;
  }

  /** When it served for the first time, or ended before. */
  get served(): Promise<void> {
    return this.#served.promise;
  }

  get state(): ChildState {
    const { name: module } = this;
    return { module, isUp: this.#isUp, restarts: this.#starts - 1, memory: this.#life?.memory ?? 0 };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#waiting);
    await this.#life?.end('the portal closes');
    await this.source.close();
  }

  #start(): void {
    this.#starts += 1;
    this.#startedAt = this.#now();
    const life: ChildLife = new ChildLife(this.#parts.program, {
      declared: (declaration) => void this.#declared(life, declaration),
      unfit: (why) => void life.end(why),
      serving: (port) => this.#serving(life, port),
      ended: (end) => this.#ended(life, end),
    });
    this.#life = life;
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }

  async #declared(life: ChildLife, declaration: Declaration): Promise<void> {
    this.#declaration = declaration;
    this.#known.resolve();
    const refusal = await this.#parts.admit(declaration);
    if (this.#life !== life) return;
    if (refusal === null) life.serve(this.#parts.roles);
    else await life.end(refusal);
  }

  #serving(life: ChildLife, port: number): void {
    this.#isUp = true;
    this.source.moveTo(port);
    this.#served.resolve();
    const milliseconds = Math.round(performance.now() - life.startedAt);
    this.#parts.log.info(
      { module: this.name, pid: life.id, milliseconds },
      'The process of a module has started and serves.',
    );
  }

  #ended(life: ChildLife, { code, signal, why = causeOf(signal) }: LifeEnd): void {
    if (this.#life !== life) return;
    this.#life = null;
    this.#declaration = null;
    this.#isUp = false;
    this.source.moveTo(null);
    this.#known.resolve();
    this.#served.resolve();
    if (this.#isClosed) return;
    if (this.#now() - this.#startedAt >= goodLife) this.#pause = shortestPause;
    const restartsIn = this.#pause;
    this.#pause = Math.min(longestPause, 2 * restartsIn);
    this.#waiting = setTimeout(() => this.#start(), restartsIn);
    this.#parts.log.warn(
      { module: this.name, pid: life.id, code, signal, why, restartsIn },
      'The process of a module ended; its fields are away until it is started again.',
    );
  }
}

/** What a signal that the portal did not send tells. */
function causeOf(signal: string | null): string {
  if (signal === 'SIGABRT') return 'it gave up, most likely for want of memory (CHILD_MEMORY)';
  return signal === null ? 'it ended by itself' : 'somebody ended it';
}
