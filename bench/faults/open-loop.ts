import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** A question of the load, of one of some kinds. */
export interface Asked<Kind extends string = 'healthy' | 'mixed'> {
  readonly kind: Kind;
  readonly body: string;
  /** Who asks; nobody when left out. */
  readonly token?: string | undefined;
  /** Told of the answer when it is whole, for who asks further by it. */
  readonly answered?: (answer: string | null) => void;
}

/** What became of one question. */
export interface Reply<Kind extends string = 'healthy' | 'mixed'> extends Asked<Kind> {
  /** Milliseconds from the question until its answer was whole. */
  readonly milliseconds: number;
  /** The answer as text; null where there was none with status 200. */
  readonly answer: string | null;
}

/**
 * Asks so many questions a second for some seconds, each at its time, whatever became of those before (an open loop): a
 * gateway that stands still is asked all the same. Answers when all are answered.
 */
export async function askSteadily<Kind extends string>(
  url: string,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  question: (number: number) => Asked<Kind>,
): Promise<Reply<Kind>[]> {
  const agent = new Agent({ keepAlive: true });
  const begun = performance.now();
  const replies: Promise<Reply<Kind>>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = begun + (number * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await pause(wait);
    const asked = question(number);
    const at = Math.max(due, performance.now());
    replies.push(
      post(url, agent, asked).then((answer) => {
        const milliseconds = performance.now() - at;
        asked.answered?.(answer);
        return { ...asked, answer, milliseconds };
      }),
    );
  }
  try {
    return await Promise.all(replies);
  } finally {
    agent.destroy();
  }
}

function post(url: string, agent: Agent, { body, token }: Asked<string>): Promise<string | null> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    'content-type': 'application/json',
    accept: 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const posted = request(url, { method: 'POST', headers, agent }, (response) => {
      text(response).then(
        (answer) => resolve(response.statusCode === 200 ? answer : null),
        () => resolve(null),
      );
    });
    posted.once('error', () => resolve(null));
    posted.end(body);
  });
}
