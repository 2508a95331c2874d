import { randomUUID } from 'node:crypto';
import type { Database } from '../kit/data/database.js';
import { listenToNotices, type Notices } from '../kit/live/notices.js';
import type { Log } from '../kit/module/host.js';

/** The channel of PostgreSQL's notices over which replicas speak; events and announcements have another. */
const channel = 'yimen_replicas';

interface Message {
  /** Which replica says it. */
  readonly from: string;
  readonly topic: string;
  readonly content: unknown;
}

/** What replicas on one database tell each other, over notices: at most once, and never to oneself. */
export class ReplicaChannel {
  readonly #own = randomUUID();
  readonly #database: Database;
  readonly #log: Log;
  readonly #hearers = new Map<string, (content: unknown) => void>();
  readonly #again = new Set<() => void>();
  #notices: Notices | null = null;

  /** A channel that is not open yet. */
  constructor(database: Database, log: Log) {
    this.#database = database;
    this.#log = log;
  }

  static async open(database: Database, log: Log): Promise<ReplicaChannel> {
    const opened = new ReplicaChannel(database, log);
    await opened.start();
    return opened;
  }

  /** Begins to hear; where that failed it may be asked again. */
  async start(): Promise<void> {
    this.#notices ??= await listenToNotices(this.#database.native, channel, (payload) => this.#hear(payload), {
      again: () => {
        for (const again of this.#again) again();
      },
      log: this.#log,
    });
  }

  /** Calls `hearer` with what another replica says on a topic; one for each topic. */
  hear(topic: string, hearer: (content: unknown) => void): void {
    this.#hearers.set(topic, hearer);
  }

  /** Calls `again` whenever messages may have been missed. */
  onAgain(again: () => void): void {
    this.#again.add(again);
  }

  /** The arguments of `pg_notify` that say something, for a statement that does more: 8,000 bytes at most. */
  notice(topic: string, content: unknown): readonly [channel: string, payload: string] {
    return [channel, JSON.stringify({ from: this.#own, topic, content } satisfies Message)];
  }

  /** Says something to every other replica that hears at the moment. */
  async say(topic: string, content: unknown): Promise<void> {
    await this.#database.execute('select pg_notify(?, ?)', this.notice(topic, content));
  }

  async close(): Promise<void> {
    this.#hearers.clear();
    this.#again.clear();
    await this.#notices?.close();
  }

  #hear(payload: string): void {
    const message = messageIn(payload);
    if (!message) return this.#log.warn({ channel }, 'a notice says nothing that a replica could have said');
    if (message.from !== this.#own) this.#hearers.get(message.topic)?.(message.content);
  }
}

// Whoever may connect to the database may send notices, so what they hold is not believed to be well formed.
function messageIn(payload: string): Message | null {
  try {
    const message = JSON.parse(payload) as Partial<Message> | null;
    const { from, topic, content } = message ?? {};
    return typeof from === 'string' && typeof topic === 'string' ? { from, topic, content } : null;
  } catch {
    return null;
  }
}
