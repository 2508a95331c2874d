import type { Database, Row } from '../../kit/data/database.js';
import { type OutageLog, outageLog } from '../../kit/data/outage-log.js';
import type { Clock } from '../../kit/module/context.js';
import type { Log } from '../../kit/module/host.js';
import type { ReplicaChannel } from '../replica-channel.js';
import { Revocations, type Revocation } from './revocations.js';
import type { EndedLogin } from './verify-logout-token.js';

/** What the ends of logins are shared with. */
export interface SharingParts {
  readonly database: Database;
  readonly channel: ReplicaChannel;
  readonly clock: Clock;
  readonly log: Log;
}

const topic = 'revocations';

/** Milliseconds that an access token may live; its login's end is kept for as long. */
const longestToken = 86_400_000;

/** Milliseconds between two looks into the table, for what no notice told of. */
const interval = 30_000;

/** How far such a look reaches back: transactions that began before the last one may have ended after it. */
const reach = `interval '2 minutes'`;

/** Ends of logins that may wait to be written down. */
const mostUnwritten = 10_000;

/**
 * The logins that ended, as every replica on the database knows them: over a table, where replicas that start find them, and over
 * notices, so that those that run know of one within the moment. Until they are shared it knows what it is told itself.
 */
export class SharedRevocations {
  readonly known: Revocations;
  readonly #parts: SharingParts;
  readonly #outage: OutageLog;
  /** What was told here and stands in no table yet, by the logout token. */
  readonly #unwritten = new Map<string, EndedLogin>();
  #looking: NodeJS.Timeout | undefined;

  constructor(parts: SharingParts) {
    this.#parts = parts;
    this.known = new Revocations(parts.clock.now());
    this.#outage = outageLog(
      parts.log,
      'logins that ended elsewhere cannot be read',
      'logins that ended elsewhere are read again',
    );
    parts.channel.hear(topic, (content) => {
      const revocation = heard(content);
      if (revocation) this.known.add([revocation]);
    });
    parts.channel.onAgain(() => this.#look(`'-infinity'`));
  }

  /** Reads what has ended, and looks for more from now on. The channel is open, so that nothing falls between the two. */
  async share(): Promise<void> {
    await this.#read(`'-infinity'`);
    this.known.completed();
    const { database, clock } = this.#parts;
    if (database.embedded) return;
    const look = (): void => {
      this.known.forget(clock.now());
      this.#look(`now() - ${reach}`);
    };
    this.#looking = setInterval(look, interval).unref();
  }

  /**
   * Takes a login's end down and tells every replica; false when that logout token has come before. Where the database is away it
   * acts here, and is written down when a look finds it back.
   */
  async revoke(login: EndedLogin): Promise<boolean> {
    const { database, channel, clock } = this.#parts;
    const { tokenId, session, subject, endedAt } = login;
    const expiresAt = new Date(clock.now().getTime() + longestToken);
    const revocation = { session, subject, revokedAt: endedAt, expiresAt };
    this.known.add([revocation]);
    if (this.#unwritten.size < mostUnwritten) this.#unwritten.set(tokenId, login);
    const rows = await database.execute(
      `with gone as (delete from kit.revocations where expires_at < ?),
         noted as (
           insert into kit.revocations (token_id, session_id, subject, revoked_at, expires_at)
           values (?, ?, ?, ?, ?) on conflict do nothing returning 1)
       select pg_notify(?, ?) from noted`,
      [
        clock.now().toISOString(),
        tokenId,
        session,
        subject,
        endedAt.toISOString(),
        expiresAt.toISOString(),
        ...channel.notice(topic, revocation),
      ],
    );
    this.#unwritten.delete(tokenId);
    return rows.length > 0;
  }

  close(): void {
    clearInterval(this.#looking);
  }

  #look(since: string): void {
    this.#read(since).then(this.#outage.passed, this.#outage.failed);
  }

  async #read(since: string): Promise<void> {
    const { database, clock } = this.#parts;
    const rows = await database.execute(
      `select session_id, subject, revoked_at, expires_at from kit.revocations
       where expires_at > ? and noted_at > ${since}`,
      [clock.now().toISOString()],
    );
    this.known.add(rows.map(revocationOf));
    for (const login of [...this.#unwritten.values()]) await this.revoke(login);
  }
}

function revocationOf(row: Row): Revocation {
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
  return {
    session: text('session_id'),
    subject: text('subject'),
    revokedAt: new Date(row['revoked_at'] as string | Date),
    expiresAt: new Date(row['expires_at'] as string | Date),
  };
}

function heard(content: unknown): Revocation | null {
  if (typeof content !== 'object' || content === null) return null;
  const { session, subject, revokedAt, expiresAt } = content as Record<string, unknown>;
  const row = { session_id: session, subject, revoked_at: revokedAt, expires_at: expiresAt };
  const isWhole = typeof (session ?? subject) === 'string' && [revokedAt, expiresAt].every(isMoment);
  return isWhole ? revocationOf(row) : null;
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
