import { Agent, createServer, get, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** A request that a replica did not answer. */
export interface BalancerFailure {
  readonly replica: string;
  /** When it was passed on and when it failed, by the clock of `performance`. */
  readonly began: number;
  readonly at: number;
  readonly code: string;
}

/** A balancer of tests: round robin over the replicas that say they are ready, and nothing is tried twice. */
export interface Balancer {
  readonly origin: string;
  readonly failures: readonly BalancerFailure[];
  /** Replicas that requests go to at the moment. */
  readonly up: () => readonly string[];
  /** How many requests a replica has under way. */
  readonly underWay: (replica: string) => number;
  close(): Promise<void>;
}

/** Milliseconds between two looks at `/ready`, and until one that is not answered counts as a no. */
const interval = 200;
const patience = 5_000;

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

interface Backend {
  readonly origin: string;
  readonly agent: Agent;
  isUp: boolean;
  underWay: number;
}

/** Opens one before these addresses. Close it when done. */
export async function openBalancer(origins: readonly string[]): Promise<Balancer> {
  const backends = origins.map((origin) => ({
    origin,
    agent: new Agent({ keepAlive: true }),
    isUp: false,
    underWay: 0,
  }));
  const failures: BalancerFailure[] = [];
  let turn = 0;
  const next = (): Backend | undefined => {
    const up = backends.filter(({ isUp }) => isUp);
    turn += 1;
    return up[turn % up.length];
  };
  const failed = (backend: Backend, began: number, error: Error): void => {
    backend.isUp = false;
    const { code = error.message } = error as NodeJS.ErrnoException;
    failures.push({ replica: backend.origin, began, at: performance.now(), code });
  };
  const server = createServer((incoming, response) => {
    const backend = next();
    if (backend) pass(incoming, response, backend, failed);
    else response.writeHead(503).end('No replica is ready.');
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const backend = next();
    if (backend) join(incoming, socket, head, backend);
    else socket.destroy();
  });
  // Longer than its clients', so that none finds its connection closed.
  server.keepAliveTimeout = 65_000;
  const looks = backends.map((backend) => watch(backend));
  const origin = `http://127.0.0.1:${await listen(server)}`;
  return {
    origin,
    failures,
    up: () => backends.filter(({ isUp }) => isUp).map((backend) => backend.origin),
    underWay: (replica) => backends.find((backend) => backend.origin === replica)?.underWay ?? 0,
    close: async () => {
      for (const look of looks) clearInterval(look);
      for (const { agent } of backends) agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function watch(backend: Backend): NodeJS.Timeout {
  let isLooking = false;
  return setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    const look = get(`${backend.origin}/ready`, { timeout: patience }, (answer) => {
      backend.isUp = answer.statusCode === 200;
      answer.resume();
    });
    look.on('timeout', () => look.destroy(new Error('It did not answer.')));
    look.on('error', () => (backend.isUp = false));
    look.on('close', () => (isLooking = false));
  }, interval);
}

function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  backend: Backend,
  failed: (backend: Backend, began: number, error: Error) => void,
): void {
  const began = performance.now();
  backend.underWay += 1;
  let isOver = false;
  const over = (error?: Error): void => {
    if (isOver) return;
    isOver = true;
    backend.underWay -= 1;
    if (!error) return;
    failed(backend, began, error);
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end('The replica did not answer.');
  };
  const { method, url, headers } = incoming;
  const onward = request(`${backend.origin}${url}`, { method, headers, agent: backend.agent }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, withoutHops(answer));
    response.flushHeaders();
    answer.pipe(response);
    answer.on('end', () => over());
    // A stream that its replica breaks off is no request that failed: it was answered.
    answer.on('error', () => {
      response.destroy();
      over(isStream(answer) ? undefined : new Error('The answer broke off.'));
    });
  });
  onward.on('error', over);
  incoming.pipe(onward);
  response.on('close', () => {
    if (response.writableFinished) return;
    over();
    onward.destroy();
  });
}

function isStream({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('text/event-stream') === true;
}

function withoutHops({ headers }: IncomingMessage): NodeJS.Dict<string | string[]> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)));
}

/** Passes a WebSocket on, byte by byte, from its handshake on. */
function join({ method, url, rawHeaders }: IncomingMessage, socket: Duplex, head: Buffer, backend: Backend): void {
  const { hostname, port } = new URL(backend.origin);
  const onward = connect(Number(port), hostname, () => {
    const lines = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []));
    onward.write(`${[`${method} ${url} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  onward.on('close', () => socket.end());
  socket.on('error', () => onward.destroy());
  socket.on('close', () => onward.destroy());
}
