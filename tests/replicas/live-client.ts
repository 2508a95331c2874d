import { setTimeout as pause } from 'node:timers/promises';
import { readySocket } from '../gateway/streams/socket.js';

/** Somebody who listens, and connects again after each break. */
export interface LiveClient {
  /** The events that it heard of, by their numbers, and when first by the clock of `performance`. */
  readonly heard: ReadonlyMap<string, number>;
  /** How each connection ended: the code of a WebSocket, or whether an event stream ended whole or broke off. */
  readonly ends: readonly string[];
  /** How often it was connected. */
  readonly connected: () => number;
  /** Leaves; a second time does nothing. */
  close(): Promise<void>;
}

/**
 * How it listens, and how it reads what it missed: when it is connected, and, as nothing in the protocol of WebSockets says
 * when a subscription stands, with the first event of each connection once more.
 */
export interface Listening {
  readonly origin: string;
  readonly token: string;
  readonly transport: 'sse' | 'ws';
  readonly readAnew?: () => Promise<void>;
}

const query = 'subscription { eventChanged { eventNo } }';

interface Told {
  readonly data?: { readonly eventChanged: { readonly eventNo: string } | null } | null;
}

type Hear = (told: Told) => void;

/** Milliseconds between the end of a connection and the next. */
const rest = 50;

/** Listens to the events that change; it is connected when this resolves. */
export async function listenLive(listening: Listening): Promise<LiveClient> {
  const heard = new Map<string, number>();
  const ends: string[] = [];
  const leaving = new AbortController();
  let connections = 0;
  let isFirst = true;
  const reading: Promise<void>[] = [];
  const read = (): void => void reading.push(listening.readAnew?.() ?? Promise.resolve());
  const hear: Hear = ({ data }) => {
    if (isFirst) read();
    isFirst = false;
    const number = data?.eventChanged?.eventNo;
    if (number !== undefined && !heard.has(number)) heard.set(number, performance.now());
  };
  const open = listening.transport === 'ws' ? openSocketOnce : openStreamOnce;
  const first = Promise.withResolvers<void>();
  const live = async (): Promise<void> => {
    while (!leaving.signal.aborted) {
      try {
        isFirst = true;
        const ended = await open(listening, hear, leaving.signal);
        connections += 1;
        read();
        first.resolve();
        ends.push(await ended.end);
      } catch (error) {
        ends.push(`refused: ${(error as Error).message}`);
      }
      await pause(rest);
    }
  };
  const living = live();
  await first.promise;
  return {
    heard,
    ends,
    connected: () => connections,
    close: async () => {
      leaving.abort();
      await living;
      await Promise.all(reading);
    },
  };
}

/** A connection that stands; its end is told when it comes. */
interface Connected {
  readonly end: Promise<string>;
}

async function openSocketOnce({ origin, token }: Listening, hear: Hear, leaving: AbortSignal): Promise<Connected> {
  const socket = await readySocket(origin, { authorization: `Bearer ${token}` });
  socket.subscribe('1', query);
  // Mostly whoever is answered the second is listening to the first.
  socket.subscribe('2', '{ __typename }');
  await socket.all('2');
  leaving.addEventListener('abort', () => socket.close(), { once: true });
  const read = async (): Promise<string> => {
    for (let message = await socket.next(); message.type !== 'closed'; message = await socket.next()) {
      if (message.type === 'next') hear(message.payload as Told);
      if (message.type !== 'error') continue;
      socket.close();
      return `error ${JSON.stringify(message.payload)}`;
    }
    return String((await socket.closed).code);
  };
  return { end: read() };
}

async function openStreamOnce({ origin, token }: Listening, hear: Hear, leaving: AbortSignal): Promise<Connected> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    signal: leaving,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query }),
  });
  if (response.status !== 200) throw new Error(`The stream was answered with ${response.status}.`);
  const read = async (): Promise<string> => {
    let text = '';
    try {
      for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += piece;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const [, told] = /^event: next\ndata: (.*)$/s.exec(event) ?? [];
          if (told !== undefined) hear(JSON.parse(told) as Told);
          if (event.startsWith('event: complete')) return 'complete';
        }
      }
      return 'ended';
    } catch {
      return leaving.aborted ? 'left' : 'broke off';
    }
  };
  return { end: read() };
}
