import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Visit, WholeRequest } from './whole-answer.js';
import { type IdleLimits, WholeConnection, type WholeDoor } from './whole-connection.js';

/**
 * Stands before an HTTP server and answers the requests that come in one piece itself: of a small one, Node's server is a fifth
 * of the cost. Every other connection goes on to that server, which knows nothing of it.
 */
export class WholeRequests implements WholeDoor {
  readonly #open = new Set<WholeConnection>();
  readonly #visit: (request: WholeRequest) => Visit | null;
  readonly #passOn: (socket: Socket, unread: Buffer) => void;
  readonly idleLimits: IdleLimits;
  isLeaving = false;

  constructor(server: Server, idleLimits: IdleLimits, visit: (request: WholeRequest) => Visit | null) {
    this.idleLimits = idleLimits;
    const listeners = server.listeners('connection') as ((socket: Socket) => void)[];
    server.removeAllListeners('connection');
    server.on('connection', (socket) => this.#open.add(new WholeConnection(socket, this)));
    this.#visit = visit;
    this.#passOn = (socket, unread) => {
      socket.pause();
      socket.unshift(unread);
      for (const listener of listeners) listener.call(server, socket);
      process.nextTick(() => socket.resume());
    };
  }

  visit(request: WholeRequest): Visit | null {
    return this.#visit(request);
  }

  passOn(socket: Socket, unread: Buffer): void {
    this.#passOn(socket, unread);
  }

  gone(connection: WholeConnection): void {
    this.#open.delete(connection);
  }

  get isIdle(): boolean {
    return [...this.#open].every(({ isIdle }) => isIdle);
  }

  /** Ends its connections. */
  close(): void {
    for (const connection of this.#open) connection.end();
  }
}
