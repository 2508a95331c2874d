import { WebSocket } from 'ws';

/** A message of graphql-transport-ws as it came. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket of a test, which says exactly what it is told to. */
export interface TestSocket {
  readonly socket: WebSocket;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  say(message: Message | string | Buffer): void;
  /** Subscribes under an id. */
  subscribe(id: string, query: string, variables?: Readonly<Record<string, unknown>>): void;
  /** The next message; a message of type `closed` after the last. */
  next(): Promise<Message>;
  /** Everything that comes under an id until `complete` or `error`, which is the last. */
  all(id: string): Promise<Message[]>;
  close(): void;
}

/** How a socket is opened. */
export interface SocketOptions {
  readonly protocol?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a socket to the graph of a portal and waits for the handshake. Rejects when it is refused. */
export async function openSocket(origin: string, options: SocketOptions = {}): Promise<TestSocket> {
  const { protocol = 'graphql-transport-ws', headers } = options;
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, protocol, { headers: { ...headers } });
  const inbox: Message[] = [];
  const waiting: ((message: Message) => void)[] = [];
  const take = (message: Message): void => {
    const first = waiting.shift();
    if (first) first(message);
    else inbox.push(message);
  };
  socket.on('message', (text) => take(JSON.parse(String(text)) as Message));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      resolve({ code, reason: String(reason) });
      for (let count = waiting.length; count >= 0; count -= 1) take({ type: 'closed' });
    });
  });
  const next = (): Promise<Message> => {
    const message = inbox.shift();
    return message ? Promise.resolve(message) : new Promise((resolve) => waiting.push(resolve));
  };
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    socket,
    closed,
    say: (message) =>
      socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message)),
    subscribe: (id, query, variables) =>
      socket.send(JSON.stringify({ type: 'subscribe', id, payload: { query, variables } })),
    next,
    all: async (id) => {
      const messages: Message[] = [];
      for (;;) {
        const message = await next();
        if (message.id !== id && message.type !== 'closed') continue;
        messages.push(message);
        if (message.type !== 'next') return messages;
      }
    },
    close: () => socket.close(),
  };
}

/** Opens a socket and has it acknowledged, with what `connection_init` is to bring. */
export async function readySocket(
  origin: string,
  init: Readonly<Record<string, unknown>> = {},
  options: SocketOptions = {},
): Promise<TestSocket> {
  const socket = await openSocket(origin, options);
  socket.say({ type: 'connection_init', payload: { 'accept-language': 'en', ...init } });
  const answer = await socket.next();
  if (answer.type !== 'connection_ack') {
    const { code, reason } = await socket.closed;
    throw new Error(`The socket was closed with ${code} ${reason}.`);
  }
  return socket;
}
