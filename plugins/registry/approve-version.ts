import type { Target } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { knownBroken } from './broken-uses.js';
import { changeGraph, mooredOf } from './change-graph.js';
import { partyFor } from './conditions.js';
import type { SubgraphVersion } from './subgraph-version.js';
import { completes } from './version-workflow.js';

/** Approves a version for the caller's department or the registry; the last who has to makes it part of the graph. */
export function approveVersion(context: Context, target: Target): Promise<SubgraphVersion> {
  const { caller, clock } = context;
  return changeGraph('approveVersion', target, context, (row, others) => {
    const mine = { answer: 'APPROVED', by: caller.subject, at: clock.now().toISOString() };
    const answers = { ...row.course.answers, [partyFor(row, caller) ?? '']: mine };
    const docked = completes(row, answers) ? [...others, mooredOf(row)] : null;
    return { docked, mayBreak: knownBroken(row.findings) };
  });
}
