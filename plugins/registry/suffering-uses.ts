import { dockOf } from '../../kit/docking/dock.js';
import type { Context } from '../../kit/module/context.js';
import { type UsedOperation, usedOperations } from './usage.js';

/** The operations that clients run and that have null for something while a subgraph is not asked. */
export async function sufferingUses(context: Context, subgraph: string): Promise<UsedOperation[]> {
  const used = await usedOperations(context);
  const suffering = new Set(await dockOf(context).suffering(subgraph, used));
  return used.filter(({ digest }) => suffering.has(digest));
}
