import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Visit, WholeRequest } from './whole/whole-answer.js';
import { WholeRequests } from './whole/whole-requests.js';

/** Looks, 20 milliseconds apart, without a request after which a draining server takes it that none is on its way. */
const quietLooks = 10;

/** Milliseconds. */
const idleLimits = { first: 20_000, next: 65_000 } as const;

/** Something of the portal that answers requests to its own paths. */
export interface Room {
  accepts(path: string): boolean;
  respond(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers a request that came in one piece as `respond` would; null, or left out, where it does not. */
  visit?(request: WholeRequest): Visit | null;
  /** Takes over the connection of a WebSocket's handshake; left out by a room that has no WebSockets. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Whether it is asked again and again for as long as the server listens, so that nobody waits for that to end. */
  readonly isProbe?: boolean;
}

/** Thrown when the portal cannot listen; its message is for the person who started it. */
export class CannotListen extends Error {}

/** The portal's HTTP server. It listens before its rooms are open, so that a taken port is known at once. */
export class PortalServer {
  readonly #server: Server;
  readonly #whole: WholeRequests;
  #rooms: readonly Room[] = [];
  #underWay = 0;
  #asked = 0;
  #isLeaving = false;
  #draining: Promise<void> | null = null;

  private constructor() {
    this.#server = createServer(
      {
        requestTimeout: 60_000,
        headersTimeout: idleLimits.first,
        keepAliveTimeout: idleLimits.next,
        // Some HTTP clients offer HTTP/2 by an upgrade with each request; those are answered as they are.
        shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
      },
      (request, response) => {
        this.#dispatch(request, response);
      },
    );
    this.#whole = new WholeRequests(this.#server, idleLimits, (request) => this.#visit(request));
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#upgrade(request, socket, head);
    });
  }

  /** Listens on an address; port 0 takes a free one. Throws CannotListen, which names the setting of the port. */
  static async listen(host: string, port: number, setting = 'PORT'): Promise<PortalServer> {
    const portal = new PortalServer();
    await new Promise<void>((resolve, reject) => {
      portal.#server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port, setting)));
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

  /** Whether the server is about to close; a balancer should send its requests elsewhere. */
  get isDraining(): boolean {
    return this.#isLeaving || this.#draining !== null;
  }

  /**
   * Says that it is about to close and serves on for so many milliseconds, until balancers have seen it; each answer ends
   * its connection, so that none is found closed later.
   */
  async leave(delay: number): Promise<void> {
    this.#isLeaving = this.#whole.isLeaving = true;
    await pause(delay);
  }

  /**
   * Answers what is under way or comes meanwhile, each on a connection that ends with it, until nothing has been asked
   * for a moment, at most `grace` milliseconds; then closes.
   */
  close(grace = 10_000): Promise<void> {
    this.#whole.isLeaving = true;
    return (this.#draining ??= this.#drain(grace));
  }

  async #drain(grace: number): Promise<void> {
    const end = performance.now() + grace;
    // Requests may still wait to be accepted, one a turn of the event loop, when the last one is answered: so several
    // looks must find nothing under way and nothing come. Looks are counted, not time, because a busy process looks late.
    let seen = this.#asked;
    for (let quiet = 0; quiet < quietLooks && performance.now() < end;) {
      await pause(20);
      quiet = this.#underWay === 0 && this.#whole.isIdle && this.#asked === seen ? quiet + 1 : 0;
      seen = this.#asked;
    }
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
      this.#whole.close();
    });
  }

  #dispatch(request: IncomingMessage, response: ServerResponse): void {
    this.#underWay += 1;
    response.once('close', () => (this.#underWay -= 1));
    if (this.isDraining) response.setHeader('connection', 'close');
    const { path, room } = this.#roomFor(request.url);
    if (!room?.isProbe) this.#asked += 1;
    response.setHeader('x-content-type-options', 'nosniff');
    if (room) return void room.respond(request, response);
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: `Nothing is served at ${path.slice(0, 200)}.` }));
  }

  #visit(request: WholeRequest): Visit | null {
    const visit = this.#roomFor(request.url).room?.visit?.(request) ?? null;
    if (!visit) return null;
    this.#asked += 1;
    return visit;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { room } = this.#roomFor(request.url);
    if (this.#draining !== null) refuseUpgrade(socket, '503 Service Unavailable');
    else if (room?.upgrade) room.upgrade(request, socket, head);
    else refuseUpgrade(socket, '404 Not Found');
  }

  #roomFor(url = '/'): { readonly path: string; readonly room: Room | undefined } {
    const [path = '/'] = url.split('?');
    return { path, room: this.#rooms.find((each) => each.accepts(path)) };
  }
}

/** Refuses a WebSocket's handshake and closes its connection. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number, setting: string): Error {
  const reason =
    error.code === 'EADDRINUSE'
      ? `Port ${port} of ${host} is taken by another program. Stop it or set ${setting} to a free port.`
      : `The portal cannot listen on ${host}:${port}: ${error.message}.`;
  return new CannotListen(reason, { cause: error });
}
