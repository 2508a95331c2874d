import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { print } from 'graphql';
import { costOf } from '../../gateway/guard/operation-cost.js';
import { readConfig } from '../../gateway/config.js';
import type { ValidOperation } from '../../gateway/operation/validate.js';
import { type DescribedPlan, describePlan } from '../../gateway/planning/describe-plan.js';
import { splitIntrospection } from '../../gateway/planning/introspection.js';
import { prepareGraph, type PreparedGraph } from '../../gateway/supergraph/graph.js';
import { Fault } from '../../kit/module/fault.js';
import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { madeOf, readSupergraph } from './read-supergraph.js';

/**
 * Shows how an operation would be asked of the subgraphs, for a caller who may see all of it, and what it may cost. Nothing is
 * asked of any subgraph. Fault INVALID, reasons OPERATION_WRONG and SUPERGRAPH_WRONG.
 */
export async function planOperation(given: Given, at: Surroundings): Promise<number> {
  const { terminal, folder } = at;
  const file = given.subject ?? '';
  const operation = await readText(folder, file);
  const variables = await readVariables(folder, given.value('variables'));
  const supergraphSdl = await readSupergraph(given, at);
  const graph = await madeOf(given, () => prepareGraph(supergraphSdl, {}));
  try {
    const valid = await validOperation(graph, file, operation, given.value('operation') ?? null);
    const plan = await planOf(graph, valid);
    const { listSize } = readConfig({}).limits;
    const cost = costOf({ ...graph, listSize }, valid.document, valid.operation)(variables);
    const fetches = fetchesIn(plan);
    const subgraphs = [...new Set(fetches)].sort();
    const sum = terminal.in({
      zh: `${fetches.length} 次询问,${subgraphs.length} 个子图;代价至多 ${cost}`,
      en: `${fetches.length} fetches of ${subgraphs.length} subgraphs; costs ${cost} at most`,
    });
    terminal.answer({ cost, fetches: fetches.length, subgraphs, plan }, [...linesOf(plan, ''), sum].join('\n'));
    return exitCodes.done;
  } finally {
    graph.planner.close();
    await graph.validator.stop();
  }
}

async function validOperation(
  { validator }: PreparedGraph,
  file: string,
  operation: string,
  name: string | null,
): Promise<ValidOperation> {
  const valid = await validator.validate(operation, name, true);
  if (!('errors' in valid)) return valid;
  throw operationWrong(file, valid.errors.map(({ message }) => message).join('\n'));
}

async function planOf(graph: PreparedGraph, { document, operation }: ValidOperation): Promise<DescribedPlan> {
  const { remainder } = splitIntrospection(document, operation);
  if (remainder === undefined) return null;
  const request = { text: print(remainder), operationName: operation.name?.value, labels: new Set<string>() };
  return describePlan(await graph.planner.plan({ ...request, percentage: 100 }));
}

function fetchesIn(plan: DescribedPlan): string[] {
  if (plan === null) return [];
  return 'nodes' in plan ? plan.nodes.flatMap(fetchesIn) : [plan.subgraph];
}

function linesOf(plan: DescribedPlan, indent: string): string[] {
  if (plan === null) return [];
  if ('nodes' in plan) return [`${indent}${plan.kind}`, ...plan.nodes.flatMap((node) => linesOf(node, `${indent}  `))];
  return [`${indent}${plan.kind} ${plan.subgraph}: ${plan.operation.replace(/\s+/g, ' ')}`];
}

async function readVariables(folder: string, file: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (file === undefined) return {};
  const text = await readText(folder, file);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below.
  }
  throw operationWrong(file, 'JSON');
}

function readText(folder: string, file: string): Promise<string> {
  return readFile(path.resolve(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw operationWrong(file, error.code ?? error.message);
  });
}

function operationWrong(file: string, why: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `「${file}」不能在此图上执行:${why}`, en: `"${file}" cannot be run on this graph: ${why}` },
    { reason: 'OPERATION_WRONG' },
  );
}
