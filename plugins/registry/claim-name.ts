import { v7 as uuid } from 'uuid';
import { executeOf } from '../../kit/data/execute-of.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { notOwner } from './publisher.js';
import type { SubgraphVersion } from './subgraph-version.js';

/**
 * In the transaction of a publication: claims the name for its department, once, and gives the version the next number.
 * Whoever publishes the same name meanwhile waits. Faults FORBIDDEN, reason NOT_SUBGRAPH_OWNER, and CONFLICT, reason
 * STALE_VERSION.
 */
export async function claimName(row: SubgraphVersion, expectedVersion: number, { session }: Context): Promise<void> {
  const execute = executeOf(session.manager);
  const { subgraphName: name, organizationCode: organization, publishedAt } = row;
  await execute(
    `insert into registry.subgraphs (id, name, organization_code, latest, claimed_at) values (?, ?, ?, 0, ?)
     on conflict (name) do nothing`,
    [uuid(), name, organization, publishedAt.toISOString()],
  );
  const [standing] = await execute(
    'select organization_code as "owner", latest from registry.subgraphs where name = ? for update',
    [name],
  );
  const owner = String(standing?.['owner']);
  const latest = Number(standing?.['latest']);
  if (owner !== organization) throw notOwner(name, owner);
  if (latest !== expectedVersion) throw stalePublication(name, expectedVersion, latest);
  await execute('update registry.subgraphs set latest = latest + 1 where name = ?', [name]);
  row.number = latest + 1;
}

/** The Fault for a publisher who has not seen the newest version. */
export function stalePublication(name: string, seen: number, current: number): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `子图「${name}」已有第 ${current} 版,您依据的是第 ${seen} 版;请比较后再发布。`,
      en: `The newest version of "${name}" is ${current}, and you saw ${seen}; compare them, then publish.`,
    },
    { reason: 'STALE_VERSION', details: { seen, current } },
  );
}
