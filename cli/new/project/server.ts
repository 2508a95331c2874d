import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { json } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { resolvers } from './resolvers.js';

// The portal asks here, by POST; it composes what stands in schema.graphql, and compares it with what this server says of itself.
const typeDefs = parse(readFileSync('schema.graphql', 'utf8'));
const schema = buildSubgraphSchema({ typeDefs, resolvers });

interface Question {
  readonly query?: unknown;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const question = (await json(request).catch(() => null)) as Question | null;
  if (request.method !== 'POST' || typeof question?.query !== 'string') {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end('{"errors":[{"message":"Send a GraphQL question as JSON, by POST."}]}');
    return;
  }
  const result = await graphql({
    schema,
    source: question.query,
    variableValues: question.variables,
    operationName: question.operationName,
    // The caller's own token, as the portal got it: verify it before it decides what somebody may see.
    contextValue: { authorization: request.headers.authorization },
  });
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(result));
}

const port = Number(process.env['PORT'] ?? 'SAMPLE_PORT');
createServer((request, response) => void answer(request, response)).listen(port, () => {
  console.log(`sample-name serves at http://127.0.0.1:${port}/graphql`);
});
