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
 * Posts a body, bytes as Latin-1, and collects the answer. Rejects with Fault TIMEOUT at the subgraph's time or the
 * request's deadline, Fault UPSTREAM for a failed connection and for more bytes than allowed.
 */
export function exchange(
  carrier: Carrier,
  subgraph: HttpSubgraph,
  body: string,
  context: RequestContext,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const answer = new Collector(subgraph, context.signal, resolve, reject);
    if (context.signal.aborted) return answer.giveUp();
    carrier.send({ path: subgraph.path, headers: { ...relayedHeaders(context), ...media }, body }, answer);
  });
}

/** Takes in one answer. */
class Collector implements AnswerTaker {
  readonly #subgraph: HttpSubgraph;
  readonly #signal: AbortSignal;
  readonly #resolve: (answer: RawAnswer) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #pieces: Buffer[] = [];
  readonly #giveUp = (): void => this.giveUp();
  #size = 0;
  #status = 0;
  #abandon: (() => void) | undefined;
  isGivenUp = false;

  constructor(
    subgraph: HttpSubgraph,
    signal: AbortSignal,
    resolve: (answer: RawAnswer) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#subgraph = subgraph;
    this.#signal = signal;
    this.#resolve = resolve;
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

  begun(status: number, length: number | undefined): void {
    this.#status = status;
    this.#count(length ?? 0);
  }

  brought(piece: Buffer): void {
    this.#size += piece.length;
    this.#pieces.push(piece);
    this.#count(this.#size);
  }

  ended(): void {
    this.#close();
    const [only] = this.#pieces;
    const body = only && this.#pieces.length === 1 ? only : Buffer.concat(this.#pieces, this.#size);
    this.#resolve({ status: this.#status, body });
  }

  failed(error: Error): void {
    this.#close();
    this.#reject(unreachable(this.#subgraph.name, error));
  }

  #count(size: number): void {
    const { name, answerLimit } = this.#subgraph;
    if (size <= answerLimit) return;
    this.#fail(unusable(name, `its answer exceeds ${answerLimit} bytes`, `应答超过 ${answerLimit} 字节`));
  }

  #fail(fault: Error): void {
    this.isGivenUp = true;
    this.#close();
    this.#reject(fault);
    this.#abandon?.();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#giveUp);
  }
}
