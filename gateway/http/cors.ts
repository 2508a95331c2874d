import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Room } from './server.js';
import type { Visit } from './whole/whole-answer.js';

const allowedHeaders =
  'accept, accept-language, authorization, content-type, x-purpose, x-query-plan, x-request-id, apollo-require-preflight';
const exposedHeaders = 'x-request-id, retry-after, location';

/** Lets pages of these origins ask a room (Fetch Standard, "CORS protocol"); no cookies, so no credentials are allowed. */
export function withCors(room: Room, origins: ReadonlySet<string>): Room {
  if (origins.size === 0) return room;
  const { upgrade, visit } = room;
  return {
    accepts: (path) => room.accepts(path),
    respond: async (request, response) => {
      if (answersPreflight(request, response, origins)) return;
      await room.respond(request, response);
    },
    ...(visit && { visit: (request) => seenFrom(request.headers.origin, origins, visit.call(room, request)) }),
    ...(upgrade && { upgrade: upgrade.bind(room) }),
  };
}

function headersFor(origin: string | undefined, origins: ReadonlySet<string>) {
  if (origin === undefined || !origins.has(origin)) return null;
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposedHeaders };
}

function seenFrom(origin: string | undefined, origins: ReadonlySet<string>, visit: Visit | null): Visit | null {
  const seen = headersFor(origin, origins);
  if (!visit || !seen) return visit;
  const answer = visit.answer.then((each) => ({ ...each, headers: { ...seen, ...each.headers } }));
  return { answer, leave: () => visit.leave() };
}

function answersPreflight(request: IncomingMessage, response: ServerResponse, origins: ReadonlySet<string>): boolean {
  const seen = headersFor(request.headers.origin, origins);
  if (!seen) return false;
  for (const [name, value] of Object.entries(seen)) response.setHeader(name, value);
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': allowedHeaders,
    'access-control-max-age': '7200',
  });
  response.end();
  return true;
}
