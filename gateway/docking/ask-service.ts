import { type Agent, request } from 'undici';

/** Milliseconds that a service may take for one answer to the portal itself. */
export const patience = 5_000;

/** Bytes of such an answer. */
const longest = 8 * 1024 * 1024;

/** What a service is asked, and in whose name. */
export interface ServiceQuestion {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The header `authorization`; none when left out. */
  readonly authorization?: string;
}

/** What a service said: its status, and its answer where that is JSON. */
export interface ServiceAnswer {
  readonly status: number;
  readonly said: GraphQLAnswer | null;
}

/** An answer of GraphQL as far as anybody has looked at it. */
export interface GraphQLAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly path?: unknown; readonly extensions?: { readonly code?: unknown } | null }[];
}

/** Asks a service on the portal's own account, and follows no redirect. Rejects where there is no answer in time. */
export async function askService(
  url: string,
  agent: Agent,
  { query, variables, authorization }: ServiceQuestion,
): Promise<ServiceAnswer> {
  const { statusCode, body } = await request(url, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(patience),
  });
  let text = '';
  for await (const piece of body.setEncoding('utf8') as AsyncIterable<string>) {
    text += piece;
    if (text.length > longest) break;
  }
  return { status: statusCode, said: readAnswer(text) };
}

function readAnswer(text: string): GraphQLAnswer | null {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? (answer as GraphQLAnswer) : null;
  } catch {
    return null;
  }
}
