import type { RequestContext } from '../request-context.js';

/** What a subgraph may know of the client's request, as HTTP headers: token, language, request id and purpose. */
export function relayedHeaders(context: RequestContext): Record<string, string> {
  const headers: Record<string, string> = {
    'accept-language': context.language,
    'x-request-id': context.requestId,
  };
  if (context.token !== null) headers['authorization'] = `Bearer ${context.token}`;
  if (context.purpose !== null) headers['x-purpose'] = context.purpose;
  return headers;
}
