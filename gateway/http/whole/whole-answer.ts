import type { IncomingHttpHeaders } from 'node:http';
import type { LentBytes } from '../../answer.js';

/** A request to answer, read as a whole or to be read further, from whichever server took it. */
export interface AskedHead {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The other end of its connection. */
  readonly remoteAddress: string | undefined;
}

/** A request whose body came with its head. */
export interface WholeRequest extends AskedHead {
  readonly body: Buffer;
}

/** An answer that goes out in one piece. */
export interface WholeAnswer {
  readonly status: number;
  /** Names in small letters; neither the length of the body nor what the connection itself says. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Whether the text's characters are bytes of UTF-8, or characters. */
  readonly isBytes: boolean;
  /** What follows the text, whose characters are bytes then; null where the text is all. */
  readonly rest: RestOfAnswer | null;
  /** Whether the connection cannot be used again. */
  readonly ends: boolean;
}

/** Bytes that are lent, and what stands behind them. */
export interface RestOfAnswer extends LentBytes {
  readonly after: string;
}

/** A request that is being answered. */
export interface Visit {
  /** Never rejects. */
  readonly answer: Promise<WholeAnswer>;
  /** The client wants no answer any more. */
  leave(): void;
}

/** Bytes of an answer's body. */
export function sizeOf({ text, isBytes, rest }: WholeAnswer): number {
  const size = isBytes ? text.length : Buffer.byteLength(text);
  return rest === null ? size : size + rest.bytes.length + rest.after.length;
}
