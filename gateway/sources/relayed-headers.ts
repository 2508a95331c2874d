import type { RequestContext } from '../request-context.js';

/** What a subgraph may know of the client's request, as HTTP headers: token, language, request id, purpose and trace. */
export function relayedHeaders(
  context: RequestContext,
  traceparent = context.trail?.traceparent,
): Record<string, string> {
  const headers: Record<string, string> = {
    'accept-language': context.language,
    'x-request-id': context.requestId,
  };
  if (context.token !== null) headers['authorization'] = `Bearer ${context.token}`;
  if (context.purpose !== null) headers['x-purpose'] = context.purpose;
  if (traceparent !== undefined) headers['traceparent'] = traceparent;
  return headers;
}

/**
 * Whether two requests tell a subgraph the same of their callers, so that one answer is good for both: every header above is
 * compared but the request id and the trace, which name a request and ask for nothing; and so are the callers, whatever of them is told.
 */
export function relaySame(one: RequestContext, other: RequestContext): boolean {
  return (
    one.token === other.token &&
    one.language === other.language &&
    one.purpose === other.purpose &&
    (one.caller === other.caller ||
      (one.caller.kind === other.caller.kind &&
        one.caller.subject === other.caller.subject &&
        one.caller.client === other.caller.client))
  );
}
