import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { graphql, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

interface SubgraphQuestion {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/**
 * Serves subgraphs at paths of their names. What was answered once is answered from memory, so that where no replay
 * server stands before it, it is no bottleneck either: its rows never change. `fieldResolver` is for fields without one.
 */
export function rememberingServer(
  schemas: ReadonlyMap<string, GraphQLSchema>,
  fieldResolver?: GraphQLFieldResolver<unknown, unknown>,
): Server {
  const answered = new Map<string, string>();
  const answer = async (path: string, body: string): Promise<string> => {
    const schema = schemas.get(path.slice(1));
    if (!schema) throw new Error(`There is no subgraph at ${path}.`);
    const { query, variables, operationName } = JSON.parse(body) as SubgraphQuestion;
    const asked = { schema, source: query, variableValues: variables, operationName, fieldResolver };
    return JSON.stringify(await graphql(asked));
  };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url = '/' } = request;
    const body = await text(request);
    const key = `${url}\n${body}`;
    const bytes = answered.get(key) ?? (await answer(url, body));
    answered.set(key, bytes);
    response.setHeader('content-type', 'application/json');
    response.end(bytes);
  };
  return createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
}
