import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A client whose every byte is the test's. */
export interface RawClient {
  readonly socket: Socket;
  /** Everything that has come. */
  readonly received: string;
  readonly isClosed: boolean;
  /** Sends the bytes, as so many pieces as are given. */
  send(...pieces: readonly (string | Buffer)[]): Promise<void>;
  /** Waits until so many answers have come whole; the connection's end is the end of waiting. */
  answers(count: number): Promise<readonly ReadAnswer[]>;
  /** Waits until nothing more has come for so many milliseconds, or the connection is closed. */
  quiet(milliseconds: number): Promise<string>;
  closed(): Promise<void>;
}

/** An answer with a length. */
export interface ReadAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** Milliseconds that the other side is given to read one piece before the next is sent. */
const between = 15;

export async function openRawClient(origin: string): Promise<RawClient> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true, allowHalfOpen: true });
  const reader = new AnswerReader();
  let received = '';
  let lastAt = performance.now();
  socket.on('data', (bytes: Buffer) => {
    received += bytes.toString('latin1');
    lastAt = performance.now();
  });
  socket.on('error', () => {});
  socket.on('end', () => socket.end());
  await once(socket, 'connect');
  const until = async (isOver: () => boolean): Promise<void> => {
    const end = performance.now() + 10_000;
    while (!socket.closed && !isOver()) {
      if (performance.now() > end)
        throw new Error(`Nothing more came than ${received.length} bytes: ${received.slice(-200)}`);
      await pause(20);
    }
  };
  return {
    socket,
    get received() {
      return received;
    },
    get isClosed() {
      return socket.closed;
    },
    send: async (...pieces) => {
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) await pause(between);
        socket.write(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
      }
    },
    answers: async (count) => {
      await until(() => reader.read(received).length >= count);
      return reader.read(received);
    },
    quiet: async (milliseconds) => {
      const begun = performance.now();
      // Where nothing came at all it may be late.
      await until(() => {
        const now = performance.now();
        return received === '' ? now - begun > 5 * milliseconds : now - Math.max(begun, lastAt) > milliseconds;
      });
      return received;
    },
    closed: () => until(() => false),
  };
}

/** Reads answers, each with a Content-Length, as far as they are whole. */
class AnswerReader {
  readonly answers: ReadAnswer[] = [];
  #at = 0;

  read(text: string): readonly ReadAnswer[] {
    for (;;) {
      const end = text.indexOf('\r\n\r\n', this.#at);
      if (end < 0) return this.answers;
      const [first = '', ...lines] = text.slice(this.#at, end).split('\r\n');
      const headers = new Map(lines.map((line) => fieldOf(line)));
      const next = end + 4 + Number(headers.get('content-length') ?? 0);
      if (text.length < next) return this.answers;
      const body = Buffer.from(text.slice(end + 4, next), 'latin1').toString('utf8');
      this.answers.push({ status: Number(first.split(' ')[1]), headers, text: body });
      this.#at = next;
    }
  }
}

function fieldOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
