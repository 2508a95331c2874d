import { type ChildProcess, fork } from 'node:child_process';
import { Fault } from '../../kit/module/fault.js';

/** Subgraphs to compose. */
export interface ComposeRequest {
  readonly subgraphs: readonly { readonly name: string; readonly url: string; readonly sdl: string }[];
}

/** The supergraph, or composition's own words on why there is none. */
export type ComposeResult =
  { readonly supergraphSdl: string; readonly errors?: undefined } | { readonly errors: readonly string[] };

/** What subgraphs merge to, before it is known whether every field of it can be reached: `unreachable` says which cannot. */
export type MergeResult =
  | { readonly supergraphSdl: string; readonly unreachable: Promise<readonly string[]>; readonly errors?: undefined }
  | { readonly errors: readonly string[] };

/** What the process that composes tells: first what the subgraphs merge to, then what is wrong, which may be nothing. */
export type CompositionNews =
  | { readonly supergraphSdl: string; readonly errors?: undefined }
  | { readonly errors: readonly string[]; readonly supergraphSdl?: undefined };

/** Milliseconds that a composition may take, and MiB that its process may have. */
const longest = 20_000;
const memory = 1_024;

interface Waiting {
  readonly merged: PromiseWithResolvers<MergeResult>;
  readonly unreachable: PromiseWithResolvers<readonly string[]>;
  readonly timer: NodeJS.Timeout;
}

/** The first compositions of a process run code that is not compiled yet and take four times as long as the later ones. */
const warmingRuns = 6;

/**
 * Composes in a process of its own, which takes tenths of a second of one core and hundreds of megabytes: the event loop
 * does not wait for it, and what it leaves behind is not the gateway's. The process starts with the first composition and
 * stays, because it takes a second to start and to become quick.
 */
export class Composer {
  #child: ChildProcess | null = null;
  #next = 0;
  /** How often the process has composed. */
  #runs = 0;
  #isClosed = false;
  readonly #waiting = new Map<number, Waiting>();

  /**
   * Merges subgraphs, and goes on to look whether every field can be reached, which takes about as long again. Rejects when
   * the process ends before it has answered, and ends it where it takes too long or too much memory: Fault LIMITED, reason
   * COMPOSITION_GIVEN_UP.
   */
  merge(request: ComposeRequest): Promise<MergeResult> {
    const child = (this.#child ??= this.#start());
    child.channel?.ref();
    const id = (this.#next += 1);
    const timer = setTimeout(() => {
      this.#ended(child, givenUp());
      child.kill('SIGKILL');
    }, longest).unref();
    const waiting: Waiting = { merged: Promise.withResolvers(), unreachable: Promise.withResolvers(), timer };
    // Until the subgraphs are merged nobody can wait for it, and then whoever waits for that is told.
    waiting.unreachable.promise.catch(() => {});
    this.#waiting.set(id, waiting);
    child.send({ id, ...request });
    return waiting.merged.promise;
  }

  /** Merges subgraphs and waits until it is known that every field can be reached. Rejects as `merge` does. */
  async compose(request: ComposeRequest): Promise<ComposeResult> {
    const merged = await this.merge(request);
    if (merged.errors) return merged;
    const errors = await merged.unreachable;
    return errors.length > 0 ? { errors } : { supergraphSdl: merged.supergraphSdl };
  }

  /** Composes for nothing where it has composed little, so that the next composition is quick. */
  async warm(request: ComposeRequest): Promise<void> {
    while (this.#runs < warmingRuns && !this.#isClosed) await this.compose(request);
  }

  /** What is asked and not answered is rejected. */
  close(): void {
    this.#isClosed = true;
    this.#child?.kill('SIGKILL');
  }

  #start(): ChildProcess {
    this.#runs = 0;
    // It reads nothing of the environment, where passwords are, but that Apollo's packages report to nobody.
    const program = new URL('./compose-process.mjs', import.meta.url);
    const child = fork(program, {
      execArgv: [`--max-old-space-size=${memory}`],
      env: { APOLLO_TELEMETRY_DISABLED: '1' },
      // A supergraph as JSON takes five times as long to send.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.unref();
    child.on('message', ({ id, ...news }: CompositionNews & { id: number }) => this.#heard(child, id, news));
    child.on('error', (error) => this.#ended(child, error));
    child.on('exit', (code, by) =>
      // Node aborts where the heap is full.
      this.#ended(
        child,
        by === 'SIGABRT' ? givenUp() : new Error(`The process that composes ended with ${by ?? code}.`),
      ),
    );
    return child;
  }

  #heard(child: ChildProcess, id: number, { supergraphSdl, errors }: CompositionNews): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    const { merged, unreachable, timer } = waiting;
    if (supergraphSdl !== undefined) {
      merged.resolve({ supergraphSdl, unreachable: unreachable.promise });
      return;
    }
    clearTimeout(timer);
    this.#waiting.delete(id);
    this.#runs += 1;
    if (this.#waiting.size === 0) child.channel?.unref();
    // What could not be merged is told of at once.
    merged.resolve({ errors });
    unreachable.resolve(errors);
  }

  #ended(child: ChildProcess, error: Error): void {
    if (this.#child !== child) return;
    this.#child = null;
    for (const { merged, unreachable, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      merged.reject(error);
      unreachable.reject(error);
    }
    this.#waiting.clear();
  }
}

function givenUp(): Fault {
  return new Fault(
    'LIMITED',
    {
      zh: `合成超过 ${longest / 1_000} 秒或 ${memory} MiB 内存,已中止:请减少类型、键或共有字段。`,
      en: `Composition takes more than ${longest / 1_000} s or ${memory} MiB and was given up; have fewer types, keys or shared fields.`,
    },
    { reason: 'COMPOSITION_GIVEN_UP', details: { milliseconds: longest, memory } },
  );
}
