import { OperationTypeNode } from 'graphql';
import { Breaker } from '../guard/breaker.js';
import type { Quarantine } from '../guard/quarantine.js';
import { RetryBudget } from '../guard/retry-budget.js';
import type { Log } from '../../kit/module/host.js';
import type { CallSettings } from '../call-settings.js';
import type { RequestContext } from '../request-context.js';
import { ByteAllowance } from './byte-allowance.js';
import { type Asker, Call, type Carrier, type Line, type PendingCall, type Question } from './call.js';
import { relayedHeaders } from './relayed-headers.js';
import { SharedCalls } from './shared-calls.js';

/** Where a subgraph takes questions. */
export interface CalledSubgraph {
  readonly name: string;
  readonly path: string;
  readonly carrier: Carrier;
}

/** What calls are told of the world; the real one's where left out. */
export interface CallSurroundings {
  /** Where a breaker's changes are written down. */
  readonly log?: Log | undefined;
  /** Where it stands whether the subgraph is left alone as a whole. */
  readonly quarantine?: Quarantine | undefined;
  /** Milliseconds of a monotonic clock. */
  readonly now?: (() => number) | undefined;
  readonly random?: (() => number) | undefined;
}

const media = {
  accept: 'application/graphql-response+json, application/json',
  'content-type': 'application/json',
};

/** Answers of one subgraph that may come in at a time have so many times the bytes of one, and never fewer than these. */
const mostAnswers = 4;
const leastBytes = 128 * 1024 * 1024;

/**
 * The calls to one subgraph: what they are guarded by, and which of them are one. Only what an operation without a mutation
 * asks is ever shared or tried twice: a mutation's own reads must see what it wrote.
 */
export class Calls {
  readonly name: string;
  /** Milliseconds that one answer may take. */
  readonly timeout: number;
  readonly #path: string;
  readonly #line: Line;
  readonly #shared: SharedCalls | null;
  #joined = 0;

  constructor({ name, path, carrier }: CalledSubgraph, settings: CallSettings, surroundings: CallSurroundings = {}) {
    const { now = () => performance.now(), random = Math.random, log, quarantine = null } = surroundings;
    const { answerLimit, breaker, retry, sharing } = settings;
    this.name = name;
    this.timeout = settings.timeout;
    this.#path = path;
    this.#shared = sharing ? new SharedCalls() : null;
    this.#line = {
      name,
      carrier,
      breaker: breaker ? new Breaker(toldTo(log, name)) : null,
      quarantine,
      budget: retry ? new RetryBudget() : null,
      answerLimit,
      allowance: new ByteAllowance(Math.max(leastBytes, mostAnswers * answerLimit)),
      now,
      random,
    };
  }

  /** Whether the subgraph is left alone. */
  get isOpen(): boolean {
    return this.#line.breaker?.isOpen === true;
  }

  /** Whether it is left alone and the last call that was made failed just now. */
  get isFailing(): boolean {
    return this.#line.breaker?.isFailing(this.#line.now()) === true;
  }

  /** Calls that were sent a second time. */
  get retries(): number {
    return this.#line.budget?.taken ?? 0;
  }

  /** Calls that joined an equal one. */
  get joined(): number {
    return this.#joined;
  }

  /** Where it stands whether the subgraph is left alone as a whole. */
  get quarantine(): Quarantine | null {
    return this.#line.quarantine;
  }

  /** Asks a question, or joins an equal one. The asker may be told before this returns. */
  ask(question: Question, context: RequestContext, asker: Asker): PendingCall {
    const now = this.#line.now();
    const { runs, deadline } = context;
    const isRepeatable = runs === OperationTypeNode.QUERY || runs === OperationTypeNode.SUBSCRIPTION;
    const until = deadline === undefined ? now + this.timeout : Math.min(deadline, now + this.timeout);
    const shared = this.#shared;
    const joined = isRepeatable ? shared?.join(question, context, asker, now) : undefined;
    if (joined !== undefined) {
      this.#joined += 1;
      return joined;
    }
    const opened = isRepeatable ? shared?.open(question, context, asker, until) : undefined;
    const told = opened ?? (shared === null ? asker : forgetting(shared, asker));
    const message = this.#message(question, context, until - now);
    const call = new Call(this.#line, { message, isRepeatable, until }, told);
    opened?.is(call);
    call.begin(now);
    return opened ?? call;
  }

  #message({ body, traceparent }: Question, context: RequestContext, patience: number) {
    const headers = relayedHeaders(context, traceparent);
    headers['x-request-deadline'] = String(Math.max(1, Math.floor(patience)));
    return { path: this.#path, headers: { ...headers, ...media }, body };
  }
}

/** An asker whose question may change something: whoever asks afterwards must see it. */
function forgetting(shared: SharedCalls, asker: Asker): Asker {
  return {
    answered: (head, body) => {
      shared.forget();
      return asker.answered(head, body);
    },
    failed: (reason) => {
      shared.forget();
      asker.failed(reason);
    },
  };
}

function toldTo(log: Log | undefined, subgraph: string) {
  return {
    opened: (failures: number, calls: number, lastFailure: string): void =>
      log?.warn({ subgraph, failures, calls, lastFailure }, 'A subgraph keeps failing and is not asked for a while.'),
    closed: (): void => log?.info({ subgraph }, 'A subgraph answers again and is asked as before.'),
  };
}
