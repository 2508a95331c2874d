import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../kit/identity/caller.js';
import { Fault } from '../../kit/module/fault.js';
import type { Graph } from '../supergraph/graph.js';
import { answerError } from './files/answer-files.js';
import { methodNotAllowed } from './files/file-faults.js';
import type { RequestIntake } from './request-intake.js';
import type { Room } from './server.js';

/** What the room needs of the portal. */
export interface SupergraphParts {
  readonly intake: RequestIntake;
  /** The graph that serves at the moment. */
  graph(): Pick<Graph, 'digest' | 'supergraphSdl'>;
}

const needed = 'registry:read';

/**
 * `GET /supergraph`: the supergraph that serves, for other routers; its digest is the ETag, so that who has it already is told
 * no more (304). For callers with the scope `registry:read`, because it names every subgraph's address.
 */
export function supergraphRoom({ intake, graph }: SupergraphParts): Room {
  return {
    accepts: (path) => path === '/supergraph',
    respond: async (request, response) => {
      const incoming = intake.open(request, response);
      try {
        if (request.method !== 'GET' && request.method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
        requireReader((await incoming.identify()).caller);
        send(request, response, graph());
      } catch (error) {
        if (error instanceof Fault && error.extensions['reason'] === 'METHOD_NOT_ALLOWED')
          response.setHeader('allow', 'GET, HEAD');
        await answerError(request, response, error, incoming);
      } finally {
        incoming.close();
      }
    },
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { digest, supergraphSdl }: Pick<Graph, 'digest' | 'supergraphSdl'>,
): void {
  const tag = `"${digest}"`;
  const known = (request.headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  const headers = { etag: tag, 'cache-control': 'private, no-cache', vary: 'authorization' };
  if (known.includes(tag) || known.includes('*')) return void response.writeHead(304, headers).end();
  response.writeHead(200, {
    ...headers,
    'content-type': 'application/graphql; charset=utf-8',
    'content-length': Buffer.byteLength(supergraphSdl),
  });
  response.end(request.method === 'HEAD' ? undefined : supergraphSdl);
}

function requireReader(caller: Caller): void {
  if (caller.scopes.has(needed)) return;
  const sentence = {
    zh: `读取总图需要权限 ${needed}。`,
    en: `To read the supergraph needs the scope ${needed}.`,
  };
  const code = caller.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  throw new Fault(code, sentence, { reason: 'SUPERGRAPH_CLOSED', details: { scope: needed } });
}
