import { Agent, type Dispatcher, request } from 'undici';
import type { Message } from '../sources/http1/connections.js';
import type { Addresses } from './addresses.js';
import type { CallSigner } from './call-signer.js';

/** Milliseconds that a service may take for one answer to the portal itself. */
const patience = 5_000;

/** Characters of an answer that says a schema, descriptions and all, and of any other. */
export const longestSchema = 2_000_000;
const longest = 100_000;

/** Thrown where a service says more than it may; the rest is not listened to. */
export class SaysTooMuch extends Error {
  readonly most: number;

  constructor(most: number) {
    super(`The service says more than ${most} characters.`);
    this.most = most;
  }
}

/** What a service is asked, and in whose name. */
export interface ServiceQuestion {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The header `authorization`; none when left out. */
  readonly authorization?: string;
  /** Characters that the answer may have; those of a small one when left out. */
  readonly most?: number;
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

/** With what the portal asks services on its own account: where they may stand, and how it shows that it is the portal. */
export interface OwnAccount {
  readonly addresses: Addresses;
  readonly signer: CallSigner;
}

/** Asks one service once. Follows no redirect; rejects where there is no answer in time, and with SaysTooMuch. */
export type AskService = (question: ServiceQuestion) => Promise<ServiceAnswer>;

/** Has a service asked on the portal's own account for as long as `work` lasts. Throws AddressRefused. */
export async function askingService<T>(
  url: string,
  { addresses, signer }: OwnAccount,
  work: (ask: AskService) => Promise<T>,
): Promise<T> {
  const agent = new Agent({ connect: { lookup: addresses.lookup, timeout: patience } });
  try {
    const address = new URL(url);
    addresses.requireHost(address);
    const { origin, pathname, search } = address;
    const sign = signer.to(origin);
    return await work(async (question) => {
      const { path, headers, body } = sign(messageTo(pathname + search, question));
      return answerOf(
        question.most,
        await request(origin + path, {
          method: 'POST',
          dispatcher: agent,
          headers,
          body: Buffer.from(body, 'latin1'),
          signal: AbortSignal.timeout(patience),
        }),
      );
    });
  } finally {
    await agent.destroy();
  }
}

function messageTo(path: string, { query, variables, authorization }: ServiceQuestion): Message {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    ...(authorization === undefined ? {} : { authorization }),
  };
  return { path, headers, body: Buffer.from(JSON.stringify({ query, variables })).toString('latin1') };
}

async function answerOf(most = longest, { statusCode, body }: Dispatcher.ResponseData): Promise<ServiceAnswer> {
  let text = '';
  for await (const piece of body.setEncoding('utf8') as AsyncIterable<string>) {
    text += piece;
    if (text.length > most) throw new SaysTooMuch(most);
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
