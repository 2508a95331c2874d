import type { JWTPayload } from 'jose';
import { Fault } from '../../kit/module/fault.js';

/** A login that ended before its tokens did: one session, or everything that an account was given until then. */
export interface Revocation {
  readonly session: string | null;
  readonly subject: string | null;
  readonly revokedAt: Date;
  /** From when on no token is left that it could be about. */
  readonly expiresAt: Date;
}

interface EndedSubject {
  /** Seconds since 1970: tokens issued then or before are no longer good. */
  readonly before: number;
  readonly until: number;
}

/** Seconds by which the issuer's clock may run ahead of this machine's. */
const clocksApart = 5;

/** The logins that ended, as far as this process knows. */
export class Revocations {
  readonly #begun: number;
  #isComplete = false;
  readonly #sessions = new Map<string, number>();
  readonly #subjects = new Map<string, EndedSubject>();
  readonly #listeners = new Set<() => void>();

  /** From a moment on: of what ended before it nothing is known until `completed`. */
  constructor(begunAt: Date) {
    this.#begun = begunAt.getTime() / 1_000;
  }

  /** Whatever ended before the beginning has been added. */
  completed(): void {
    this.#isComplete = true;
  }

  /**
   * Fault UPSTREAM, reason LOGOUTS_UNKNOWN, for a token of which nobody can say here whether its login has ended: one that was issued
   * before the beginning, until all that ended is known. A login that had ended by then is given no new one.
   */
  requireKnown({ iat = 0 }: JWTPayload): void {
    if (!this.#isComplete && iat < this.#begun + clocksApart) throw logoutsUnknown();
  }

  /** Whether the token with these claims belongs to a login that ended. Asked on every request. */
  covers({ sid, sub, iat }: JWTPayload): boolean {
    if (this.#sessions.size > 0 && typeof sid === 'string' && this.#sessions.has(sid)) return true;
    if (this.#subjects.size === 0 || sub === undefined) return false;
    const ended = this.#subjects.get(sub);
    return ended !== undefined && (iat ?? 0) <= ended.before;
  }

  /** Takes note of logins that ended; what is known already tells nobody. */
  add(revocations: readonly Revocation[]): void {
    const fresh = revocations.filter((revocation) => this.#note(revocation));
    if (fresh.length > 0) for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` whenever a login has ended. */
  onAdded(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Forgets what is about no token any more. */
  forget(now: Date): void {
    for (const [session, until] of this.#sessions) if (until <= now.getTime()) this.#sessions.delete(session);
    for (const [subject, { until }] of this.#subjects) if (until <= now.getTime()) this.#subjects.delete(subject);
  }

  #note({ session, subject, revokedAt, expiresAt }: Revocation): boolean {
    const until = expiresAt.getTime();
    if (session !== null) {
      const isFresh = !this.#sessions.has(session);
      this.#sessions.set(session, until);
      return isFresh;
    }
    const before = Math.floor(revokedAt.getTime() / 1_000);
    const known = this.#subjects.get(subject ?? '');
    if (subject === null || (known && known.before >= before)) return false;
    this.#subjects.set(subject, { before, until });
    return true;
  }
}

function logoutsUnknown(): Fault {
  return new Fault(
    'UPSTREAM',
    {
      zh: `数据库暂时无法连接,无法确认该登录是否已注销。请在 ${clocksApart} 秒后换取新令牌再试。`,
      en: `The database cannot be reached for now, so nobody can say whether this login has ended. Renew the token after ${clocksApart} seconds and try again.`,
    },
    { reason: 'LOGOUTS_UNKNOWN', details: { retryAfter: clocksApart } },
  );
}
