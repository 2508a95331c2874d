import type { IncomingHttpHeaders } from 'node:http';

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
  /** Whether the connection cannot be used again. */
  readonly ends: boolean;
}

/** A request that is being answered. */
export interface Visit {
  /** Never rejects. */
  readonly answer: Promise<WholeAnswer>;
  /** The client wants no answer any more. */
  leave(): void;
}
