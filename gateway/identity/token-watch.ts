import { Fault } from '../../kit/module/fault.js';
import type { Log } from '../../kit/module/host.js';
import { refusedToken } from './verify-token.js';

interface Watched {
  readonly ends: Set<(reason: Fault) => void>;
  /** Whether the token is being asked about. */
  asking: boolean;
}

/** Questions that may be under way at once. */
const atOnce = 20;

/**
 * Watches the tokens under live streams. Each is asked about every three seconds, once for all its streams, so that an
 * expired, revoked or logged-out one ends them within five. While the issuer is away tokens are taken at their
 * signature's word, and the log says so once.
 */
export class TokenWatch {
  readonly #confirm: (token: string) => Promise<void>;
  readonly #log: Log;
  readonly #interval: number;
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | undefined;
  #issuerAway = false;

  /**
   * `confirm` rejects with Fault UNAUTHENTICATED for a token that is no longer good, UPSTREAM when nobody can say. The
   * interval between two questions about one token is in milliseconds.
   */
  constructor(confirm: (token: string) => Promise<void>, log: Log, interval = 3_000) {
    this.#confirm = confirm;
    this.#log = log;
    this.#interval = interval;
  }

  /** Calls `end` once when the token is no longer good; answers what ends the watch. */
  watch(token: string, end: (reason: Fault) => void): () => void {
    const watched = this.#watched.get(token) ?? { ends: new Set(), asking: false };
    this.#watched.set(token, watched);
    watched.ends.add(end);
    this.#timer ??= setInterval(() => void this.#look(), this.#interval).unref();
    return () => {
      watched.ends.delete(end);
      if (watched.ends.size === 0 && this.#watched.get(token) === watched) this.#watched.delete(token);
      if (this.#watched.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Ends at once the streams of each token of which it is known here that its login ended. */
  endRevoked(isRevoked: (token: string) => boolean): void {
    for (const [token, { ends }] of [...this.#watched]) {
      if (isRevoked(token)) for (const end of [...ends]) end(refusedToken());
    }
  }

  async #look(): Promise<void> {
    const tokens = [...this.#watched].filter(([, { asking }]) => !asking);
    for (const [, watched] of tokens) watched.asking = true;
    const turns = tokens[Symbol.iterator]();
    const asker = async (): Promise<void> => {
      for (const [token, watched] of turns) await this.#ask(token, watched);
    };
    await Promise.all(Array.from({ length: atOnce }, asker));
  }

  async #ask(token: string, watched: Watched): Promise<void> {
    try {
      await this.#confirm(token);
      this.#issuerAway = false;
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'UNAUTHENTICATED') {
        for (const end of [...watched.ends]) end(thrown);
      } else if (!this.#issuerAway) {
        this.#issuerAway = true;
        this.#log.warn({ err: thrown }, 'The issuer is away; live streams go on without asking about their tokens.');
      }
    } finally {
      watched.asking = false;
    }
  }
}
