import { composeServices } from '@apollo/composition';
import { parse, printSchema, lexicographicSortSchema } from 'graphql';
import { withDefer } from '../operation/defer-directive.js';
import type { ComposeRequest, ComposeResult } from './compose.js';

// The child's side of `Composer`: composes what comes, one after the other.
process.on('message', ({ id, subgraphs }: ComposeRequest & { id: number }) => {
  process.send?.({ id, result: compose(subgraphs) });
  // It rests until somebody changes the graph, perhaps for months.
  globalThis.gc?.();
});
// A terminal sends these to all processes of the gateway, which says itself when it is over.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
process.on('disconnect', () => process.exit());

function compose(subgraphs: ComposeRequest['subgraphs']): ComposeResult {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors) return { errors: result.errors.map(({ message }) => message) };
  const api = withDefer(result.schema.toAPISchema().toGraphQLJSSchema());
  return { supergraphSdl: result.supergraphSdl, publicSdl: printSchema(lexicographicSortSchema(api)) };
}
