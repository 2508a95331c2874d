/*
 * Sends requests to one origin over connections that are kept. Assumes `http:` and answers by HTTP/1.1 or 1.0; an answer
 * that is anything else fails its request and ends its connection. `https:` goes over undici, which knows more: see
 * `exchange.ts`.
 */
import type { LookupFunction } from 'node:net';
import { type Address, type AnswerTaker, Connection, type ConnectionListener } from './connection.js';
import { ReadingTurns } from './reading-turns.js';

/** A POST. */
export interface Message {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes in Latin-1. */
  readonly body: string;
}

interface Waiting {
  readonly text: string;
  readonly taker: AnswerTaker;
}

/** The connections to one origin, at most so many; a request for which none is left waits its turn. */
export class Connections {
  readonly #address: Address;
  readonly #host: string;
  readonly #most: number;
  readonly #open = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #turns = new ReadingTurns();
  readonly #listener: ConnectionListener = {
    released: (connection) => this.#next(connection),
    gone: (connection) => this.#forget(connection),
  };
  #closed: (() => void) | undefined;

  constructor({ hostname, port, host }: URL, most: number, lookup?: LookupFunction) {
    this.#address = { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port || 80), lookup };
    this.#host = host;
    this.#most = most;
  }

  /** Sends a message. Whoever takes the answer is told of everything, a connection that fails among it. */
  send(message: Message, taker: AnswerTaker): void {
    const text = this.#textOf(message);
    const connection = this.#usable() ?? this.#another();
    if (connection) connection.send(text, taker);
    else this.#waiting.push({ text, taker });
  }

  /** Waits for the answers under way and closes the connections. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => (this.#closed = resolve));
    this.#closeIdle();
    await closed;
  }

  #textOf({ path, headers, body }: Message): string {
    let text = `POST ${path} HTTP/1.1\r\nhost: ${this.#host}\r\nconnection: keep-alive\r\n`;
    for (const name in headers) {
      const value = headers[name] ?? '';
      if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw new Error(`The header ${name} has a character of no header.`);
      text += `${name}: ${value}\r\n`;
    }
    return `${text}content-length: ${body.length}\r\n\r\n${body}`;
  }

  #usable(): Connection | undefined {
    for (let connection = this.#idle.pop(); connection; connection = this.#idle.pop()) {
      if (connection.isUsable) return connection;
      connection.destroy();
    }
    return undefined;
  }

  #another(): Connection | undefined {
    if (this.#open.size >= this.#most) return undefined;
    const connection = new Connection(this.#address, this.#turns, this.#listener);
    this.#open.add(connection);
    return connection;
  }

  #next(connection: Connection): void {
    const waiting = this.#nextWaiting();
    if (waiting) connection.send(waiting.text, waiting.taker);
    else this.#idle.push(connection);
    if (this.#closed) this.#closeIdle();
  }

  #forget(connection: Connection): void {
    this.#open.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    const waiting = this.#nextWaiting();
    if (waiting) this.#another()?.send(waiting.text, waiting.taker);
    if (this.#closed) this.#closeIdle();
  }

  #nextWaiting(): Waiting | undefined {
    let waiting = this.#waiting.shift();
    while (waiting?.taker.isGivenUp) waiting = this.#waiting.shift();
    return waiting;
  }

  #closeIdle(): void {
    for (const connection of this.#idle.splice(0)) connection.destroy();
    if (this.#open.size === 0) this.#closed?.();
  }
}
