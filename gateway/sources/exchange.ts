import { hasLeft, type RequestContext } from '../request-context.js';
import type { Asker, Ending, PendingCall, Question } from './call.js';
import type { ReceivedHead } from './http1/read-head.js';
import type { Calls } from './calls.js';
import type { Fetched } from '../telemetry/fetched.js';
import type { RawAnswer } from './source.js';
import { tooLate } from './call-faults.js';

/**
 * Posts a question and resolves to what `read` makes of the answer. Rejects with Fault TIMEOUT at the subgraph's time or the
 * request's deadline, with Fault UPSTREAM for a failed connection, for more bytes than allowed, for an answer that is no JSON
 * and, reason BREAKER_OPEN, without asking a subgraph that keeps failing; and with what `read` throws.
 */
export function exchange<T>(
  calls: Calls,
  question: Question,
  context: RequestContext,
  read: (answer: RawAnswer) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const answer = new AwaitedAnswer(calls, context, (raw) => resolve(read(raw)), reject);
    if (context.signal.aborted) answer.giveUp();
    else answer.waitFor(calls.ask(answer.traced(question), context, answer));
  });
}

/** Waits for one answer on behalf of one request, until its own deadline. */
class AwaitedAnswer implements Asker {
  readonly #calls: Calls;
  readonly #context: RequestContext;
  #read: (answer: RawAnswer) => void;
  #reject: (reason: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  // Timers run before sockets are read: where the loop was held up, the answer may be there already.
  readonly #giveUp = (): void => void setImmediate(() => this.giveUp());
  #call: PendingCall | undefined;
  #isOver = false;
  readonly #fetched: Fetched | undefined;

  constructor(
    calls: Calls,
    context: RequestContext,
    read: (answer: RawAnswer) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#calls = calls;
    this.#context = context;
    this.#read = read;
    this.#reject = reject;
    this.#fetched = context.trail?.fetch(calls.name, false);
    this.#timer = setTimeout(this.#giveUp, calls.timeout);
    context.signal.addEventListener('abort', this.#giveUp);
  }

  /** The question with the span that asks it. */
  traced(question: Question): Question {
    return this.#fetched?.span ? { ...question, traceparent: this.#fetched.traceparent } : question;
  }

  waitFor(call: PendingCall): void {
    // What failed at once is over already.
    if (!this.#isOver) this.#call = call;
  }

  /** The time is over, or nobody wants the answer any more. */
  giveUp(): void {
    if (this.#isOver) return;
    const [reject, call] = [this.#reject, this.#call];
    const { name, timeout } = this.#calls;
    this.#close();
    reject(tooLate(name, timeout));
    const ending = this.#ending();
    this.#fetched?.over(ending === 'late' ? 'SUBGRAPH_TIMEOUT' : 'left');
    call?.leave(this, ending);
  }

  answered({ status }: ReceivedHead, body: Buffer): boolean {
    const [read, reject] = [this.#read, this.#reject];
    const raw: RawAnswer = { status, body, isUnusable: false };
    this.#close();
    this.#fetched?.stop();
    try {
      read(raw);
    } catch (thrown) {
      reject(thrown);
    }
    this.#fetched?.over(raw.isUnusable ? 'SUBGRAPH_ANSWER_UNUSABLE' : 'ok');
    return !raw.isUnusable;
  }

  failed(reason: unknown): void {
    const reject = this.#reject;
    this.#close();
    this.#fetched?.failed(reason);
    reject(reason);
  }

  // A client that left says nothing about the subgraph, a deadline that passed does.
  #ending(): Ending {
    return hasLeft(this.#context) ? 'left' : 'late';
  }

  // What it held is let go: it may outlive a collection of young objects, and would keep the whole answer over the next.
  #close(): void {
    clearTimeout(this.#timer);
    this.#context.signal.removeEventListener('abort', this.#giveUp);
    this.#isOver = true;
    this.#read = nobody;
    this.#reject = nobody;
    this.#call = undefined;
  }
}

function nobody(): void {}
