import type { Target } from '../../kit/data/perform.js';
import { dockOf } from '../../kit/docking/dock.js';
import type { Context } from '../../kit/module/context.js';
import { allowedOn } from '../../kit/workflow/allowed-on.js';
import { move } from '../../kit/workflow/move.js';
import { brokenOf } from './broken-uses.js';
import { refusedBy } from './check-proposal.js';
import { checkFailed } from './checked-or-refused.js';
import { type Moored, onMoorings } from './moorings.js';
import type { SubgraphVersion } from './subgraph-version.js';
import { usedOperations } from './usage.js';
import { versionWorkflow } from './version-workflow.js';

/** The verbs that change which versions are part of the graph. */
type Verb = 'approveVersion' | 'rollbackSubgraph' | 'retireSubgraph';

/** What a verb leads to. */
interface Change {
  /** What would be part of the graph after it; null where it does not change that yet. */
  readonly docked: readonly Moored[] | null;
  /** Digests of the operations that may break by it. */
  readonly mayBreak: readonly string[];
}

type After = (row: SubgraphVersion, others: readonly Moored[]) => Change;

/**
 * Does a verb that changes the graph: tries the graph that would follow, makes the change, and has this replica serve it; the
 * others hear of it by its commit. Faults: those of the verb; INVALID, reason CHECK_FAILED, where that graph cannot be served
 * or breaks an operation that it may not, and then nothing changed; CONFLICT, reason GRAPH_CHANGED; those of the turn of the
 * department whose version it is.
 */
export async function changeGraph(
  verb: Verb,
  target: Target,
  context: Context,
  after: After,
): Promise<SubgraphVersion> {
  const row = await allowedOn(versionWorkflow, verb, target, context);
  const change = () =>
    onMoorings(context, async ({ revision, docked }) => {
      const standing = docked.find(({ name }) => name === row.subgraphName);
      const others = docked.filter((each) => each !== standing);
      const next = after(row, others);
      await requireServable(context, row.subgraphName, next);
      const replaces = standing === undefined || standing.id === row.id ? null : standing.id;
      const alongside = replaces === null ? [] : [replaces];
      return move(versionWorkflow, verb, { ...target, alongside }, context, { revision, replaces });
    });
  const dock = dockOf(context);
  const changed = await dock.inTurn(row.organizationCode, 'CHANGE', change);
  await dock.follow();
  return changed;
}

/** A version as part of the graph. */
export function mooredOf(row: SubgraphVersion): Moored {
  const { id, subgraphName: name, url, sdl, identity, organizationCode: organization, touched } = row;
  return { id, name, url, sdl, identity, organization, touched };
}

async function requireServable(context: Context, name: string, { docked, mayBreak }: Change): Promise<void> {
  if (docked === null) return;
  const used = await usedOperations(context);
  const { obstacles, broken } = await dockOf(context).rehearse(docked, used);
  const unknown = broken.filter(({ digest }) => !mayBreak.includes(digest));
  const refused = [...obstacles.map(refusedBy), ...brokenOf(unknown, used, 'REFUSED')];
  if (refused.length > 0) throw checkFailed(name, refused);
}
