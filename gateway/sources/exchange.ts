import type { Dispatcher, Pool } from 'undici';
import type { RequestContext } from '../request-context.js';
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

const media = {
  accept: 'application/graphql-response+json, application/json',
  'content-type': 'application/json',
};

/**
 * Posts a body, bytes as Latin-1, and collects the answer. Rejects with Fault TIMEOUT at the subgraph's time or the
 * request's deadline, Fault UPSTREAM for a failed connection and for more bytes than allowed.
 */
export function exchange(
  pool: Pool,
  subgraph: HttpSubgraph,
  body: string,
  context: RequestContext,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const answer = new Collector(subgraph, context.signal, resolve, reject);
    if (context.signal.aborted) return answer.giveUp();
    const { path } = subgraph;
    const headers = { ...relayedHeaders(context), ...media };
    pool.dispatch({ method: 'POST', path, headers, body: Buffer.from(body, 'latin1') }, answer);
  });
}

/** Takes in one answer. */
class Collector implements Dispatcher.DispatchHandler {
  readonly #subgraph: HttpSubgraph;
  readonly #signal: AbortSignal;
  readonly #resolve: (answer: RawAnswer) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  readonly #giveUp = (): void => this.giveUp();
  #size = 0;
  #status = 0;
  #isLate = false;
  #controller: Dispatcher.DispatchController | undefined;

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
    this.#isLate = true;
    this.#fail(tooLate(this.#subgraph.name, this.#subgraph.timeout));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isLate) controller.abort(new Error('The request was given up before it was sent.'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, statusCode: number): void {
    this.#status = statusCode;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { name, answerLimit } = this.#subgraph;
    this.#size += chunk.length;
    if (this.#size > answerLimit)
      this.#fail(unusable(name, `its answer exceeds ${answerLimit} bytes`, `应答超过 ${answerLimit} 字节`));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#close();
    const [only] = this.#chunks;
    const body = only && this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks, this.#size);
    this.#resolve({ status: this.#status, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#close();
    this.#reject(unreachable(this.#subgraph.name, error));
  }

  #fail(fault: Error): void {
    this.#close();
    this.#reject(fault);
    this.#controller?.abort(fault);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#giveUp);
  }
}
