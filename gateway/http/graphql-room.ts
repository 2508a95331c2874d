import type { Limits } from '../config.js';
import { type EndpointParts, GraphQLEndpoint } from './graphql-endpoint.js';
import type { Room } from './server.js';
import { WebSocketDoor, type WebSocketDoorParts } from './streams/websocket-door.js';

/** `/graphql`: GraphQL over HTTP, over SSE and over WebSocket. */
export function graphqlRoom(
  doors: EndpointParts & Pick<WebSocketDoorParts, 'log' | 'origins'>,
  limits: Pick<Limits, 'bodyBytes' | 'batch' | 'streams'>,
): Room {
  const endpoint = new GraphQLEndpoint(doors, limits);
  const sockets = new WebSocketDoor({ ...doors, streams: limits.streams, messageBytes: limits.bodyBytes });
  return {
    accepts: (path) => path === '/graphql',
    respond: (request, response) => endpoint.respond(request, response),
    visit: (request) => endpoint.visit(request),
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
  };
}
