import type { Execute } from '../../kit/data/database.js';
import { executeOf } from '../../kit/data/execute-of.js';
import type { DockedSubgraph } from '../../kit/docking/dock.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';

/** A version that is part of the graph. */
export interface Moored extends DockedSubgraph {
  readonly id: string;
  readonly organization: string;
  readonly touched: readonly string[];
}

/** All of them at one moment; whatever changes them makes the revision one higher. */
export interface Moorings {
  readonly revision: number;
  /** In the order in which their names were claimed. */
  readonly docked: readonly Moored[];
}

/** How often a verb begins anew because somebody else changed the graph meanwhile. */
const mostTries = 3;

/** Those of this moment, outside any caller's sight. None before the tables are made. */
export async function readDocked(execute: Execute): Promise<readonly Moored[]> {
  const [made] = await execute(`select to_regclass('registry.standing') is not null as "made"`);
  return made?.['made'] === true ? (await read(execute)).docked : [];
}

/** Those of this moment. */
export function readMoorings({ session }: Pick<Context, 'session'>): Promise<Moorings> {
  return read(executeOf(session.manager));
}

/**
 * Does a verb that changes which versions are part of the graph: `work` tries the change on the graph of this moment and then
 * claims its revision in its transaction. It begins anew, three times at most, where somebody else was faster: CONFLICT, reason
 * GRAPH_CHANGED.
 */
export async function onMoorings<T>(context: Context, work: (moorings: Moorings) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work(await readMoorings(context));
    } catch (error) {
      const isLate = error instanceof Fault && error.extensions['reason'] === 'GRAPH_CHANGED';
      if (!isLate || tries >= mostTries) throw error;
    }
  }
}

/** In a verb's transaction: the graph is to be as it was when it was tried. Fault CONFLICT, reason GRAPH_CHANGED. */
export async function claimRevision({ session }: Context, revision: number): Promise<void> {
  const claimed = await session.manager.execute(
    'update registry.standing set revision = revision + 1 where revision = ? returning revision',
    [revision],
  );
  if (Array.isArray(claimed) && claimed.length === 1) return;
  throw new Fault(
    'CONFLICT',
    {
      zh: '在检查期间总图已被他人更改,请再试一次。',
      en: 'Somebody else changed the graph while this was checked; try again.',
    },
    { reason: 'GRAPH_CHANGED', details: { revision } },
  );
}

async function read(execute: Execute): Promise<Moorings> {
  const [row] = await execute(
    `select revision, coalesce((
       select jsonb_agg(jsonb_build_object('id', v.id, 'name', v.subgraph_name, 'url', v.url, 'sdl', v.sdl,
         'identity', v.identity,
         'organization', v.organization_code, 'touched', to_jsonb(v.touched)) order by s.claimed_at, s.name)
       from registry.versions v join registry.subgraphs s on s.name = v.subgraph_name
       where v.state = 'INSTALLED'), '[]'::jsonb) as "docked" from registry.standing`,
  );
  return { revision: Number(row?.['revision']), docked: row?.['docked'] as readonly Moored[] };
}
