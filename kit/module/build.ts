import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, lexicographicSortSchema, parse } from 'graphql';
import { buildSchema, createResolversMap, getMetadataStorage, type NonEmptyArray, type PubSub } from 'type-graphql';
import { withSizedConnections } from '../paging/sized-connections.js';
import { courseResolver } from '../workflow/course-resolver.js';
import type { Class, Module, SubgraphDeclaration } from './define.js';
import { callDirectly, ResolverInstances } from './direct-resolvers.js';
import { resolveByKeys } from './entity-reference.js';
import { federationHead } from './federation-head.js';

/** An executable subgraph schema, and its SDL as composition reads it. */
export interface BuiltSubgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly sdl: string;
}

const withoutSubscribe = (): never => {
  throw new Error('A subscription gives its stream by `subscribe`; it has no topics.');
};

// TypeGraphQL asks for one where there are subscriptions, whether they use its topics or not.
const noTopics: PubSub = { publish: withoutSubscribe, subscribe: withoutSubscribe };

type Reference = Readonly<Record<string, unknown>>;

/**
 * Turns a module's declaration into a federation subgraph. Refuses a mutation without a policy and a policy without
 * a mutation.
 */
export async function buildSubgraph(
  module: Module & { readonly subgraph: SubgraphDeclaration },
): Promise<BuiltSubgraph> {
  const { subgraph } = module;
  const { workflows = [], federation = '2.9', directives = [] } = subgraph;
  readPropertiesPlainly();
  const classes = [...subgraph.resolvers, ...workflows.map(courseResolver)];
  const instances = new ResolverInstances();
  const declared = await buildSchema({
    resolvers: classes as unknown as NonEmptyArray<() => void>,
    container: instances,
    orphanedTypes: [
      ...subgraph.entities.map(({ entity }) => entity),
      ...(subgraph.foreign ?? []),
    ] as unknown as (() => void)[],
    skipCheck: true,
    validate: false,
    pubSub: noTopics,
  });
  checkPolicies(module.name, declared, subgraph);
  const resolvers = createResolversMap(declared) as Record<string, Record<string, unknown>>;
  callDirectly(resolvers, classes, instances);
  for (const declaration of subgraph.entities) {
    // An entity without `@ObjectType` is a table that the graph does not show.
    if (declared.getType(declaration.entity.name))
      addReference(resolvers, declaration.entity.name, resolveByKeys(declaration));
  }
  for (const type of subgraph.foreign ?? []) addReference(resolvers, type.name, asIs(type));
  const sorted = lexicographicSortSchema(declared);
  const declaredSdl = parse(federationHead(federation, directives) + printSchemaWithDirectives(sorted));
  const typeDefs = federation === '2.9' ? withSizedConnections(declaredSdl) : declaredSdl;
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  return { name: module.name, schema, sdl: printSubgraphSchema(schema) };
}

// TypeGraphQL wraps every property in a resolver unless told that it is simple. One that runs through a middleware is not,
// nor one that the graph names otherwise than its class.
function readPropertiesPlainly(): void {
  const { fields, middlewares } = getMetadataStorage();
  for (const field of fields) {
    const { name, schemaName, target } = field;
    const isWrapped = middlewares.some((each) => each.target === target && each.fieldName === name);
    if (name === schemaName && !isWrapped) field.simple ??= true;
  }
}

function addReference(resolvers: Record<string, Record<string, unknown>>, type: string, resolve: unknown): void {
  resolvers[type] = { ...resolvers[type], __resolveReference: resolve };
}

/** A type of another subgraph is what its key says; whether it exists is for its owner to answer. */
function asIs(type: Class) {
  return (reference: Reference): object => Object.assign(Object.create(type.prototype) as object, reference);
}

function checkPolicies(module: string, schema: GraphQLSchema, { policies }: SubgraphDeclaration): void {
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  const verbs = policies.map(({ verb }) => verb);
  const without = mutations.filter((mutation) => !verbs.includes(mutation));
  const idle = verbs.filter((verb) => !mutations.includes(verb));
  if (without.length > 0) throw new Error(`Module ${module}: the mutation ${without[0]} has no policy.`);
  if (idle.length > 0) throw new Error(`Module ${module}: the policy ${idle[0]} has no mutation.`);
}
