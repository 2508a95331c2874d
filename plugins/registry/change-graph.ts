import type { Target } from '../../kit/data/perform.js';
import { dockOf } from '../../kit/docking/dock.js';
import type { Context } from '../../kit/module/context.js';
import { allowedOn } from '../../kit/workflow/allowed-on.js';
import { move } from '../../kit/workflow/move.js';
import { checkFailed } from './checked-or-refused.js';
import { type Moored, onMoorings } from './moorings.js';
import type { SubgraphVersion } from './subgraph-version.js';
import { versionWorkflow } from './version-workflow.js';

/** The verbs that change which versions are part of the graph. */
type Verb = 'approveVersion' | 'rollbackSubgraph' | 'retireSubgraph';

/** What would be part of the graph after a verb; null where the verb does not change that yet. */
type After = (row: SubgraphVersion, others: readonly Moored[]) => readonly Moored[] | null;

/**
 * Does a verb that changes the graph: tries the graph that would follow, makes the change, and has this replica serve it; the
 * others hear of it by its commit. Faults: those of the verb; INVALID, reason CHECK_FAILED, where that graph cannot be served,
 * and then nothing changed; CONFLICT, reason GRAPH_CHANGED.
 */
export async function changeGraph(
  verb: Verb,
  target: Target,
  context: Context,
  after: After,
): Promise<SubgraphVersion> {
  const row = await allowedOn(versionWorkflow, verb, target, context);
  const changed = await onMoorings(context, async ({ revision, docked }) => {
    const standing = docked.find(({ name }) => name === row.subgraphName);
    const others = docked.filter((each) => each !== standing);
    const next = after(row, others);
    if (next) await requireServable(context, row.subgraphName, next);
    const replaces = standing === undefined || standing.id === row.id ? null : standing.id;
    const alongside = replaces === null ? [] : [replaces];
    return move(versionWorkflow, verb, { ...target, alongside }, context, { revision, replaces });
  });
  await dockOf(context).follow();
  return changed;
}

/** A version as part of the graph. */
export function mooredOf({ id, subgraphName, url, sdl, organizationCode, touched }: SubgraphVersion): Moored {
  return { id, name: subgraphName, url, sdl, organization: organizationCode, touched };
}

async function requireServable(context: Context, name: string, docked: readonly Moored[]): Promise<void> {
  const { obstacles } = await dockOf(context).rehearse(docked);
  if (obstacles.length === 0) return;
  throw checkFailed(
    name,
    obstacles.map(({ rule, sentence }) => ({ rule, weight: 'REFUSED', about: null, sentence })),
  );
}
