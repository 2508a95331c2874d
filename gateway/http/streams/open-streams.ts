import type { Caller } from '../../../kit/identity/caller.js';
import { Fault } from '../../../kit/module/fault.js';

/** Whose a connection is, for counting: the token's subject, or the network address of a caller without one. */
export function clientOf({ subject }: Caller, address: string): string {
  return subject === null ? `address:${address}` : `subject:${subject}`;
}

/** The WebSockets and event streams that are open: so many for each client, and all of them closed before the portal is. */
export class OpenStreams {
  readonly #perClient: number;
  readonly #counts = new Map<string, number>();
  readonly #ends = new Set<() => void>();
  #emptied: PromiseWithResolvers<void> | null = null;

  constructor(perClient: number) {
    this.#perClient = perClient;
  }

  /** How many are open. */
  get size(): number {
    return this.#ends.size;
  }

  get isClosing(): boolean {
    return this.#emptied !== null;
  }

  /**
   * Holds a connection, which `end` closes when the portal closes; answers what lets go of it. Fault LIMITED, reason
   * PORTAL_CLOSING.
   */
  hold(end: () => void): () => void {
    if (this.isClosing) throw closing();
    this.#ends.add(end);
    return () => {
      this.#ends.delete(end);
      if (this.#ends.size === 0) this.#emptied?.resolve();
    };
  }

  /** Counts a client's connection; answers what counts it out again. Fault LIMITED, reason TOO_MANY_SOCKETS. */
  count(client: string): () => void {
    const count = this.#counts.get(client) ?? 0;
    if (count >= this.#perClient) throw tooManySockets(this.#perClient);
    this.#counts.set(client, count + 1);
    return () => {
      const left = (this.#counts.get(client) ?? 1) - 1;
      if (left === 0) this.#counts.delete(client);
      else this.#counts.set(client, left);
    };
  }

  /** Lets nobody in any more, ends what is open, and waits until it is gone. */
  async close(): Promise<void> {
    this.#emptied ??= Promise.withResolvers<void>();
    for (const end of [...this.#ends]) end();
    if (this.#ends.size === 0) this.#emptied.resolve();
    await this.#emptied.promise;
  }
}

function tooManySockets(limit: number): Fault {
  return new Fault(
    'LIMITED',
    {
      zh: `同一用户的实时连接不得超过 ${limit} 个。`,
      en: `One caller may hold ${limit} live connections at a time.`,
    },
    { reason: 'TOO_MANY_SOCKETS', details: { limit } },
  );
}

function closing(): Fault {
  return new Fault(
    'LIMITED',
    { zh: '门户正在关闭,请稍后重新订阅。', en: 'The portal is closing; subscribe again in a moment.' },
    { reason: 'PORTAL_CLOSING' },
  );
}
