import type { GraphQLFormattedError } from 'graphql';
import { request } from 'undici';
import { Fault } from '../kit/module/fault.js';
import { faultOf } from './questions.js';

/** On whose behalf a module that is a server of its own asks. */
export interface AskingRequest {
  readonly authorization: string | undefined;
  readonly language: 'zh' | 'en';
  /** The span on whose behalf; left out where it is not traced. */
  readonly traceparent?: string | undefined;
}

/** Milliseconds that the portal may take for a question. */
const patience = 10_000;

/**
 * Questions to the portal at `url` (`http://127.0.0.1:4000/graphql`), each with the caller's own token. Faults: those that
 * the graph answers with, UPSTREAM with reason PORTAL_AWAY when it does not answer.
 */
export function questionsTo(url: string | null) {
  return async (
    query: string,
    variables: Readonly<Record<string, unknown>>,
    { authorization, language, traceparent }: AskingRequest,
  ): Promise<unknown> => {
    if (url === null) throw portalAway('PORTAL_URL is not set');
    const { body } = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        'accept-language': language,
        ...(authorization === undefined ? {} : { authorization }),
        ...(traceparent === undefined ? {} : { traceparent }),
      },
      body: JSON.stringify({ query, variables }),
      headersTimeout: patience,
      bodyTimeout: patience,
    }).catch((error: Error) => Promise.reject(portalAway(error.message)));
    const answer = (await body.json()) as { data?: unknown; errors?: readonly GraphQLFormattedError[] };
    const [first] = answer.errors ?? [];
    if (first) throw faultOf(first);
    return answer.data;
  };
}

function portalAway(why: string): Fault {
  return new Fault(
    'UPSTREAM',
    { zh: `门户未应答,无法核对:${why}。`, en: `The portal did not answer a question: ${why}.` },
    { reason: 'PORTAL_AWAY' },
  );
}
