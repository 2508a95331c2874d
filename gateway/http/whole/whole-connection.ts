import type { Socket } from 'node:net';
import { atEndOfTurn } from '../../end-of-turn.js';
import { type PlainHead, readPlainHead } from './read-whole-request.js';
import type { RestOfAnswer, Visit, WholeAnswer, WholeRequest } from './whole-answer.js';
import { writtenAnswer } from './written-answer.js';

/** What a connection is read for. */
export interface WholeDoor {
  /** Answers a request; null for one that asks for more than one whole answer, or of somebody else. */
  visit(request: WholeRequest): Visit | null;
  readonly idleLimits: IdleLimits;
  /** Whether each answer is the last of its connection. */
  readonly isLeaving: boolean;
  /** Takes the connection over, with these bytes unread. */
  passOn(socket: Socket, unread: Buffer): void;
  gone(connection: WholeConnection): void;
}

/** Milliseconds that a new connection may take to ask something, and one that has been answered to ask again. */
export interface IdleLimits {
  readonly first: number;
  readonly next: number;
}

/**
 * A connection whose requests come in one piece each. With the first that does not it is passed on, once and for all, as it
 * was found. One request at a time: what comes meanwhile waits, and nothing is read before the answer is on its way.
 */
export class WholeConnection {
  readonly #socket: Socket;
  readonly #door: WholeDoor;
  #visit: Visit | null = null;
  /** What came while a request was being answered. */
  #ahead: Buffer | null = null;
  // A client's heads are mostly the same to the letter.
  #lastBytes: Buffer | null = null;
  #lastHead: PlainHead | undefined;

  readonly #read = (bytes: Buffer): void => this.#take(bytes);
  // As Node has it: who closes one side has left. What was answered before still goes out.
  readonly #ended = (): void => {
    if (this.#visit) this.end();
    else this.#socket.end();
  };
  readonly #broke = (): void => this.end();
  readonly #timedOut = (): void => {
    if (!this.#visit) this.end();
  };
  readonly #closed = (): void => {
    this.#visit?.leave();
    this.#visit = null;
    this.#door.gone(this);
  };

  constructor(socket: Socket, door: WholeDoor) {
    this.#socket = socket;
    this.#door = door;
    socket.setTimeout(door.idleLimits.first);
    socket.on('data', this.#read).on('end', this.#ended).on('error', this.#broke);
    socket.on('timeout', this.#timedOut).on('close', this.#closed);
  }

  /** Whether nothing is being answered on it, and what was is on its way. */
  get isIdle(): boolean {
    return this.#visit === null && this.#socket.writableLength === 0;
  }

  end(): void {
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    if (this.#visit) {
      this.#ahead = this.#ahead ? Buffer.concat([this.#ahead, bytes]) : bytes;
      this.#socket.pause();
      return;
    }
    const head = this.#headOf(bytes);
    if (!head || bytes.length !== head.size + head.length) return this.#passOn(bytes);
    const { url, headers } = head;
    const { remoteAddress } = this.#socket;
    const visit = this.#door.visit({ method: 'POST', url, headers, remoteAddress, body: bytes.subarray(head.size) });
    if (!visit) return this.#passOn(bytes);
    this.#visit = visit;
    void visit.answer.then((answer) => {
      if (this.#visit !== visit) return;
      const ends = answer.ends || this.#door.isLeaving;
      const text = writtenAnswer(answer, ends ? null : this.#door.idleLimits.next);
      atEndOfTurn(() => this.#write(text, answer, ends));
    });
  }

  #headOf(bytes: Buffer): PlainHead | undefined {
    const [last, head] = [this.#lastBytes, this.#lastHead];
    if (last && head && bytes.length >= last.length && last.compare(bytes, 0, last.length) === 0) return head;
    this.#lastHead = readPlainHead(bytes);
    // Copied: the bytes are a part of a larger piece, which would stay with them.
    this.#lastBytes = this.#lastHead ? Buffer.from(bytes.subarray(0, this.#lastHead.size)) : null;
    return this.#lastHead;
  }

  #write(text: string, { isBytes, rest }: WholeAnswer, ends: boolean): void {
    if (this.#socket.destroyed) return;
    this.#visit = null;
    const { first, next } = this.#door.idleLimits;
    if (!ends && this.#socket.timeout === first) this.#socket.setTimeout(next);
    const isTaken = rest ? this.#writeRest(text, rest) : this.#socket.write(text, isBytes ? 'latin1' : 'utf8');
    if (ends) return void this.#socket.end();
    if (isTaken) return this.#goOn();
    // Who asks and does not read is not read either.
    this.#socket.pause();
    this.#socket.once('drain', () => this.#goOn());
  }

  // In one call of the system's, as whatever is written while a socket is corked.
  #writeRest(text: string, { bytes, after, giveBack }: RestOfAnswer): boolean {
    const socket = this.#socket;
    socket.cork();
    socket.write(text, 'latin1');
    socket.write(bytes, giveBack);
    const isTaken = socket.write(after, 'latin1');
    socket.uncork();
    return isTaken;
  }

  #goOn(): void {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (this.#socket.isPaused()) this.#socket.resume();
    if (ahead) this.#take(ahead);
  }

  #passOn(unread: Buffer): void {
    const socket = this.#socket;
    socket.setTimeout(0);
    socket.off('data', this.#read).off('end', this.#ended).off('error', this.#broke);
    socket.off('timeout', this.#timedOut).off('close', this.#closed);
    this.#door.gone(this);
    this.#door.passOn(socket, unread);
  }
}
