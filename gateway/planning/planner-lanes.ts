import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A supergraph as the processes of a planner know it: by a number. */
export interface PlannedSupergraph {
  readonly number: number;
  readonly supergraphSdl: string;
}

/** Two, so that one hard operation does not hold up all others; the second starts when it is first needed. */
const processes = 2;

/** Milliseconds that a planner may take to open. */
export const openingLimit = 30_000;

/** Milliseconds after which an idle process ends; only the next new operation starts it again. */
const idleLimit = 30_000;

const known = new Map<string, Lanes>();
const running = new Set<ChildProcess>();

/** A question that waits for a process. */
interface Waiting {
  readonly graph: PlannedSupergraph;
  readonly resume: (lane: Lane) => void;
}

/** The processes of one planner's program, whatever graphs it plans. */
export class Lanes {
  /** The numbers of the graphs that are planned here. */
  readonly graphs = new Set<number>();
  readonly #all: readonly Lane[];
  readonly #idle: Lane[];
  readonly #waiting: Waiting[] = [];

  private constructor(program: URL) {
    this.#all = Array.from({ length: processes }, () => new Lane(program, this.graphs));
    this.#idle = [...this.#all];
  }

  /** The lanes of a program that calls `answerQuestions` of `planner-child.mjs`. */
  static of(program: URL): Lanes {
    const lanes = known.get(program.href) ?? new Lanes(program);
    known.set(program.href, lanes);
    return lanes;
  }

  /**
   * Waits for a lane for a graph and lets `work` have it. Where another lane knows the graph already, one that does not opens it
   * meanwhile: to open a large one takes longer than a question may. Rejects when the signal was aborted meanwhile.
   */
  async inTurn<Outcome>(
    graph: PlannedSupergraph,
    signal: AbortSignal,
    work: (lane: Lane) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Lane>();
    this.#waiting.push({ graph, resume: resolve });
    this.#assign();
    const lane = await promise;
    try {
      signal.throwIfAborted();
      return await work(lane);
    } finally {
      this.#release(lane);
    }
  }

  forget(graph: number): void {
    this.graphs.delete(graph);
    for (const lane of this.#idle) {
      if (this.graphs.size === 0) lane.stop();
      else lane.tidy();
    }
  }

  #release(lane: Lane): void {
    this.#idle.push(lane);
    this.#assign();
  }

  #assign(): void {
    for (const waiting of [...this.#waiting]) {
      if (this.#idle.length === 0) return;
      const { graph, resume } = waiting;
      const knowing = this.#idle.find((lane) => lane.knows(graph));
      if (!knowing && this.#all.some((lane) => lane.knows(graph))) this.#openBeside(graph);
      else {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        resume(this.#take(knowing));
      }
    }
  }

  #openBeside(graph: PlannedSupergraph): void {
    const lane = this.#take();
    lane.open(graph).then(
      () => this.#release(lane),
      // Who waits is answered by the other lane, and whoever finds none that knows the graph is told why.
      () => this.#idle.push(lane),
    );
  }

  #take(lane = this.#idle.at(-1)): Lane {
    if (!lane) throw new Error('No lane is idle.');
    this.#idle.splice(this.#idle.indexOf(lane), 1);
    return lane;
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

  /** Whether the planner is open on a graph. */
  knows({ number }: PlannedSupergraph): boolean {
    return this.#open.has(number);
  }

  /** Opens a planner on a graph, in a process that is started where there is none. That is not given up with the question. */
  async open({ number, supergraphSdl }: PlannedSupergraph): Promise<void> {
    const child = (this.#child ??= this.#start());
    if (this.#open.has(number)) return;
    this.tidy();
    await this.#exchange(child, { graph: number, supergraphSdl }, AbortSignal.timeout(openingLimit));
    this.#open.add(number);
  }

  async ask(graph: PlannedSupergraph, question: object, signal: AbortSignal): Promise<unknown> {
    await this.open(graph);
    signal.throwIfAborted();
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
      // A supergraph as JSON takes five times as long to send.
      serialization: 'advanced',
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
