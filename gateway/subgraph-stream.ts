import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import type { AnswerBody } from './answer.js';
import { endingWith } from './execution/subscribe.js';
import type { GraphQLRequest } from './operation/graphql-request.js';
import { presentError } from './operation/present-error.js';
import type { RequestContext } from './request-context.js';
import { type StreamingSource, StreamRefused, type SubgraphRequest } from './sources/source.js';

/**
 * The answers of a module that is a server of its own to a subscription; null for everything else, for a document that
 * does not parse or fit as well. Errors alone are the last answer. Ends when the context's signal is aborted.
 */
export function subgraphStream(
  schema: GraphQLSchema,
  source: StreamingSource,
  request: GraphQLRequest,
  context: RequestContext,
): AsyncIterable<AnswerBody> | null {
  const subscription = readSubscription(schema, request);
  return subscription && answers(source, subscription, context);
}

function readSubscription(
  schema: GraphQLSchema,
  { query, operationName, variables }: GraphQLRequest,
): SubgraphRequest | null {
  const document = parsed(query);
  const kind = document && getOperationAST(document, operationName)?.operation;
  if (!document || kind !== OperationTypeNode.SUBSCRIPTION || validate(schema, document).length > 0) return null;
  return { kind, operation: query, document, operationName: operationName ?? undefined, variables };
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { noLocation: true });
  } catch (error) {
    // Who answers other documents says what is wrong with it.
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

async function* answers(
  source: StreamingSource,
  subscription: SubgraphRequest,
  context: RequestContext,
): AsyncGenerator<AnswerBody, void> {
  try {
    for await (const { trail, ...body } of endingWith(context, await source.subscribe(subscription, context))) {
      trail?.streamed(body);
      yield body;
    }
  } catch (thrown) {
    if (context.signal.aborted) return;
    yield { errors: thrown instanceof StreamRefused ? thrown.errors : [presentError(thrown, context)] };
  }
}
