import { type IncomingHttpHeaders, request } from 'node:http';

/** What Apollo Client 3 and 4 accept. */
export const apolloAccept =
  'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9';

/** An answer that is read while it comes. */
export interface ComingAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The bytes up to and with the next delimiter. Rejects when the answer ends or breaks off before. */
  next(): Promise<string>;
  /** The bytes that are left, once the answer has ended. Rejects when it breaks off. */
  rest(): Promise<string>;
  /** Closes the connection. */
  leave(): void;
}

/** What is asked, and with which headers beside JSON and the Accept header of Apollo Client. */
export interface Asking {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks, and hands over the answer as soon as its headers are there. */
export function openAnswer(origin: string, { query, variables, headers }: Asking): Promise<ComingAnswer> {
  return new Promise((resolve, reject) => {
    const asking = request(`${origin}/graphql`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', 'accept-language': 'en', accept: apolloAccept, ...headers },
    });
    asking.on('error', reject);
    asking.on('response', (response) => {
      const bytes = response.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
      let text = '';
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        next: async () => {
          for (;;) {
            const end = /\r\n---(--\r\n)?(?=\r\n|$)/.exec(text);
            if (end) {
              const part = text.slice(0, end.index + end[0].length);
              text = text.slice(part.length);
              return part;
            }
            const { value, done } = await bytes.next();
            if (done) throw new Error(`The answer ended with ${JSON.stringify(text)}.`);
            text += value;
          }
        },
        rest: async () => {
          for (;;) {
            const { value, done } = await bytes.next();
            if (done) return text;
            text += value;
          }
        },
        leave: () => asking.destroy(),
      });
    });
    asking.end(JSON.stringify({ query, variables }));
  });
}

/** What a part says. */
export interface Part {
  readonly data?: unknown;
  readonly errors?: readonly ReadError[];
  readonly incremental?: readonly { data: unknown; path: unknown; label?: string; errors?: readonly ReadError[] }[];
  readonly hasNext: boolean;
  readonly extensions?: unknown;
}

interface ReadError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** The parts of an answer that has come. */
export function readParts(text: string): Part[] {
  return text
    .split('\r\n---')
    .slice(1, -1)
    .map((part) => JSON.parse(part.slice(part.indexOf('\r\n\r\n') + 4)) as Part);
}

/** Asks, and reads all parts, or the whole answer where it does not come in parts. */
export async function askForParts(origin: string, asking: Asking): Promise<Part[]> {
  const answer = await openAnswer(origin, asking);
  const text = await answer.rest();
  if (answer.headers['content-type']?.startsWith('multipart/mixed')) return readParts(text);
  return [JSON.parse(text) as Part];
}

/** The data that a client has once it has merged all parts, as Apollo Client, urql and Relay merge them. */
export function merged(parts: readonly Part[]): unknown {
  let whole: unknown = parts[0]?.data;
  for (const { incremental = [] } of parts)
    for (const { data, path } of incremental) whole = mergedAt(whole, path as (string | number)[], data);
  return whole;
}

function mergedAt(into: unknown, [key, ...rest]: readonly (string | number)[], data: unknown): unknown {
  if (key === undefined) return deeplyMerged(into, data);
  if (typeof into !== 'object' || into === null || !(key in into))
    throw new Error(`A part stands at ${JSON.stringify([key, ...rest])}, where nothing is.`);
  const copy = (Array.isArray(into) ? [...into] : { ...into }) as Record<string | number, unknown>;
  copy[key] = mergedAt(copy[key], rest, data);
  return copy;
}

function deeplyMerged(into: unknown, data: unknown): unknown {
  if (typeof into !== 'object' || into === null || typeof data !== 'object' || data === null) return data;
  const copy = (Array.isArray(into) ? [...into] : { ...into }) as Record<string, unknown>;
  for (const [key, value] of Object.entries(data)) copy[key] = key in into ? deeplyMerged(copy[key], value) : value;
  return copy;
}

/** The fields of later parts that the first part has brought already, null left out. */
export function sentTwice([first, ...later]: readonly Part[]): string[] {
  return later.flatMap(({ incremental = [] }) =>
    incremental.flatMap(({ data, path }) => {
      let there: unknown = first?.data;
      for (const key of path as (string | number)[]) there = (there as Record<string, unknown> | undefined)?.[key];
      return inBoth(there, data, (path as (string | number)[]).join('.'));
    }),
  );
}

function inBoth(one: unknown, other: unknown, place: string): string[] {
  if (one === undefined || other === null) return [];
  if (typeof one !== 'object' || one === null || typeof other !== 'object') return [place];
  return Object.entries(other).flatMap(([key, value]) =>
    key in one ? inBoth((one as Record<string, unknown>)[key], value, `${place}.${key}`) : [],
  );
}
