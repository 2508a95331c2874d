import type { GraphQLFormattedError } from 'graphql';
import type { Given, Surroundings } from '../command.js';
import { portalSilent } from '../login/ask-issuer.js';
import { currentToken } from '../login/current-token.js';
import { PortalRefusal } from './portal-refusal.js';
import { portalOf } from './which-portal.js';

/** Milliseconds: an approval or a check composes the whole graph, where others may be doing so. */
const patience = 60_000;

/** Asks the portal's graph as whoever is logged in; answers its data. Raises PortalRefusal for errors, and Fault PORTAL_SILENT. */
export type Ask = <Data>(document: string, variables?: Readonly<Record<string, unknown>>) => Promise<Data>;

/** Finds the portal of a command and a login there. Faults of both. */
export async function asking(given: Given, at: Pick<Surroundings, 'terminal' | 'settings'>): Promise<Ask> {
  const portal = await portalOf(given, at.settings);
  return async <Data>(document: string, variables = {}) => {
    // Asked for each time: who waits for an approval may wait longer than a token is good for.
    const token = await currentToken(at.settings, portal);
    const response = await send(portal, '/graphql', token, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        'accept-language': at.terminal.language,
        'graphql-client-name': 'yimen',
      },
      body: JSON.stringify({ query: document, variables }),
    });
    const { data, errors = [] } = await answerIn<Data>(portal, response);
    if (errors.length > 0) throw new PortalRefusal(errors);
    if (data === undefined || data === null) throw portalSilent(portal.origin, `HTTP ${response.status}`);
    return data;
  };
}

/** Sends a request to a portal with a token; follows no redirect, because the token would go along. Fault PORTAL_SILENT. */
export async function send(
  portal: URL,
  path: string,
  token: string,
  { headers, ...request }: { method: string; headers: Readonly<Record<string, string>>; body?: string },
): Promise<Response> {
  try {
    return await fetch(new URL(path, portal), {
      ...request,
      headers: { ...headers, authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
  } catch (error) {
    throw portalSilent(portal.origin, error);
  }
}

/** The answer of GraphQL over HTTP in a response. Fault PORTAL_SILENT where there is none. */
export async function answerIn<Data>(portal: URL, response: Response): Promise<Answered<Data>> {
  try {
    const body = (await response.json()) as Answered<Data> | null;
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // Told below, by its status: what is not JSON may be a page of a proxy.
  }
  throw portalSilent(portal.origin, `HTTP ${response.status}`);
}

interface Answered<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphQLFormattedError[];
}
