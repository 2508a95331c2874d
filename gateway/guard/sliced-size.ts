import { type FieldNode, type GraphQLField, Kind } from 'graphql';
import type { ListSize } from '../supergraph/cost-rules.js';
import { evaluate, type Known, type Values } from './cost-terms.js';

/** How many items a field's lists have by its arguments: the most that one of them says, else what is assumed. */
export function slicedSize(
  { assumed, slicing }: ListSize,
  { args }: GraphQLField<unknown, unknown>,
  { arguments: given = [] }: FieldNode,
  unsaid: number,
): Known {
  const otherwise = assumed ?? unsaid;
  const said = slicing.map((name) => {
    const byDefault = sizeOf(args.find((each) => each.name === name)?.defaultValue);
    const value = given.find((each) => each.name.value === name)?.value;
    if (value?.kind !== Kind.VARIABLE) return value?.kind === Kind.INT ? sizeOf(Number(value.value)) : byDefault;
    const variable = value.name.value;
    return (values: Values) => (values[variable] === undefined ? byDefault : sizeOf(values[variable]));
  });
  const size = (values: Values): number => {
    const most = Math.max(nothingSaid, ...said.map((each) => evaluate(each, values)));
    return most === nothingSaid ? otherwise : most;
  };
  return said.some((each) => typeof each === 'function') ? size : size({});
}

const nothingSaid = -1;

// A negative size is the subgraph's to refuse; here it stands for no items, and makes nothing else cheaper.
function sizeOf(value: unknown): number {
  return typeof value === 'number' ? Math.max(0, value) : nothingSaid;
}
