import { parentPort } from 'node:worker_threads';
import { composeServices } from '@apollo/composition';
import { parse, printSchema, lexicographicSortSchema } from 'graphql';
import { withDefer } from '../operation/defer-directive.js';
import type { ComposeRequest, ComposeResult } from './compose.js';

// Composition takes tenths of a second of one core; here it takes them from nobody.
parentPort?.on('message', ({ id, subgraphs }: ComposeRequest & { id: number }) => {
  parentPort?.postMessage({ id, result: compose(subgraphs) });
});

function compose(subgraphs: ComposeRequest['subgraphs']): ComposeResult {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors) return { errors: result.errors.map(({ message }) => message) };
  const api = withDefer(result.schema.toAPISchema().toGraphQLJSSchema());
  return { supergraphSdl: result.supergraphSdl, publicSdl: printSchema(lexicographicSortSchema(api)) };
}
