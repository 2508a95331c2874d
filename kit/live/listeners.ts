import { Fault } from '../module/fault.js';

/** That something happened to an aggregate: a topic, and the aggregate's id. What happened is read as the listener may see it. */
export interface Announcement {
  readonly topic: string;
  readonly about: string;
}

/** Announcements that one listener may leave waiting. */
const mostWaiting = 1_000;

/** Those who listen live in this process. */
export class Listeners {
  readonly #all = new Set<Listener>();

  get size(): number {
    return this.#all.size;
  }

  /** Announcements of these topics from now on, until the iterator is returned. Equal ones that wait become one. */
  listen(topics: readonly string[]): AsyncIterableIterator<Announcement> {
    const listener = new Listener(new Set(topics), () => this.#all.delete(listener));
    this.#all.add(listener);
    return listener;
  }

  tell(announcement: Announcement): void {
    for (const listener of this.#all) listener.hear(announcement);
  }

  /**
   * Announcements may have been missed: ends whoever listens to those of modules, with Fault UPSTREAM, reason
   * ANNOUNCEMENTS_MISSED, so that they read anew. What the kit tells itself is read anew by itself.
   */
  interrupt(): void {
    for (const listener of this.#all) listener.interrupt();
  }

  close(): void {
    for (const listener of this.#all) void listener.return();
  }
}

/** What topics of the kit itself begin with. */
const ofTheKit = 'kit.';

class Listener implements AsyncIterableIterator<Announcement> {
  readonly #topics: ReadonlySet<string>;
  readonly #leave: () => void;
  readonly #waiting = new Map<string, Announcement>();
  #next: PromiseWithResolvers<IteratorResult<Announcement>> | null = null;
  /** By what it ends when it is asked next. */
  #fault: Fault | null = null;
  #done = false;

  constructor(topics: ReadonlySet<string>, leave: () => void) {
    this.#topics = topics;
    this.#leave = leave;
  }

  hear(announcement: Announcement): void {
    if (!this.#topics.has(announcement.topic)) return;
    if (this.#next) {
      this.#next.resolve({ value: announcement, done: false });
      this.#next = null;
    } else if (this.#waiting.size >= mostWaiting) this.#fault ??= tooSlow();
    else this.#waiting.set(`${announcement.topic} ${announcement.about}`, announcement);
  }

  interrupt(): void {
    if ([...this.#topics].every((topic) => topic.startsWith(ofTheKit))) return;
    if (!this.#next) {
      this.#fault ??= missed();
      return;
    }
    this.#next.reject(missed());
    this.#next = null;
    void this.return();
  }

  next(): Promise<IteratorResult<Announcement>> {
    if (this.#fault) {
      const fault = this.#fault;
      this.#fault = null;
      void this.return();
      return Promise.reject(fault);
    }
    const [first] = this.#waiting;
    if (first) {
      this.#waiting.delete(first[0]);
      return Promise.resolve({ value: first[1], done: false });
    }
    if (this.#done) return Promise.resolve({ value: undefined, done: true });
    this.#next ??= Promise.withResolvers<IteratorResult<Announcement>>();
    return this.#next.promise;
  }

  return(): Promise<IteratorResult<Announcement>> {
    this.#done = true;
    this.#waiting.clear();
    this.#leave();
    this.#next?.resolve({ value: undefined, done: true });
    this.#next = null;
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function missed(): Fault {
  return new Fault(
    'UPSTREAM',
    {
      zh: '与数据库的连接曾中断,可能漏掉了变化,订阅结束。请重新订阅并重新读取。',
      en: 'The connection to the database broke and changes may have been missed. The subscription ends; read anew and subscribe again.',
    },
    { reason: 'ANNOUNCEMENTS_MISSED' },
  );
}

function tooSlow(): Fault {
  return new Fault(
    'LIMITED',
    {
      zh: `订阅端读取过慢,已有 ${mostWaiting} 条变化未取,订阅结束。请重新订阅并重新读取。`,
      en: `The subscriber reads too slowly: ${mostWaiting} changes wait. The subscription ends; read anew and subscribe again.`,
    },
    { reason: 'SUBSCRIBER_TOO_SLOW' },
  );
}
