import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../../../kit/module/host.js';
import { refuseUpgrade } from '../server.js';
import { type GraphQLSocketParts, serveGraphQLSockets } from './graphql-socket.js';

/** What GraphQL over WebSocket needs of the portal. */
export interface WebSocketDoorParts extends GraphQLSocketParts {
  readonly log: Log;
  /** Origins whose pages may open sockets, besides that of the portal itself. */
  readonly origins: ReadonlySet<string>;
  /** Bytes of one message. */
  readonly messageBytes: number;
}

/** Milliseconds between two pings; who has not answered one when the next is due is gone. */
const pingInterval = 12_000;

/** Milliseconds that a client may take to close its side. */
const closingTime = 1_000;

/** Close codes of RFC 6455 and of its registry. */
const closeCodes = { unsupportedMessage: 1003, serviceRestart: 1012 } as const;

/**
 * Takes WebSocket handshakes at `/graphql`, subprotocol graphql-transport-ws. A browser's handshake must come from a page
 * of this very origin or of one that is allowed, because no preflight protects it.
 */
export class WebSocketDoor {
  readonly #parts: WebSocketDoorParts;
  readonly #handshakes: WebSocketServer;
  readonly #serve: ReturnType<typeof serveGraphQLSockets>;

  constructor(parts: WebSocketDoorParts) {
    this.#parts = parts;
    this.#handshakes = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: parts.messageBytes,
      handleProtocols,
    });
    this.#serve = serveGraphQLSockets(parts);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#parts.open.isClosing) return refuseUpgrade(socket, '503 Service Unavailable');
    if (!isOfThisOrigin(request) && !this.#parts.origins.has(request.headers.origin ?? ''))
      return refuseUpgrade(socket, '403 Forbidden');
    this.#handshakes.handleUpgrade(request, socket, head, (opened) => this.#open(opened, request));
  }

  #open(socket: WebSocket, request: IncomingMessage): void {
    const { log, open } = this.#parts;
    const letGo = open.hold(() => end(socket, closeCodes.serviceRestart, 'Service restart'));
    // A frame that breaks the protocol, or is too large: the library has closed the socket with the code that says so.
    socket.on('error', (error) => log.info({ err: error }, 'A WebSocket broke off.'));
    const closed = this.#serve.opened(
      {
        protocol: socket.protocol,
        send: (text) => sent(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (message: RawData, isBinary: boolean) => {
            if (isBinary) return socket.close(closeCodes.unsupportedMessage, 'Messages are text');
            take(String(message)).catch((error: unknown) => {
              log.error({ err: error }, 'A WebSocket met a defect.');
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          }),
      },
      { request, close: (code, reason) => socket.close(code, reason) },
    );
    const stopPinging = pinging(socket);
    socket.once('close', (code, reason) => {
      stopPinging();
      letGo();
      closed(code, reason.toString()).catch((error: unknown) =>
        log.error({ err: error }, 'A WebSocket met a defect as it closed.'),
      );
    });
  }
}

function end(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), closingTime).unref();
}

// Resolves when the message has left the process, so that whoever writes waits for a slow client.
function sent(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== WebSocket.OPEN) return resolve();
    // An error here is the socket's own, told by its event.
    socket.send(text, () => resolve());
  });
}

function pinging(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const pings = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingInterval);
  return () => clearInterval(pings);
}

function isOfThisOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
