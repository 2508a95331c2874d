import type { PersonalValues } from './personal-values.js';
import type { FuzzedRequest } from './requests.js';

/** What is known of the portal that is asked. */
export interface Asked {
  readonly origin: string;
  readonly tokenOf: (username: string) => Promise<string>;
  readonly personal: PersonalValues;
  /** Accounts that may read personal values in plain for a purpose. */
  readonly readers: ReadonlySet<string>;
}

/** How a request ended, and what is wrong with that; nothing in most cases. */
export interface Verdict {
  /** The status, and the codes or reasons of the errors. */
  readonly outcome: string;
  readonly wrong: string | null;
  readonly milliseconds: number;
}

/** Milliseconds after which an answer counts as one that never comes. */
const patience = 15_000;
/** Milliseconds for which an event stream is listened to. */
const streamed = 200;

/** Codes that callers are meant to see, of a portal whose subgraphs all stand. */
export const meantCodes: ReadonlySet<string> = new Set([
  ...['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID', 'CONFLICT', 'LIMITED', 'TIMEOUT'],
  ...[
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'PERSISTED_QUERY_NOT_FOUND',
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ],
]);

/** Sends a request and judges what comes back: no status from 500 on, no defect, no hang, no personal value in plain. */
export async function ask(request: FuzzedRequest, asked: Asked): Promise<Verdict> {
  const began = performance.now();
  const ended = (outcome: string, wrong: string | null): Verdict => ({
    outcome,
    wrong,
    milliseconds: performance.now() - began,
  });
  let status: number;
  let text: string;
  try {
    ({ status, text } = await answerTo(request, asked));
  } catch (error) {
    return ended('no answer', `no answer: ${String(error)} ${String((error as Error).cause ?? '')}`);
  }
  if (status >= 500) return ended(String(status), `status ${status}: ${text.slice(0, 500)}`);
  const told = [...text.matchAll(/"extensions":\{"code":"(\w+)"(?:,"reason":"(\w+)")?/g)];
  const unmeant = told.find(([, code = '']) => !meantCodes.has(code));
  const outcome = [status, ...new Set(told.map(([, code, reason]) => reason ?? code))].slice(0, 2).join(' ');
  if (unmeant) return ended(outcome, `the code ${unmeant[1]}: ${text.slice(0, 500)}`);
  // What an error repeats of the request is the asker's own.
  const sentText = request.method === 'GET' ? decodeURIComponent(request.text.replaceAll('+', ' ')) : request.text;
  const [leaked] = mayReadPlain(request, asked)
    ? []
    : asked.personal.foundIn(text).filter((value) => !sentText.includes(value));
  return ended(outcome, leaked === undefined ? null : `the personal value ${leaked}: ${text.slice(0, 500)}`);
}

function mayReadPlain({ as, headers }: FuzzedRequest, { readers }: Asked): boolean {
  return headers['x-purpose'] === 'EVENT_CONTACT' && as !== null && readers.has(as);
}

async function answerTo(request: FuzzedRequest, { origin, tokenOf }: Asked): Promise<{ status: number; text: string }> {
  const { as, method, headers, text } = request;
  const token = as === null ? null : as === 'forged' ? 'e30.e30.AA' : await tokenOf(as);
  const response = await fetch(`${origin}/graphql${method === 'GET' ? `?${text}` : ''}`, {
    method,
    headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    ...(method === 'POST' ? { body: text } : {}),
    signal: AbortSignal.timeout(patience),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  return { status: response.status, text: isStream ? await beginningOf(response) : await response.text() };
}

/** What a stream says in its first moments: that of a subscription has no end. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  const late = setTimeout(() => void reader.cancel(), streamed);
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  clearTimeout(late);
  return text;
}
