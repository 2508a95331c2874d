import type { RequestContext } from '../request-context.js';
import type { AnswerTaker } from './http1/connection.js';
import type { Message } from './http1/connections.js';
import { relayedHeaders } from './relayed-headers.js';
import type { RawAnswer } from './source.js';
import { tooLate, unreachable, unusable } from './subgraph-answer.js';

/** A subgraph over HTTP: where it is, and what one answer may take. */
export interface HttpSubgraph {
  readonly name: string;
  readonly path: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Bytes. */
  readonly answerLimit: number;
}

/** What carries messages to a subgraph: the gateway's own HTTP/1.1, or undici where that is not enough. */
export interface Carrier {
  send(message: Message, taker: AnswerTaker): void;
}

const media = {
  accept: 'application/graphql-response+json, application/json',
  'content-type': 'application/json',
};

/**
 * Posts a body, bytes as Latin-1, and resolves to what `read` makes of the answer. Rejects with Fault TIMEOUT at the
 * subgraph's time or the request's deadline, Fault UPSTREAM for a failed connection and for more bytes than allowed, and
 * with what `read` throws.
 */
export function exchange<T>(
  carrier: Carrier,
  subgraph: HttpSubgraph,
  { body, context }: { readonly body: string; readonly context: RequestContext },
  read: (answer: RawAnswer) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const answer = new AwaitedAnswer(subgraph, context.signal, (raw) => resolve(read(raw)), reject);
    if (context.signal.aborted) return answer.giveUp();
    carrier.send({ path: subgraph.path, headers: { ...relayedHeaders(context), ...media }, body }, answer);
  });
}

/** Waits for one answer. */
class AwaitedAnswer implements AnswerTaker {
  readonly #subgraph: HttpSubgraph;
  readonly #signal: AbortSignal;
  #read: (answer: RawAnswer) => void;
  #reject: (reason: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #giveUp = (): void => this.giveUp();
  #abandon: (() => void) | undefined;
  isGivenUp = false;

  constructor(
    subgraph: HttpSubgraph,
    signal: AbortSignal,
    read: (answer: RawAnswer) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#subgraph = subgraph;
    this.#signal = signal;
    this.#read = read;
    this.#reject = reject;
    this.#timer = setTimeout(this.#giveUp, subgraph.timeout);
    signal.addEventListener('abort', this.#giveUp);
  }

  /** The time is over, or nobody wants the answer any more. */
  giveUp(): void {
    this.#fail(tooLate(this.#subgraph.name, this.#subgraph.timeout));
  }

  sent(abandon: () => void): void {
    this.#abandon = abandon;
  }

  counted(bytes: number): void {
    const { name, answerLimit } = this.#subgraph;
    if (bytes <= answerLimit) return;
    this.#fail(unusable(name, `its answer exceeds ${answerLimit} bytes`, `应答超过 ${answerLimit} 字节`));
  }

  answered(status: number, body: Buffer): void {
    const [read, reject] = [this.#read, this.#reject];
    this.#close();
    try {
      read({ status, body });
    } catch (thrown) {
      reject(thrown);
    }
  }

  failed(error: Error): void {
    const reject = this.#reject;
    this.#close();
    reject(unreachable(this.#subgraph.name, error));
  }

  #fail(fault: Error): void {
    const [reject, abandon] = [this.#reject, this.#abandon];
    this.isGivenUp = true;
    this.#close();
    reject(fault);
    abandon?.();
  }

  // What it held is let go: it may outlive a collection of young objects, and would keep the whole answer over the next.
  #close(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#giveUp);
    this.#read = nobody;
    this.#reject = nobody;
    this.#abandon = undefined;
  }
}

function nobody(): void {}
