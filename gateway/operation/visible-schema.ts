import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Rules } from '../supergraph/rules.js';

/** Verdicts kept per graph: as many as a county has combinations of roles, and no more than memory allows. */
const keptVerdicts = 64;

const kept = new WeakMap<GraphQLSchema, Map<string, GraphQLSchema>>();

/**
 * The public schema as callers with this verdict over all rules may see it, for introspection: without denied fields,
 * without denied object types and interfaces, and without what only those led to. A denied scalar or enum stays where an
 * argument takes it. The same schema comes back for the same verdict.
 */
export function visibleSchema(publicSchema: GraphQLSchema, rules: Rules, verdict: string): GraphQLSchema {
  if (!verdict.includes('0')) return publicSchema;
  const known = kept.get(publicSchema) ?? new Map<string, GraphQLSchema>();
  kept.set(publicSchema, known);
  const schema = known.get(verdict) ?? withoutDenied(publicSchema, rules, verdict);
  // Deleted and set again, so that the first key is the one that was asked for longest ago.
  known.delete(verdict);
  known.set(verdict, schema);
  const [oldest] = known.keys();
  if (known.size > keptVerdicts && oldest !== undefined) known.delete(oldest);
  return schema;
}

function withoutDenied(publicSchema: GraphQLSchema, rules: Rules, verdict: string): GraphQLSchema {
  const denied = (numbers: readonly number[] | undefined) =>
    numbers?.some((number) => verdict[number] !== '1') ?? false;
  const allowed = mapSchema(publicSchema, {
    [MapperKind.COMPOSITE_FIELD]: (field, name, type) => (denied(rules.fields.get(`${type}.${name}`)) ? null : field),
    [MapperKind.OBJECT_TYPE]: (type) => (denied(rules.types.get(type.name)) ? null : type),
    [MapperKind.INTERFACE_TYPE]: (type) => (denied(rules.types.get(type.name)) ? null : type),
  });
  return withQueryType(pruneSchema(allowed), publicSchema);
}

/** A schema answers introspection through its query type only, so one whose fields are all denied stays, empty. */
function withQueryType(schema: GraphQLSchema, publicSchema: GraphQLSchema): GraphQLSchema {
  if (schema.getQueryType()) return schema;
  const name = publicSchema.getQueryType()?.name ?? 'Query';
  const query = new GraphQLObjectType({ name, fields: {} });
  return new GraphQLSchema({ ...schema.toConfig(), query, assumeValid: true });
}
