import { compose, validateGraphComposition } from '@apollo/composition';
import {
  type Schema,
  type Subgraph,
  Subgraphs,
  subgraphsFromServiceList,
  Supergraph,
} from '@apollo/federation-internals';
import { buildFederatedQueryGraph, buildSupergraphAPIQueryGraph } from '@apollo/query-graphs';
import { parse } from 'graphql';
import type { ComposeRequest, CompositionNews } from './compose.js';
import { mergeQuickly } from './merge-quickly.js';

type Declared = ComposeRequest['subgraphs'][number];

/** A subgraph as composition reads it, and what it was read from. */
interface ReadSubgraph {
  readonly declared: Declared;
  readonly subgraph: Subgraph;
}

/** The subgraphs of the last composition, by name: most of the next one's are the same. */
let known = new Map<string, ReadSubgraph>();

// The child's side of `Composer`: composes what comes, and tells what the supergraph would be before it is known to hold.
process.on('message', ({ id, subgraphs }: ComposeRequest & { id: number }) => {
  // What cannot be told, nobody waits for: the gateway was ended meanwhile.
  answer(subgraphs, (news) => tell({ id, ...news })).catch(() => process.exit());
});
// A terminal sends these to all processes of the gateway, which says itself when it is over.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
process.on('disconnect', () => process.exit());

async function answer(declared: readonly Declared[], say: (news: CompositionNews) => Promise<void>): Promise<void> {
  const errors = await composed(declared, (supergraphSdl) => say({ supergraphSdl })).catch((thrown: Error) => [
    thrown.message,
  ]);
  // What did not compose is read anew, so that nothing of the attempt is left.
  if (errors.length > 0) known = new Map();
  await say({ errors });
}

async function composed(
  declared: readonly Declared[],
  merged: (supergraphSdl: string) => Promise<void>,
): Promise<readonly string[]> {
  const { subgraphs, errors } = read(declared);
  if (errors.length > 0) return errors;
  const quick = mergeQuickly(subgraphs);
  if (quick) {
    await merged(quick.supergraphSdl);
    if (quick.isShowable()) return unreachable(quick.supergraph);
  }
  // Whoever reads only what has changed cannot say all that is wrong.
  const whole = compose(subgraphs, { runSatisfiability: false });
  if (whole.errors) return whole.errors.map(({ message }) => message);
  if (!quick) await merged(whole.supergraphSdl);
  return unreachable(whole.schema);
}

/** What cannot be reached, in composition's words. What was merged has been validated, and is not once more in each of its parts. */
function unreachable(schema: Schema): readonly string[] {
  const supergraph = new Supergraph(schema, null, false);
  const { errors = [] } = validateGraphComposition(
    supergraph.schema,
    supergraph.subgraphNameToGraphEnumValue(),
    buildSupergraphAPIQueryGraph(supergraph),
    buildFederatedQueryGraph(supergraph, false),
    {},
  );
  return errors.map(({ message }) => message);
}

function read(declared: readonly Declared[]): { readonly subgraphs: Subgraphs; readonly errors: readonly string[] } {
  const subgraphs = new Subgraphs();
  const errors: string[] = [];
  const kept = new Map<string, ReadSubgraph>();
  for (const each of declared) {
    const { name, url, sdl } = each;
    const before = known.get(name);
    if (before?.declared.url === url && before.declared.sdl === sdl) {
      kept.set(name, before);
      subgraphs.add(before.subgraph);
      continue;
    }
    const alone = subgraphsFromServiceList([{ name, url, typeDefs: parse(sdl) }]);
    if (Array.isArray(alone)) {
      errors.push(...alone.map(({ message }) => message));
      continue;
    }
    for (const subgraph of alone.values()) {
      subgraphs.add(subgraph);
      // One of Federation 1 is rewritten as it is composed.
      if (subgraph.isFed2Subgraph()) kept.set(name, { declared: each, subgraph });
    }
  }
  known = kept;
  return { subgraphs, errors };
}

/** Resolves when all of it is sent: a pipe takes less than a supergraph at once, and the rest would wait for what is done next. */
function tell(message: CompositionNews & { readonly id: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = (error: Error | null): void => (error ? reject(error) : resolve());
    process.send?.(message, undefined, undefined, sent);
  });
}
