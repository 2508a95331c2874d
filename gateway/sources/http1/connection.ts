import { connect, type LookupFunction, type Socket } from 'node:net';
import { atEndOfTurn } from '../../end-of-turn.js';
import { GatheredBody } from './gathered-body.js';
import { ChunkReader } from './read-chunks.js';
import { type AnswerHead, readHead, type ReceivedHead } from './read-head.js';
import { largeBody, largeUntoldBody, type Reader, type ReadingTurns } from './reading-turns.js';

/** Who waits for an answer. One of `answered` and `failed` is told last; nothing is told after `abandon` was called. */
export interface AnswerTaker {
  /** Whether nobody wants the answer any more: then the request is not sent. */
  readonly isGivenUp: boolean;
  sent(abandon: () => void): void;
  /** So many bytes of the body are there, or will be. */
  counted(bytes: number): void;
  /** The whole answer. The body's bytes are somebody else's as soon as this returns. */
  answered(head: ReceivedHead, body: Buffer): void;
  failed(error: Error): void;
}

/** Where connections lead. */
export interface Address {
  readonly host: string;
  readonly port: number;
  /** How its name becomes an address; Node's own way when left out. */
  readonly lookup?: LookupFunction | undefined;
}

/** Bytes of an answer's head. */
const longestHead = 65_536;
/** Milliseconds that an idle connection is used again after, unless the server says less. */
const idleLimit = 4_000;
const headEnd = Buffer.from('\r\n\r\n');
const nothing = Buffer.alloc(0);
// How many answers have begun.
let begun = 0;
// One for all: what is read is copied out of it before anything else is read.
const readBuffer = Buffer.allocUnsafeSlow(65_536);

/** What a connection tells of itself. */
export interface ConnectionListener {
  /** An answer is whole. */
  released(connection: Connection): void;
  /** Told once: the connection is no more. */
  gone(connection: Connection): void;
}

/** One TCP connection, and on it one request at a time. */
export class Connection implements Reader {
  readonly #socket: Socket;
  readonly #listener: ConnectionListener;
  readonly #turns: ReadingTurns;
  #taker: AnswerTaker | undefined;
  #head: AnswerHead | undefined;
  #partial: Buffer = nothing;
  #lastText = '';
  #lastHead: AnswerHead | undefined;
  readonly #body = new GatheredBody();
  #chunks: ChunkReader | undefined;
  #usableUntil = 0;
  #turn = 0;

