import type { DocumentNode } from 'graphql';
import type { Source, SubgraphResponse } from '../../sources/source.js';
import { requestBytes } from '../../sources/subgraph-answer.js';
import { pastDeadline } from '../plan-run.js';

/** What was sent in place of a fetch, and what came: for the plain executor to go on with. */
export interface Kept {
  readonly body: () => string;
  readonly response: () => Promise<SubgraphResponse>;
}

/** Sources that answer what has been asked already with what came then. */
export function remembering(
  sources: ReadonlyMap<string, Source>,
  kept: ReadonlyMap<DocumentNode, Kept>,
): ReadonlyMap<string, Source> {
  if (kept.size === 0) return sources;
  const remember = (source: Source): Source => ({
    name: source.name,
    remembers: true,
    fetch: async (request, context) => {
      const known = kept.get(request.document);
      if (known?.body() === requestBytes(request)) return known.response();
      if (context.signal.aborted) throw pastDeadline(source.name);
      return source.fetch(request, context);
    },
  });
  return new Map([...sources].map(([name, source]) => [name, remember(source)]));
}
