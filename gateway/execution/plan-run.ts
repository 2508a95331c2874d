import { Fault } from '../../kit/module/fault.js';
import type { Plan, SubgraphOperation } from '../planning/plan.js';
import type { RequestContext } from '../request-context.js';
import type { Source, SubgraphResponse } from '../sources/source.js';
import type { Report } from './report.js';
import type { ResponseObject } from './response-tree.js';

/** One run of a plan: what it reads, the tree that it builds, and what went wrong. */
export interface PlanRun {
  readonly plan: Plan;
  /** Coerced values, for the conditions of the plan. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Values as they are sent to subgraphs. */
  readonly wire: Readonly<Record<string, unknown>>;
  readonly root: ResponseObject;
  readonly report: Report;
  readonly send: (operation: SubgraphOperation, variables: Record<string, unknown>) => Promise<SubgraphResponse>;
}

/** Makes the function that sends a plan's operations to the graph's sources on behalf of one request. */
export function sender(sources: ReadonlyMap<string, Source>, context: RequestContext): PlanRun['send'] {
  return async (operation, variables) => {
    const source = sources.get(operation.subgraph);
    if (!source) throw new Error(`The plan asks subgraph "${operation.subgraph}", which has no source.`);
    if (context.signal.aborted && !source.remembers) throw pastDeadline(operation.subgraph);
    return source.fetch(
      {
        kind: operation.operationKind,
        operation: operation.operation,
        document: operation.document,
        operationName: operation.operationName,
        variables,
      },
      context,
    );
  };
}

/** The values of the variables that an operation uses; what the client left out stays out. */
export function variablesFor(
  operation: SubgraphOperation,
  run: Pick<PlanRun, 'plan' | 'wire'>,
): Record<string, unknown> {
  const variables: Record<string, unknown> = Object.create(null);
  for (const name of operation.variableNames) {
    const value = Object.hasOwn(run.plan.constants, name) ? run.plan.constants[name] : run.wire[name];
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}

/** The Fault of a subgraph that was not asked, because the request's deadline had passed. */
export function pastDeadline(subgraph: string): Fault {
  return new Fault(
    'TIMEOUT',
    {
      zh: `请求期限已到，未再向子图 ${subgraph} 取数。`,
      en: `The request's deadline passed before subgraph "${subgraph}" was asked.`,
    },
    { reason: 'DEADLINE_PASSED', details: { subgraph } },
  );
}
