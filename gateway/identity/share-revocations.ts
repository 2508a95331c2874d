import type { Database, Row } from '../../kit/data/database.js';
import { outageLog } from '../../kit/data/outage-log.js';
import type { Clock } from '../../kit/module/context.js';
import type { Log } from '../../kit/module/host.js';
import type { ReplicaChannel } from '../replica-channel.js';
import { Revocations, type Revocation } from './revocations.js';
import type { EndedLogin } from './verify-logout-token.js';

/** The logins that ended, as every replica on the database knows them. */
export interface SharedRevocations {
  readonly known: Revocations;
  /** Takes a login's end down and tells every replica; false when that logout token has come before. */
  revoke(login: EndedLogin): Promise<boolean>;
  close(): void;
}

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

/**
 * Shares the ends of logins over a table, where replicas that start find them, and over notices, so that those that run
 * know of one within the moment.
 */
export async function shareRevocations({ database, channel, clock, log }: SharingParts): Promise<SharedRevocations> {
  const known = new Revocations();
  const read = async (since: string): Promise<void> => {
    const rows = await database.execute(
      `select session_id, subject, revoked_at, expires_at from kit.revocations
       where expires_at > ? and noted_at > ${since}`,
      [clock.now().toISOString()],
    );
    known.add(rows.map(revocationOf));
  };
  const outage = outageLog(
    log,
    'logins that ended elsewhere cannot be read',
    'logins that ended elsewhere are read again',
  );
  const look = (): void => {
    known.forget(clock.now());
    read(`now() - ${reach}`).then(outage.passed, outage.failed);
  };
  channel.hear(topic, (content) => {
    const revocation = heard(content);
    if (revocation) known.add([revocation]);
  });
  channel.onAgain(() => void read(`'-infinity'`).then(outage.passed, outage.failed));
  // After the channel is heard, so that nothing falls between the two.
  await read(`'-infinity'`);
  const looking = database.embedded ? undefined : setInterval(look, interval).unref();
  return {
    known,
    close: () => clearInterval(looking),
    revoke: async ({ tokenId, session, subject, endedAt }) => {
      const expiresAt = new Date(clock.now().getTime() + longestToken);
      const revocation = { session, subject, revokedAt: endedAt, expiresAt };
      // Here at least it acts also when the database is away.
      known.add([revocation]);
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
      return rows.length > 0;
    },
  };
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
