import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Room } from './server.js';

const allowedHeaders =
  'accept, accept-language, authorization, content-type, x-purpose, x-query-plan, x-request-id, apollo-require-preflight';
const exposedHeaders = 'x-request-id, retry-after, location';

/** Lets pages of these origins ask a room (Fetch Standard, "CORS protocol"); no cookies, so no credentials are allowed. */
export function withCors(room: Room, origins: ReadonlySet<string>): Room {
  if (origins.size === 0) return room;
  const { upgrade } = room;
  return {
    accepts: (path) => room.accepts(path),
    respond: async (request, response) => {
      if (answersPreflight(request, response, origins)) return;
      await room.respond(request, response);
    },
    ...(upgrade && { upgrade: upgrade.bind(room) }),
  };
}

function answersPreflight(request: IncomingMessage, response: ServerResponse, origins: ReadonlySet<string>): boolean {
  const { origin } = request.headers;
  if (origin === undefined || !origins.has(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', exposedHeaders);
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': allowedHeaders,
    'access-control-max-age': '7200',
  });
  response.end();
  return true;
}
