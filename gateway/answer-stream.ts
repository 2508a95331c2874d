import type { GraphQLFormattedError } from 'graphql';
import { Fault } from '../kit/module/fault.js';
import type { TokenWatch } from './identity/token-watch.js';
import { presentError } from './operation/present-error.js';
import type { AnswerBody } from './answer.js';
import type { RequestContext } from './request-context.js';
import type { SourceEvent } from './sources/source.js';
import type { Trail } from './telemetry/trail.js';

/** What a subscription's answers are made of. */
export interface AnswerStreamParts {
  /** The client's request; its signal is aborted when the client leaves, and until the stream is open at the deadline. */
  readonly context: RequestContext;
  readonly tokens: TokenWatch;
  /** Milliseconds for the joins of one event. */
  readonly deadline: number;
  /** Milliseconds that a client may take to accept one answer. */
  readonly patience: number;
  open(context: RequestContext): Promise<AsyncIterable<SourceEvent>>;
  answer(event: SourceEvent, context: RequestContext): Promise<AnswerBody>;
  /** What the client may read of a source's failure. */
  failure(thrown: unknown): readonly GraphQLFormattedError[];
  /** Told once, when the stream is over. */
  ended(errors: readonly GraphQLFormattedError[]): Promise<void>;
}

/** Errors of a long stream that its end is told of. */
const mostErrors = 100;

/**
 * The answers of one subscription, made one by one as they are read. It ends with its source, without a word when the
 * client leaves, and with a last answer of errors alone when the source fails, the caller's token is no longer good
 * (UNAUTHENTICATED) or the client accepts answers too slowly (LIMITED, reason SUBSCRIBER_TOO_SLOW).
 */
export class AnswerStream {
  readonly #parts: AnswerStreamParts;
  readonly #life = new AbortController();
  readonly #errors: GraphQLFormattedError[] = [];

  private constructor(parts: AnswerStreamParts) {
    this.#parts = parts;
  }

  /** Opens the source. Rejects as the source does, or with the Fault by which the stream ended before it began. */
  static async open(parts: AnswerStreamParts): Promise<AsyncGenerator<AnswerBody, void, undefined>> {
    const stream = new AnswerStream(parts);
    stream.#begin();
    try {
      const events = await stream.#opened();
      return stream.#answers(events);
    } catch (thrown) {
      stream.#life.abort();
      throw thrown;
    }
  }

  // Whatever ends the stream aborts its life, and there all that it holds is released: also when nobody reads it.
  #begin(): void {
    const { context, tokens } = this.#parts;
    const { signal } = context;
    const leave = (): void => this.#life.abort(signal.reason);
    context.trail?.streams(1);
    signal.addEventListener('abort', leave, { once: true });
    const { token } = context;
    const forget = token === null ? () => {} : tokens.watch(token, (reason) => this.#life.abort(reason));
    this.#life.signal.addEventListener('abort', () => {
      context.trail?.streams(-1);
      signal.removeEventListener('abort', leave);
      forget();
      this.#parts.ended(this.#errors).catch(context.mask);
    });
    if (signal.aborted) leave();
  }

  #opened(): Promise<AsyncIterable<SourceEvent>> {
    const { signal } = this.#life;
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal.reason);
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      this.#parts
        .open({ ...this.#parts.context, signal })
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', stop));
    });
  }

  async *#answers(events: AsyncIterable<SourceEvent>): AsyncGenerator<AnswerBody, void, undefined> {
    const { context, patience } = this.#parts;
    let waiting: NodeJS.Timeout | undefined;
    try {
      for await (const event of events) {
        const trail = event.trail ?? context.trail?.event();
        const body = await this.#answerTo(event, trail);
        trail?.streamed(body);
        this.#life.signal.throwIfAborted();
        this.#note(body.errors);
        waiting = setTimeout(() => this.#life.abort(tooSlow(patience)), patience);
        yield body;
        clearTimeout(waiting);
      }
    } catch (thrown) {
      if (context.signal.aborted) return;
      const isOwn = this.#life.signal.aborted;
      const errors = isOwn ? [presentError(thrown, context)] : this.#parts.failure(thrown);
      this.#note(errors);
      yield { errors };
    } finally {
      clearTimeout(waiting);
      this.#life.abort();
    }
  }

  async #answerTo(event: SourceEvent, trail: Trail | undefined): Promise<AnswerBody> {
    const { signal } = this.#life;
    const { context, deadline } = this.#parts;
    const turn = new AbortController();
    const stop = (): void => turn.abort(signal.reason);
    const timer = setTimeout(() => turn.abort(), deadline);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const until = performance.now() + deadline;
      return await this.#parts.answer(event, { ...context, trail, signal: turn.signal, deadline: until });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  #note(errors: readonly GraphQLFormattedError[] = []): void {
    this.#errors.push(...errors.slice(0, mostErrors - this.#errors.length));
  }
}

function tooSlow(patience: number): Fault {
  return new Fault(
    'LIMITED',
    {
      zh: `客户端超过 ${patience} 毫秒未接收推送，订阅结束。请重新订阅并重新读取。`,
      en: `The client accepted no answer for ${patience} ms. The subscription ends; read anew and subscribe again.`,
    },
    { reason: 'SUBSCRIBER_TOO_SLOW', details: { patience } },
  );
}
