import { decide, faultOf, type Policy, requireRole } from '../identity/policy.js';
import type { Context } from '../module/context.js';
import { Fault } from '../module/fault.js';
import type { Class } from '../module/define.js';

/** A row that verbs change: each change makes its version one higher. */
export interface Aggregate {
  id: string;
  version: number;
}

/** The row that a verb is done to, and the version of it that the caller has seen. */
export interface Target {
  readonly id: string;
  readonly version: number;
  /** Other rows of the entity that the verb needs locked, whatever their version. */
  readonly alongside?: readonly string[];
}

/**
 * Does one verb to one aggregate, in one transaction: the policy decides, the version is compared under a row lock,
 * `change` alters the row, and the version goes up. Answers the row as the verb left it: what others make of it after the
 * commit is not this verb's.
 *
 * Faults: UNAUTHENTICATED and FORBIDDEN by the policy, NOT_FOUND when the row is absent or out of sight, CONFLICT with
 * reason STALE_VERSION when somebody was faster, and whatever `change` refuses.
 */
export async function perform<Row extends Aggregate>(
  policy: Policy<Row>,
  target: Target,
  context: Context,
  change: (row: Row, inside: Context) => void | Promise<void>,
): Promise<Row> {
  requireRole(policy, context);
  const entity = policy.entity as Class<Row>;
  const changed = await context.session.write(async (session) => {
    const inside: Context = { ...context, session };
    const row = await session.locked(entity, target.id, target.alongside);
    if (row === null) throw notFound(entity, target.id);
    const verdict = await decide(policy, row, inside);
    // Whoever was slower is told so, and not that the faster one's state does not fit.
    const isLate = row.version !== target.version && (verdict.may || verdict.code === 'CONFLICT');
    if (isLate) throw staleVersion(row, target);
    if (!verdict.may) throw faultOf(policy, verdict);
    await change(row, inside);
    row.version += 1;
    await session.manager.flush();
    return session.one(entity, 'id', target.id);
  });
  // Done, and out of its caller's sight.
  if (changed === null) throw notFound(entity, target.id);
  return changed;
}

/** The Fault for a key that names nothing the caller may see. */
export function notFound(entity: Class, key: string): Fault {
  return new Fault('NOT_FOUND', {
    zh: `没有键为「${key}」的 ${entity.name}。`,
    en: `There is no ${entity.name} "${key}".`,
  });
}

function staleVersion(row: Aggregate, target: Target): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `记录已被他人修改:您看到的是第 ${target.version} 版,现在是第 ${row.version} 版。请重新读取后再办理。`,
      en: `The record was changed by somebody else: you saw version ${target.version}, it is now ${row.version}. Read it again first.`,
    },
    { reason: 'STALE_VERSION', details: { seen: target.version, current: row.version } },
  );
}
