import type { Caller } from '../../kit/identity/caller.js';
import { Fault } from '../../kit/module/fault.js';
import { type Taken, TokenBuckets } from './token-buckets.js';

/** Requests a second, each with ten seconds' worth at once. */
export interface RateSettings {
  /** Of one caller: a person or service by the token's subject, anybody else by network address. */
  readonly perCaller: number;
  /** Of all tokens of one OAuth client together. */
  readonly perClient: number;
  /** Logins that may be refused, by network address: the rest are refused before their token is looked at. */
  readonly refusals: number;
}

/** The ways by which requests are counted. */
type Way = 'callers' | 'clients' | 'refusals';

/** What was taken here on each way, for other replicas. */
export type TakenByWay = Readonly<Partial<Record<Way, readonly Taken[]>>>;

/** Counts requests, each on every way by which it comes. */
export class Rates {
  readonly #callers: TokenBuckets;
  readonly #clients: TokenBuckets;
  readonly #refusals: TokenBuckets;
  readonly #ways: Readonly<Record<Way, TokenBuckets>>;

  constructor({ perCaller, perClient, refusals }: RateSettings, now?: () => number) {
    this.#callers = new TokenBuckets(perCaller, now);
    this.#clients = new TokenBuckets(perClient, now);
    this.#refusals = new TokenBuckets(refusals, now);
    this.#ways = { callers: this.#callers, clients: this.#clients, refusals: this.#refusals };
  }

  /** Before a token is verified. Fault LIMITED, reason TOO_MANY_REFUSALS. */
  admit(address: string): void {
    const wait = this.#refusals.wait(address);
    if (wait > 0) throw tooMany(refusals, wait);
  }

  /** A token from this address was refused. */
  refused(address: string): void {
    this.#refusals.take(address);
  }

  /** Counts a request of a caller. Fault LIMITED, reason TOO_MANY_REQUESTS. */
  count({ subject, client }: Caller, address: string): void {
    const caller = subject ?? address;
    if (!this.#callers.take(caller)) throw tooMany(ofCaller, this.#callers.wait(caller));
    if (client !== null && !this.#clients.take(client)) throw tooMany(ofClient, this.#clients.wait(client));
  }

  /** Remembers from now on what other replicas are to be told. */
  share(): void {
    for (const buckets of Object.values(this.#ways)) buckets.share();
  }

  /** What other replicas are to be told, one telling for each way on which there is something; then it is forgotten. */
  tell(): TakenByWay[] {
    return Object.entries(this.#ways).flatMap(([way, buckets]) => {
      const taken = buckets.tell();
      return taken.length > 0 ? [{ [way]: taken }] : [];
    });
  }

  /** Counts here what another replica has counted. */
  takenElsewhere(taken: TakenByWay): void {
    for (const [way, buckets] of Object.entries(this.#ways)) buckets.takenElsewhere(taken[way as Way] ?? []);
  }
}

const ofCaller = { reason: 'TOO_MANY_REQUESTS', zh: '您的请求过于频繁', en: 'You send requests too fast' };
const ofClient = {
  reason: 'TOO_MANY_REQUESTS',
  zh: '该客户端的请求过于频繁',
  en: 'This client sends requests too fast',
};
const refusals = {
  reason: 'TOO_MANY_REFUSALS',
  zh: '此地址的登录多次被拒',
  en: 'Too many logins from this address were refused',
};

function tooMany({ reason, zh, en }: typeof ofCaller, retryAfter: number): Fault {
  return new Fault(
    'LIMITED',
    { zh: `${zh},请在 ${retryAfter} 秒后重试。`, en: `${en}. Try again in ${retryAfter} s.` },
    { reason, details: { retryAfter } },
  );
}
