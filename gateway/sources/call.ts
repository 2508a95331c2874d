/*
 * One call to a subgraph: a POST, and a second one where the first met a broken connection or a server that is about to be
 * well again. Assumes that whoever asks tells when a call may be repeated; one that changes something is sent once.
 */
import type { Breaker } from '../guard/breaker.js';
import type { Quarantine } from '../guard/quarantine.js';
import type { RetryBudget } from '../guard/retry-budget.js';
import type { ByteAllowance } from './byte-allowance.js';
import type { AnswerTaker } from './http1/connection.js';
import type { Message } from './http1/connections.js';
import type { ReceivedHead } from './http1/read-head.js';
import { isBrokenConnection, isBusy, retryDelay } from './second-try.js';
import { breakerOpen, inQuarantine, isJson, notJson, redirected, tooLarge, unreachable } from './call-faults.js';

/** What is asked, its body as bytes in Latin-1. */
export interface Question {
  /** The operation's text: the same string for every execution of a plan. */
  readonly operation: string;
  readonly body: string;
  /** The span that asks; left out where it is not traced. */
  readonly traceparent?: string | undefined;
}

/** How a call ends for who does not wait for its answer: the time was over, or nobody wanted it any more. */
export type Ending = 'late' | 'left';

/** Who waits for a call's answer: one of both is told, unless it left. */
export interface Asker {
  /** Answers whether the body was of use. Its bytes are somebody else's as soon as this returns. */
  answered(head: ReceivedHead, body: Buffer): boolean;
  failed(reason: unknown): void;
}

/** A call that somebody waits for. */
export interface PendingCall {
  leave(asker: Asker, ending: Ending): void;
}

/** Signs what is sent, at the moment at which it is: a second try is signed anew. */
export type Sign = (message: Message) => Message;

/** What carries messages to a subgraph: the gateway's own HTTP/1.1, or undici where that is not enough. */
export interface Carrier {
  send(message: Message, taker: AnswerTaker): void;
}

/** What all calls to one subgraph go through. */
export interface Line {
  readonly name: string;
  readonly carrier: Carrier;
  /** Null where it is switched off. */
  readonly breaker: Breaker | null;
  /** Null where nobody watches over the subgraph. */
  readonly quarantine: Quarantine | null;
  /** Null where nothing is tried twice. */
  readonly budget: RetryBudget | null;
  /** Bytes of one answer. */
  readonly answerLimit: number;
  readonly allowance: ByteAllowance;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly random: () => number;
}

/** What is sent, and how long it may take. */
export interface Sending {
  readonly message: Message;
  readonly isRepeatable: boolean;
  /** When nothing is tried any more, by the line's clock. */
  readonly until: number;
}

/** Milliseconds that a subgraph had at least, where a deadline that passed is held against it. */
const fairTime = 100;

/** One call. */
export class Call implements AnswerTaker, PendingCall {
  readonly #line: Line;
  #sending: Sending | undefined;
  #asker: Asker | undefined;
  #isSecondTry = false;
  #period = 0;
  #begunAt = 0;
  #bytes = 0;
  #abandon: (() => void) | undefined;
  #pause: NodeJS.Timeout | undefined;

  constructor(line: Line, sending: Sending, asker: Asker) {
    this.#line = line;
    this.#sending = sending;
    this.#asker = asker;
  }

  get isGivenUp(): boolean {
    return this.#asker === undefined;
  }

  /** Sends it, or tells the asker at once that the subgraph is left alone. */
  begin(now: number): void {
    const { name, breaker, budget, carrier, quarantine } = this.#line;
    if (!this.#sending) return;
    const why = quarantine?.why;
    if (why) return this.#end()?.failed(inQuarantine(name, why));
    this.#period = breaker ? breaker.admit(now) : 1;
    if (breaker && this.#period === 0) return this.#end()?.failed(breakerOpen(name, breaker.retryAfter(now)));
    this.#begunAt = now;
    if (!this.#isSecondTry) budget?.call(now);
    try {
      carrier.send(this.#sending.message, this);
    } catch (thrown) {
      // What cannot be sent is a defect of ours, and tells nothing about the subgraph.
      breaker?.ended(this.#period);
      this.#end()?.failed(thrown);
    }
  }

  sent(abandon: () => void): void {
    this.#abandon = abandon;
  }

  counted(bytes: number): void {
    const { name, answerLimit, allowance } = this.#line;
    const isTooMuch = bytes > answerLimit;
    if (!isTooMuch && allowance.take(bytes - this.#bytes)) {
      this.#bytes = bytes;
      return;
    }
    const abandon = this.#abandon;
    this.#tell('an answer that is too large', this.#line.now());
    this.#end()?.failed(tooLarge(name, isTooMuch ? answerLimit : allowance.most, isTooMuch));
    abandon?.();
  }

  answered(head: ReceivedHead, body: Buffer): void {
    if (!this.#asker) return;
    const { status } = head;
    const now = this.#line.now();
    if (isBusy(status)) {
      this.#tell(`status ${status}`, now);
      if (this.#triesAgain(now, head.retryAfter)) return;
    }
    const isUsable = this.#deliver(head, body);
    if (isBusy(status)) return;
    if (status >= 500) this.#tell(`status ${status}`, now);
    else if (isUsable) this.#line.breaker?.succeeded(this.#period, now);
    else this.#tell('an answer of no use', now);
  }

  failed(error: Error): void {
    if (!this.#asker) return;
    const now = this.#line.now();
    const fault = unreachable(this.#line.name, error);
    this.#tell(fault.sentence.en, now);
    if (isBrokenConnection(error) && this.#triesAgain(now, undefined)) return;
    this.#end()?.failed(fault);
  }

  leave(_asker: Asker, ending: Ending): void {
    if (!this.#asker) return;
    const abandon = this.#abandon;
    const now = this.#line.now();
    if (this.#pause === undefined) {
      if (ending === 'late' && now - this.#begunAt >= fairTime) this.#tell('no answer in time', now);
      else this.#line.breaker?.ended(this.#period);
    }
    this.#end();
    abandon?.();
  }

  #deliver(head: ReceivedHead, body: Buffer): boolean {
    const asker = this.#end();
    const { status, type } = head;
    const { name } = this.#line;
    const isRedirect = status >= 300 && status < 400;
    if (!isRedirect && isJson(type)) return asker?.answered(head, body) === true;
    asker?.failed(isRedirect ? redirected(name, status) : notJson(name, type, status));
    return false;
  }

  #tell(failure: string, now: number): void {
    this.#line.breaker?.failed(this.#period, now, failure);
  }

  // Whether it will: then nobody is told of the first try.
  #triesAgain(now: number, retryAfter: string | undefined): boolean {
    const { budget, breaker, random } = this.#line;
    if (!this.#sending?.isRepeatable || this.#isSecondTry || !budget || breaker?.isOpen) return false;
    const delay = retryDelay(retryAfter, random);
    if (now + delay >= this.#sending.until || !budget.take(now)) return false;
    this.#isSecondTry = true;
    this.#forget();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.begin(this.#line.now());
    }, delay);
    return true;
  }

  #forget(): void {
    this.#line.allowance.give(this.#bytes);
    this.#bytes = 0;
    this.#abandon = undefined;
  }

  // What it held is let go: the connection may keep it a while longer.
  #end(): Asker | undefined {
    const asker = this.#asker;
    clearTimeout(this.#pause);
    this.#forget();
    this.#asker = undefined;
    this.#sending = undefined;
    return asker;
  }
}
