import type { Limits } from '../config.js';
import { type EndpointParts, GraphQLEndpoint } from './graphql-endpoint.js';
import type { Room } from './server.js';
import { WebSocketDoor, type WebSocketDoorParts } from './streams/websocket-door.js';

/** `/graphql`: GraphQL over HTTP, over SSE and over WebSocket. */
export function graphqlRoom(
  doors: EndpointParts & Pick<WebSocketDoorParts, 'log'>,
  { bodyBytes, streams }: Pick<Limits, 'bodyBytes' | 'streams'>,
): Room {
  const endpoint = new GraphQLEndpoint(doors, bodyBytes);
  const sockets = new WebSocketDoor({ ...doors, streams, messageBytes: bodyBytes });
  return {
    accepts: (path) => path === '/graphql',
    respond: (request, response) => endpoint.respond(request, response),
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
  };
}
