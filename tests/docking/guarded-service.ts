import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { type ArrivedCall, type CallRefusal, callVerifier } from '../../kit/docking/verify-call.js';
import { listen } from '../gateway/identity/issuer-server.js';

/** A department's service that answers nobody but the portal. */
export interface GuardedService {
  readonly origin: string;
  readonly url: string;
  /** What it was asked, believed or not. */
  readonly calls: ArrivedCall[];
  /** Why it refused, in the order in which it did. */
  readonly refused: CallRefusal[];
  /** Answers the next question with this status, once it has believed it. */
  failOnce(status: number): void;
  close(): void;
}

/** The part of a schema that it serves; a subscription gets one event. */
export const guardedSdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"])
type Query { sluice(id: ID!): Sluice }
type Subscription { opened: Sluice }
type Sluice @key(fields: "id") { id: ID! level: Int }
`;

const sluice = ({ id }: { readonly id: string }) => ({ id, level: id.length });
const schema = buildSubgraphSchema({
  typeDefs: parse(guardedSdl),
  resolvers: {
    Query: { sluice: (_root: unknown, { id }: { id: string }) => sluice({ id }) },
    Sluice: { __resolveReference: sluice },
  },
});

/** Starts it; `portal` is the origin whose keys it believes, `now` its clock. Its address has a path and a query. */
export async function startGuarded(portal: string, now = () => Date.now()): Promise<GuardedService> {
  const calls: ArrivedCall[] = [];
  const refused: CallRefusal[] = [];
  let failing = 0;
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    const call = { method, url, headers, body: await buffer(request) };
    calls.push(call);
    const refusal = await verify(call);
    if (refusal) {
      refused.push(refusal);
      const { status, code, reason, en: message } = refusal;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ errors: [{ message, extensions: { code, reason } }] }));
      return;
    }
    if (failing > 0) {
      response.writeHead(failing, { 'content-type': 'application/json' }).end('{"errors":[{"message":"Not now."}]}');
      failing = 0;
      return;
    }
    const { query, variables } = JSON.parse(call.body.toString('utf8')) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    if (headers.accept?.includes('text/event-stream')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end('event: next\ndata: {"data":{"opened":{"id":"seven"}}}\n\nevent: complete\ndata:\n\n');
      return;
    }
    const result = await graphql({ schema, source: query, variableValues: variables });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  };
  const server = createServer((request, response) => void respond(request, response));
  const origin = `http://127.0.0.1:${await listen(server)}`;
  const url = `${origin}/graphql?v=1`;
  const verify = callVerifier({ address: url, portal, now });
  return {
    origin,
    url,
    calls,
    refused,
    failOnce: (status) => {
      failing = status;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
