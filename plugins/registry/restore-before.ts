import { type Ailing, dockOf, isSameDocked, type Relief } from '../../kit/docking/dock.js';
import type { Context } from '../../kit/module/context.js';
import { moveInside } from '../../kit/workflow/move.js';
import { mooredOf } from './change-graph.js';
import { type Moored, type Moorings, onMoorings } from './moorings.js';
import { SubgraphVersion } from './subgraph-version.js';
import { VersionState } from './version-state.js';
import { versionWorkflow } from './version-workflow.js';

/** Milliseconds after its installation for which a version that is in quarantine gives way by itself. */
const probation = 10 * 60_000;

/**
 * Brings back the version that an ailing one took the place of, where that was not long ago and its service serves it. Of several
 * that do it at once, persons among them, one does: the others find it done. Null where there is none to bring back.
 */
export function restoreBefore(context: Context, ailing: Ailing): Promise<Relief | null> {
  return onMoorings(context, (moorings) => restoreOn(moorings, ailing, context));
}

async function restoreOn(moorings: Moorings, { subgraph, why }: Ailing, context: Context): Promise<Relief | null> {
  const ill = moorings.docked.find((each) => isSameDocked(each, subgraph));
  const pair = ill && (await pairOf(context, ill));
  if (!ill || !pair) return null;
  const { row, before } = pair;
  const told = { version: row.number, instead: before.number };
  const obstacle = await obstacleOf(context, moorings, ill, before);
  if (obstacle) return { ...told, obstacle };
  const change = { revision: moorings.revision, replaces: row.id, ill: row.number, why };
  const restored = await context.session.write(async (session) => {
    // Both at once, as persons' verbs lock them: who locked one alone would wait for the other for ever.
    await session.locked(SubgraphVersion, before.id, [row.id]);
    return moveInside(versionWorkflow, 'restoreVersion', before.id, { ...context, session }, change);
  });
  if (restored === null) return null;
  await dockOf(context).follow();
  return { ...told, obstacle: null };
}

interface Pair {
  readonly row: SubgraphVersion;
  readonly before: SubgraphVersion;
}

// Only back to an earlier one, lest two that are both ill take turns; and only while nobody took that one out.
async function pairOf({ session, clock }: Context, ill: Moored): Promise<Pair | null> {
  const row = await session.afresh(SubgraphVersion, 'id', ill.id);
  if (!row?.tookPlaceOf || clock.now().getTime() - Date.parse(row.course.since) >= probation) return null;
  const before = await session.afresh(SubgraphVersion, 'id', row.tookPlaceOf);
  return before?.state === VersionState.KEPT && before.number < row.number ? { row, before } : null;
}

async function obstacleOf(context: Context, { docked }: Moorings, ill: Moored, before: SubgraphVersion) {
  const dock = dockOf(context);
  const moored = mooredOf(before);
  const visited = await dock.visit(moored);
  if (visited) return visited.sentence;
  const others = docked.filter((each) => each !== ill);
  // What becomes invalid by it is null already.
  const [obstacle] = (await dock.rehearse([...others, moored], [])).obstacles;
  return obstacle?.sentence;
}