  constructor(address: Address, turns: ReadingTurns, listener: ConnectionListener) {
    this.#listener = listener;
    this.#turns = turns;
    const callback = (count: number): boolean => {
      this.#read(readBuffer.subarray(0, count));
      if (this.#body.size < (this.#head?.length === undefined ? largeUntoldBody : largeBody)) return true;
      // False pauses the socket.
      this.#turns.wait(this);
      return false;
    };
    this.#socket = connect({ ...address, noDelay: true, onread: { buffer: readBuffer, callback } })
      // The timers of requests keep the process alive, connections that wait for some do not.
      .unref()
      .on('error', (error) => this.#fail(error))
      .on('end', () => this.#end())
      .on('close', () => {
        this.#fail(brokenOff());
        listener.gone(this);
      });
  }

  /** Whether a request may be sent on it; a server closes an idle connection when it likes. */
  get isUsable(): boolean {
    return !this.#socket.destroyed && this.#socket.writable && performance.now() < this.#usableUntil;
  }

  /** Sends a request, head and body as bytes in Latin-1. */
  send(text: string, taker: AnswerTaker): void {
    this.#taker = taker;
    taker.sent(() => this.destroy());
    atEndOfTurn(() => this.#socket.write(text, 'latin1'));
  }

  /** The place of its answer among all that have begun. */
  get turn(): number {
    return this.#turn;
  }

  /** Reads on after a pause. */
  readOn(): void {
    if (!this.#socket.destroyed) this.#socket.resume();
  }

  destroy(): void {
    this.#taker = undefined;
    this.#socket.destroy();
    this.#body.release();
  }

  #read(bytes: Buffer): void {
    if (!this.#taker) return this.destroy();
    if (this.#head) this.#readBody(bytes);
    else this.#readHead(bytes);
  }

  #readHead(bytes: Buffer): void {
    const joined = this.#partial.length === 0 ? bytes : Buffer.concat([this.#partial, bytes]);
    const end = joined.indexOf(headEnd);
    if (end > longestHead || (end < 0 && joined.length > longestHead)) return this.#fail(malformed());
    if (end < 0) {
      this.#partial = Buffer.from(joined);
      return;
    }
    this.#partial = nothing;
    const head = this.#headOf(joined.toString('latin1', 0, end));
    // Nobody asked for another protocol.
    if (!head || head.status === 101) return this.#fail(malformed());
    const rest = joined.subarray(end + headEnd.length);
    // What comes before the answer, such as 103, is not it.
    if (head.status < 200) return rest.length > 0 ? this.#readHead(rest) : undefined;
    this.#begin(head);
    if (this.#taker) this.#readBody(rest);
  }

  // Within a second a server's heads are mostly the same, to the letter.
  #headOf(text: string): AnswerHead | undefined {
    if (text === this.#lastText) return this.#lastHead;
    this.#lastText = text;
    return (this.#lastHead = readHead(text));
  }

  #begin(head: AnswerHead): void {
    this.#head = head;
    this.#turn = begun += 1;
    this.#chunks = head.isChunked ? new ChunkReader() : undefined;
    if (head.length !== undefined) this.#taker?.counted(head.length);
  }

  #readBody(bytes: Buffer): void {
    const length = this.#head?.length;
    if (length !== undefined) this.#readLength(bytes, length);
    else if (this.#chunks) this.#readChunks(bytes, this.#chunks);
    else if (bytes.length > 0) this.#gather(bytes);
  }

  #readLength(bytes: Buffer, length: number): void {
    const left = length - this.#body.size;
    if (bytes.length < left) return this.#body.add(bytes, length);
    const last = bytes.length === left ? bytes : bytes.subarray(0, left);
    // What came at once is read where it stands.
    if (this.#body.size === 0) return this.#finish(bytes.length > left, last);
    this.#body.add(last);
    this.#finish(bytes.length > left, this.#body.bytes);
  }

  #readChunks(bytes: Buffer, chunks: ChunkReader): void {
    const taken = chunks.read(bytes, (piece) => this.#gather(piece));
    if (!this.#taker) return;
    if (taken < 0) this.#fail(malformed());
    else if (chunks.isWhole) this.#finish(taken < bytes.length, this.#body.bytes);
  }

  #gather(piece: Buffer): void {
    this.#taker?.counted(this.#body.size + piece.length);
    if (this.#taker) this.#body.add(piece);
  }

  // Where the length is not told, the end of the connection is the end of the answer.
  #end(): void {
    if (this.#head && this.#head.length === undefined && !this.#chunks) this.#finish(true, this.#body.bytes);
    else this.#fail(brokenOff());
  }

  #finish(isSpoilt: boolean, body: Buffer): void {
    const [taker, head] = [this.#taker, this.#head];
    this.#taker = undefined;
    this.#head = undefined;
    this.#chunks = undefined;
    if (!taker || !head) return this.#body.release();
    // A second before the server closes it: a request that crosses the end of its connection is lost.
    const idle = Math.min(idleLimit, ((head.idleSeconds ?? Number.POSITIVE_INFINITY) - 1) * 1_000);
    this.#usableUntil = performance.now() + idle;
    // The body is still to be read.
    if (isSpoilt || !head.isKept || idle <= 0) this.#socket.destroy();
    else this.#listener.released(this);
    try {
      taker.answered(head, body);
    } finally {
      this.#body.release();
    }
  }

  #fail(error: Error): void {
    const taker = this.#taker;
    this.destroy();
    taker?.failed(error);
  }
}

/** What ended a connection too early; its code stands beside those that the operating system gives. */
class ConnectionFailed extends Error {
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

function malformed(): Error {
  return new ConnectionFailed('HTTP_MALFORMED', 'The answer is not HTTP/1.1.');
}

function brokenOff(): Error {
  return new ConnectionFailed('ECONNRESET', 'The connection ended before the answer was whole.');
}
