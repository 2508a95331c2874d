import { type GraphQLInputType, isInputObjectType, isListType, isNonNullType, Kind, type ValueNode } from 'graphql';
import type { CostRules } from '../supergraph/cost-rules.js';
import { type Known, sum } from './cost-terms.js';

/** What an argument's value costs: `@cost` of its type and of the members of input objects that are given. */
export function argumentCost(costs: CostRules, type: GraphQLInputType, value: ValueNode): Known {
  if (value.kind === Kind.VARIABLE) {
    const name = value.name.value;
    return (values) => valueCost(costs, type, values[name]);
  }
  if (value.kind === Kind.NULL) return 0;
  if (isNonNullType(type)) return argumentCost(costs, type.ofType, value);
  if (isListType(type)) {
    const items = value.kind === Kind.LIST ? value.values : [value];
    return sum(items.map((item) => argumentCost(costs, type.ofType, item)));
  }
  const own = costs.weights.get(type.name) ?? 0;
  if (!isInputObjectType(type) || value.kind !== Kind.OBJECT) return own;
  const fields = type.getFields();
  const members = value.fields.map(({ name, value: member }): Known => {
    const field = fields[name.value];
    if (!field) return 0;
    return sum([costs.weights.get(`${type.name}.${field.name}`) ?? 0, argumentCost(costs, field.type, member)]);
  });
  return sum([own, ...members]);
}

function valueCost(costs: CostRules, type: GraphQLInputType, value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (isNonNullType(type)) return valueCost(costs, type.ofType, value);
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.reduce<number>((total, item) => total + valueCost(costs, type.ofType, item), 0);
  }
  let total = costs.weights.get(type.name) ?? 0;
  if (!isInputObjectType(type) || typeof value !== 'object') return total;
  for (const field of Object.values(type.getFields())) {
    const member = (value as Record<string, unknown>)[field.name];
    if (member === undefined || member === null) continue;
    total += (costs.weights.get(`${type.name}.${field.name}`) ?? 0) + valueCost(costs, field.type, member);
  }
  return total;
}
