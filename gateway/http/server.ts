import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something of the portal that answers requests to its own paths. */
export interface Room {
  accepts(path: string): boolean;
  respond(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Thrown when the portal cannot listen; its message is for the person who started it. */
export class CannotListen extends Error {}

/** The portal's HTTP server. It listens before its rooms are open, so that a taken port is known at once. */
export class PortalServer {
  readonly #server: Server;
  #rooms: readonly Room[] = [];

  private constructor() {
    this.#server = createServer(
      { requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: 65_000 },
      (request, response) => {
        void this.#dispatch(request, response);
      },
    );
  }

  /** Listens on an address; port 0 takes a free one. Throws CannotListen. */
  static async listen(host: string, port: number): Promise<PortalServer> {
    const portal = new PortalServer();
    await new Promise<void>((resolve, reject) => {
      portal.#server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
      portal.#server.listen(port, host, resolve);
    });
    return portal;
  }

  /** `http://127.0.0.1:4000` */
  get origin(): string {
    const { address, port, family } = this.#server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  /** Opens the rooms; a request goes to the first that accepts its path. */
  open(rooms: readonly Room[]): void {
    this.#rooms = rooms;
  }

  /** Takes no new connections, lets running requests end for up to `grace` milliseconds, then cuts. */
  async close(grace = 10_000): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => this.#server.closeAllConnections(), grace);
    await closed;
    clearTimeout(cut);
  }

  async #dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/'] = (request.url ?? '/').split('?');
    const room = this.#rooms.find((each) => each.accepts(path));
    response.setHeader('x-content-type-options', 'nosniff');
    if (room) return room.respond(request, response);
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: `Nothing is served at ${path.slice(0, 200)}.` }));
  }
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reason =
    error.code === 'EADDRINUSE'
      ? `Port ${port} of ${host} is taken by another program. Stop it or set PORT to a free port.`
      : `The portal cannot listen on ${host}:${port}: ${error.message}.`;
  return new CannotListen(reason, { cause: error });
}
