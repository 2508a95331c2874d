import { OperationTypeNode, parse } from 'graphql';
import { type FaultyServer, openFaultyServer } from '../../../bench/faults/faulty-server.js';
import type { RequestContext } from '../../../gateway/request-context.js';
import { createRemoteSource } from '../../../gateway/sources/remote-source.js';
import { anonymousContext } from '../execution/federation.js';

/** A line of the log: its fields and its sentence. */
export type Logged = readonly [Readonly<Record<string, unknown>>, string];

/** A source over a server that may be at fault, with a clock that the test moves. */
export interface FaultySource {
  readonly server: FaultyServer;
  readonly logged: readonly Logged[];
  /** Seconds that the clock is moved by. */
  pass(seconds: number): void;
  /** Asks, and tells what came of it: `well`, or the Fault's reason. */
  ask(context?: Partial<RequestContext>, query?: string, variables?: object): Promise<string>;
  /** Whether it is left alone, and was asked in vain just now. */
  isFailing(): boolean;
  /** The whole outcome, for what else a Fault says. */
  fetch(context?: Partial<RequestContext>, query?: string, variables?: object): Promise<unknown>;
  close(): Promise<void>;
}

type Options = Parameters<typeof createRemoteSource>[0];

/** Opens it; `answer` is what the server answers while nothing is wrong. */
export async function openFaultySource(
  options: Partial<Options> = {},
  answer: (body: string) => string | Promise<string> = () => '{"data":{"a":1}}',
): Promise<FaultySource> {
  const server = await openFaultyServer(answer, { late: 300 });
  const logged: Logged[] = [];
  let moved = 0;
  const write = (...line: Logged): void => void logged.push(line);
  const url = `http://127.0.0.1:${server.port}/graphql`;
  const source = createRemoteSource({
    name: 'gas',
    url,
    timeout: 2_000,
    now: () => performance.now() + moved,
    log: { info: write, warn: write, error: write },
    ...options,
  });
  const fetch: FaultySource['fetch'] = (context = {}, query = '{ a }', variables = {}) =>
    source.fetch(
      {
        kind: OperationTypeNode.QUERY,
        operation: query,
        document: parse(query),
        operationName: undefined,
        variables: { ...variables },
      },
      { ...anonymousContext(), runs: OperationTypeNode.QUERY, ...context },
    );
  return {
    server,
    logged,
    pass: (seconds) => void (moved += seconds * 1_000),
    fetch,
    isFailing: () => source.calls?.isFailing === true,
    ask: (context, query, variables) =>
      fetch(context, query, variables).then(
        () => 'well',
        (thrown: { extensions?: { reason?: string } }) => thrown.extensions?.reason ?? String(thrown),
      ),
    close: async () => {
      await source.close();
      await server.close();
    },
  };
}

/** The same some times, one after the other. */
export async function times<T>(count: number, ask: () => Promise<T>): Promise<T[]> {
  const outcomes: T[] = [];
  for (let each = 0; each < count; each += 1) outcomes.push(await ask());
  return outcomes;
}
