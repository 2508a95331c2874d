import { type ConstDirectiveNode, type DocumentNode, isTypeDefinitionNode, Kind } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import { argumentsOf, linksOf } from './links.js';

/** What `@listSize` says of a field. */
export interface ListSize {
  /** Items, where no slicing argument says how many. */
  readonly assumed: number | undefined;
  /** Arguments that say how many. */
  readonly slicing: readonly string[];
  /** Fields of the field's own type whose lists have that size; none where the field is the list itself. */
  readonly sized: ReadonlySet<string>;
}

/** What operations cost by a graph's own word (cost specification v0.1): weights and the sizes of lists. */
export interface CostRules {
  /** By type name, `Type.field`, `Type.field(argument:)` or `Input.field`. */
  readonly weights: ReadonlyMap<string, number>;
  /** By `Type.field`. */
  readonly sizes: ReadonlyMap<string, ListSize>;
}

/**
 * Reads `@cost` and `@listSize` from a supergraph, under whatever name its `@link` imports them. Fault INVALID, reason
 * COST_BELOW_ZERO, for a weight below zero: it would make room for whatever stands beside it, and the native planner
 * ends over it.
 */
export function costRulesOf({ definitions }: DocumentNode): CostRules {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const link = linksOf(definitions).find(({ name }) => name === 'cost');
  if (!link) return { weights, sizes };
  const namespace = link.as ?? link.name;
  const cost = link.imports.get('@cost')?.slice(1) ?? namespace;
  const listSize = link.imports.get('@listSize')?.slice(1) ?? `${namespace}__listSize`;
  const weigh = (coordinate: string, { directives }: Directed): void => {
    const weight = given(directives, cost)?.get('weight');
    if (typeof weight === 'number') weights.set(coordinate, notBelowZero(weight, coordinate));
  };
  for (const definition of definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const type = definition.name.value;
    weigh(type, definition);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      weigh(coordinate, field);
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const argument of field.arguments ?? []) weigh(`${coordinate}(${argument.name.value}:)`, argument);
      const size = given(field.directives, listSize);
      if (size) sizes.set(coordinate, listSizeOf(size));
    }
  }
  return { weights, sizes };
}

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[];
}

function given(directives: readonly ConstDirectiveNode[] | undefined, name: string) {
  const applied = directives?.find((directive) => directive.name.value === name);
  return applied && argumentsOf(applied);
}

function listSizeOf(size: ReadonlyMap<string, unknown>): ListSize {
  const assumed = size.get('assumedSize');
  return {
    assumed: typeof assumed === 'number' ? assumed : undefined,
    slicing: names(size.get('slicingArguments')),
    sized: new Set(names(size.get('sizedFields'))),
  };
}

function notBelowZero(weight: number, coordinate: string): number {
  if (weight >= 0) return weight;
  throw new Fault(
    'INVALID',
    {
      zh: `「${coordinate}」标注了 @cost(weight: ${weight}):开销不得小于 0,因此拒绝安装。`,
      en: `${coordinate} has @cost(weight: ${weight}): a cost is 0 or more. The supergraph is refused.`,
    },
    { reason: 'COST_BELOW_ZERO', details: { coordinate, weight } },
  );
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
