import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import { withExactNumbers } from './exact-numbers.js';
import type { PlannedGraph, Planner } from './planner.js';
import { possibleTypesOf } from './possible-types.js';
import { preparePlan } from './prepare-plan.js';

const atOnce = 2;

/**
 * Opens the native planner on a graph; `limit` is how many milliseconds one plan may take, waiting included. Rejects
 * where the planner has no native build.
 */
export async function createNativePlanner({
  supergraphSdl,
  schema,
  limit = 5_000,
}: PlannedGraph & { readonly limit?: number }): Promise<Planner> {
  const { QueryPlanner } = await import('@graphql-hive/router-query-planner');
  const engine = new QueryPlanner(supergraphSdl);
  const possibleTypes = possibleTypesOf(parse(supergraphSdl, { noLocation: true }));
  const inTurn = takingTurns(atOnce);
  return {
    name: 'native',
    async plan({ text, operationName, labels, percentage }) {
      const exact = withExactNumbers(schema, text);
      const draft = await within(limit, (signal) =>
        inTurn(signal, () => engine.planAsync(exact.text, operationName, new Set(labels), percentage, signal)),
      );
      return preparePlan(draft, possibleTypes, exact.constants);
    },
  };
}

type Turn = (signal: AbortSignal, work: () => Promise<QueryPlan>) => Promise<QueryPlan>;

// The native planner works on the thread pool that files and name look-ups share: two at a time leave it room.
function takingTurns(seats: number): Turn {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return async (signal, work) => {
    if (taken >= seats) await new Promise<void>((resume) => waiting.push(resume));
    else taken += 1;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else taken -= 1;
    }
  };
}

async function within(limit: number, work: (signal: AbortSignal) => Promise<QueryPlan>): Promise<QueryPlan> {
  const late = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(
      new Fault(
        'TIMEOUT',
        { zh: `查询规划超过 ${limit} 毫秒，请缩小查询。`, en: `Planning took longer than ${limit} ms; ask for less.` },
        { reason: 'PLANNING_TIMEOUT', details: { limit } },
      ),
    );
    late.abort();
  }, limit);
  try {
    return await Promise.race([work(late.signal), promise]);
  } finally {
    clearTimeout(timer);
  }
}
