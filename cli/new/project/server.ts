import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { callVerifier } from '../../../kit/docking/verify-call.js';
import { resolvers } from './resolvers.js';

// The portal asks here, by POST; it composes what stands in schema.graphql, and compares it with what this server says of itself.
const typeDefs = parse(readFileSync('schema.graphql', 'utf8'));
const schema = buildSubgraphSchema({ typeDefs, resolvers });

// With PORTAL, the portal's address, whatever did not come through it is refused; without it, whoever reaches this server is answered.
const { url: address } = JSON.parse(readFileSync('yimen.json', 'utf8')) as { readonly url: string };
const portal = process.env['PORTAL'];
const refusalOf = portal ? callVerifier({ address, portal }) : null;

interface Question {
  readonly query?: unknown;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

function say(response: ServerResponse, status: number, answer: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function questionIn(body: Buffer): Question | null {
  try {
    return JSON.parse(body.toString('utf8')) as Question | null;
  } catch {
    return null;
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = request;
  const body = await buffer(request);
  const refusal = await refusalOf?.({ method, url, headers, body });
  if (refusal) {
    const { status, code, reason, zh, en } = refusal;
    return say(response, status, { errors: [{ message: `${zh} ${en}`, extensions: { code, reason } }] });
  }
  const question = questionIn(body);
  if (method !== 'POST' || typeof question?.query !== 'string') {
    return say(response, 400, { errors: [{ message: 'Send a GraphQL question as JSON, by POST.' }] });
  }
  const result = await graphql({
    schema,
    source: question.query,
    variableValues: question.variables,
    operationName: question.operationName,
    // The caller's own token, as the portal got it: verify it before it decides what somebody may see.
    contextValue: { authorization: headers.authorization },
  });
  say(response, 200, result);
}

const port = Number(process.env['PORT'] ?? 'SAMPLE_PORT');
createServer((request, response) => void answer(request, response)).listen(port, () => {
  console.log(`sample-name serves at http://127.0.0.1:${port}/graphql`);
  if (!portal)
    console.log('It answers whoever asks: set PORTAL to the address of the portal, and it answers the portal alone.');
});
