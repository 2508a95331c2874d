import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Fault } from '../../kit/module/fault.js';

/** What a planner is started as. */
export interface PlannerProgram {
  /** The program of its process, which calls `answerQuestions` of `planner-child.mjs`. */
  readonly program: URL;
  readonly supergraphSdl: string;
  /** Milliseconds that a plan may take, waiting for a free process included. */
  readonly limit: number;
}

/** Two, so that one hard operation does not hold up all others; the second starts when it is first needed. */
const processes = 2;

/** Milliseconds that a planner may take to open. */
const openingLimit = 60_000;

/** Milliseconds after which an idle process ends; only the next new operation starts it again. */
const idleLimit = 30_000;

/**
 * A planner in processes of its own, each with one operation at a time: what makes it abort, or plan for minutes, ends
 * that process alone, and the event loop of the gateway never waits for it.
 */
export class PlannerProcess {
  readonly #limit: number;
  readonly #idle: Lane[];
  readonly #waiting: ((lane: Lane) => void)[] = [];

  private constructor(program: PlannerProgram) {
    this.#limit = program.limit;
    this.#idle = Array.from({ length: processes }, () => new Lane(program));
  }

  /** Rejects, in the planner's words, where it does not take the supergraph. */
  static async open(program: PlannerProgram): Promise<PlannerProcess> {
    const opened = new PlannerProcess(program);
    await opened.#inTurn(openingLimit, (lane, signal) => lane.start(signal));
    return opened;
  }

  /**
   * Asks for a plan. Rejects in the planner's words where it refuses, and where its process ended over the question.
   * Raises Fault TIMEOUT when it takes longer than the limit.
   */
  ask(question: object): Promise<unknown> {
    return this.#inTurn(this.#limit, (lane, signal) => lane.ask(question, signal));
  }

  /** Ends the processes that are at rest; the others end once they have answered and rested. */
  close(): void {
    for (const lane of this.#idle) lane.stop();
  }

  #inTurn<Outcome>(limit: number, work: (lane: Lane, signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
    return within(limit, async (signal) => {
      const lane = this.#idle.pop() ?? (await new Promise<Lane>((resume) => this.#waiting.push(resume)));
      try {
        signal.throwIfAborted();
        return await work(lane, signal);
      } finally {
        const next = this.#waiting.shift();
        if (next) next(lane);
        else this.#idle.push(lane);
      }
    });
  }
}

/** One process at a time, and in it one question at a time: whose fault its end is, is never in doubt. */
class Lane {
  readonly #program: PlannerProgram;
  #child: ChildProcess | undefined;
  #resting: NodeJS.Timeout | undefined;

  constructor(program: PlannerProgram) {
    this.#program = program;
  }

  async start(signal: AbortSignal): Promise<void> {
    if (this.#child) return;
    const { program, supergraphSdl } = this.#program;
    // It reads nothing of the environment, where passwords are.
    const child = fork(program, { execArgv: [], env: {}, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child = child;
    const forget = (): void => void (this.#child === child && (this.#child = undefined));
    child.on('exit', forget).on('error', forget);
    child.unref();
    child.channel?.unref();
    await this.#exchange(child, { supergraphSdl }, signal).catch((refusal: unknown) => {
      this.stop();
      throw refusal;
    });
  }

  async ask(question: object, signal: AbortSignal): Promise<unknown> {
    await this.start(signal);
    if (!this.#child) throw new Error('The process of a planner ended as it opened.');
    return this.#exchange(this.#child, { question }, signal);
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

  /** The next question starts a process again. */
  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

async function within<Outcome>(limit: number, work: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
  const late = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(
      new Fault(
        'TIMEOUT',
        { zh: `查询规划超过 ${limit} 毫秒，请缩小查询。`, en: `Planning took longer than ${limit} ms; ask for less.` },
        { reason: 'PLANNING_TIMEOUT', details: { limit } },
      ),
    );
    late.abort();
  }, limit);
  try {
    return await Promise.race([work(late.signal), promise]);
  } finally {
    clearTimeout(timer);
  }
}
