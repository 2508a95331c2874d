import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A supergraph as the processes of a planner know it: by a number. */
export interface PlannedSupergraph {
  readonly number: number;
  readonly supergraphSdl: string;
}

/** Two, so that one hard operation does not hold up all others; the second starts when it is first needed. */
const processes = 2;

/** Milliseconds after which an idle process ends; only the next new operation starts it again. */
const idleLimit = 30_000;

const known = new Map<string, Lanes>();
const running = new Set<ChildProcess>();

/** The processes of one planner's program, whatever graphs it plans. */
export class Lanes {
  /** The numbers of the graphs that are planned here. */
  readonly graphs = new Set<number>();
  readonly #idle: Lane[];
  readonly #waiting: ((lane: Lane) => void)[] = [];

  private constructor(program: URL) {
    this.#idle = Array.from({ length: processes }, () => new Lane(program, this.graphs));
  }

  /** The lanes of a program that calls `answerQuestions` of `planner-child.mjs`. */
  static of(program: URL): Lanes {
    const lanes = known.get(program.href) ?? new Lanes(program);
    known.set(program.href, lanes);
    return lanes;
  }

  /** Waits for a lane and lets `work` have it. Rejects when the signal was aborted meanwhile. */
  async inTurn<Outcome>(signal: AbortSignal, work: (lane: Lane) => Promise<Outcome>): Promise<Outcome> {
    const lane = this.#idle.pop() ?? (await new Promise<Lane>((resume) => this.#waiting.push(resume)));
    try {
      signal.throwIfAborted();
      return await work(lane);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(lane);
      else this.#idle.push(lane);
    }
  }

  forget(graph: number): void {
    this.graphs.delete(graph);
    for (const lane of this.#idle) {
      if (this.graphs.size === 0) lane.stop();
      else lane.tidy();
    }
  }
}

/** How many processes plan, of all programs. */
export function runningPlanners(): number {
  return running.size;
}

/** One process at a time, and in it one question at a time: whose fault its end is, is never in doubt. */
export class Lane {
  readonly #program: URL;
  readonly #graphs: ReadonlySet<number>;
  readonly #open = new Set<number>();
  #child: ChildProcess | undefined;
  #resting: NodeJS.Timeout | undefined;

  constructor(program: URL, graphs: ReadonlySet<number>) {
    this.#program = program;
    this.#graphs = graphs;
  }

  /** Opens a planner on a graph, in a process that is started where there is none. */
  async open({ number, supergraphSdl }: PlannedSupergraph, signal: AbortSignal): Promise<void> {
    const child = (this.#child ??= this.#start());
    if (this.#open.has(number)) return;
    this.tidy();
    await this.#exchange(child, { graph: number, supergraphSdl }, signal);
    this.#open.add(number);
  }

  async ask(graph: PlannedSupergraph, question: object, signal: AbortSignal): Promise<unknown> {
    await this.open(graph, signal);
    if (!this.#child) throw new Error('The process of a planner ended as it opened.');
    return this.#exchange(this.#child, { graph: graph.number, question }, signal);
  }

  /** Lets the process forget the graphs that are planned no longer. */
  tidy(): void {
    const forgotten = [...this.#open].filter((graph) => !this.#graphs.has(graph));
    if (forgotten.length > 0) this.#child?.send({ forget: forgotten });
    for (const graph of forgotten) this.#open.delete(graph);
  }

  /** The next question starts a process again. */
  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#forgetChild();
  }

  #start(): ChildProcess {
    // It reads nothing of the environment, where passwords are. It collects by itself what it forgets.
    const child = fork(this.#program, {
      execArgv: ['--expose-gc'],
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    running.add(child);
    const ended = (): void => {
      running.delete(child);
      if (this.#child === child) this.#forgetChild();
    };
    child.on('exit', ended).on('error', ended);
    child.unref();
    child.channel?.unref();
    return child;
  }

  #forgetChild(): void {
    this.#child = undefined;
    this.#open.clear();
  }

  async #exchange(child: ChildProcess, message: object, signal: AbortSignal): Promise<unknown> {
    clearTimeout(this.#resting);
    const answered = new AbortController();
    const listening = { signal: AbortSignal.any([signal, answered.signal]) };
    try {
      const replied = once(child, 'message', listening);
      const ended = once(child, 'exit', listening).then(([code, by]) => {
        throw new Error(`The process of a planner ended with ${by ?? code}.`);
      });
      child.send(message);
      const [reply] = (await Promise.race([replied, ended])) as [{ draft?: unknown; error?: string }];
      if (reply.error !== undefined) throw new Error(reply.error);
      return reply.draft;
    } finally {
      answered.abort();
      if (signal.aborted) this.stop();
      else this.#resting = setTimeout(() => this.stop(), idleLimit).unref();
    }
  }
}
