import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopback } from '../loopback.js';
import type { MetricsText } from '../telemetry/metrics-text.js';
import type { TelemetrySettings } from '../telemetry-settings.js';
import { type Checks, healthRoom } from './health.js';
import { PortalServer, type Room } from './server.js';

/** What the admin port shows, once there is something to show. */
export interface AdminRooms {
  readonly metrics: MetricsText;
  readonly checks: () => Checks;
}

/** The port of operators: metrics and health, and nothing else of the portal. */
export class AdminPort {
  readonly #server: PortalServer;
  readonly #isLoopback: boolean;

  private constructor(server: PortalServer, onLoopback: boolean) {
    this.#server = server;
    this.#isLoopback = onLoopback;
  }

  /** Listens, and answers 404 to everything until it is opened. Throws CannotListen. */
  static async listen({ host, port }: NonNullable<TelemetrySettings['admin']>): Promise<AdminPort> {
    return new AdminPort(await PortalServer.listen(host, port, 'ADMIN_PORT'), isLoopback(host));
  }

  /** `http://127.0.0.1:9464` */
  get origin(): string {
    return this.#server.origin;
  }

  open({ metrics, checks }: AdminRooms): void {
    this.#server.open([metricsRoom(metrics), healthRoom(checks)].map((room) => this.#guarded(room)));
  }

  /** Closes at once: nobody waits for a number. */
  close(): Promise<void> {
    return this.#server.close(0);
  }

  // A page in a browser of this machine may reach a loopback port by a name of its own that leads here (DNS rebinding).
  #guarded({ accepts, respond }: Room): Room {
    return {
      accepts,
      respond: async (request, response) => {
        if (request.method !== 'GET' && request.method !== 'HEAD')
          return refuse(response, 405, 'Only GET is served here.');
        if (this.#isLoopback && !isLoopbackName(request.headers.host))
          return refuse(response, 403, 'This port is asked by the address of this machine.');
        return respond(request, response);
      },
    };
  }
}

function metricsRoom(metrics: MetricsText): Room {
  return {
    accepts: (path) => path === '/metrics',
    respond: async (_request: IncomingMessage, response: ServerResponse) => {
      const text = await metrics.write();
      response.writeHead(200, { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' });
      response.end(text);
    },
  };
}

function isLoopbackName(host: string | undefined): boolean {
  return isLoopback((host ?? '').replace(/:\d+$/, ''));
}

function refuse(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error }));
}
