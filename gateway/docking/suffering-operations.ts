import { setImmediate as turn } from 'node:timers/promises';
import {
  BREAK,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { LiveOperation } from '../../kit/docking/dock.js';
import { argument, subgraphNames } from '../planning/interface-objects.js';

/** Operations that are looked at before requests have a turn. */
const together = 20;

/**
 * Which operations ask for a field that one subgraph alone resolves, and so have null there while it is not asked. Of a field that
 * others resolve as well nobody knows before it is planned who will be asked. Requests go on meanwhile.
 */
export async function sufferingOperations(
  { schema, supergraphSdl }: { readonly schema: GraphQLSchema; readonly supergraphSdl: string },
  subgraph: string,
  operations: readonly LiveOperation[],
): Promise<string[]> {
  const own = ownFields(parse(supergraphSdl, { noLocation: true }), subgraph);
  const suffering: string[] = [];
  for (const [index, { digest, shape }] of operations.entries()) {
    if (index % together === 0) await turn();
    if (asksFor(schema, own, parse(shape, { noLocation: true }))) suffering.push(digest);
  }
  return suffering;
}

function asksFor(schema: GraphQLSchema, own: ReadonlySet<string>, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let asks = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType();
        if (!parent) return undefined;
        const among = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
        asks = among.some((type) => own.has(`${type.name}.${name.value}`));
        return asks ? BREAK : undefined;
      },
    }),
  );
  return asks;
}

/** The fields that one subgraph alone resolves (join specification, `@join__type` and `@join__field`). */
function ownFields(supergraph: DocumentNode, subgraph: string): ReadonlySet<string> {
  const graph = [...subgraphNames(supergraph)].find(([, name]) => name === subgraph)?.[0];
  const own = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = new Set(applied(definition.directives, 'join__type').flatMap(graphOf));
    for (const field of definition.fields ?? []) {
      const [only, other] = resolversOf(field, type);
      if (only === graph && other === undefined) own.add(`${definition.name.value}.${field.name.value}`);
    }
  }
  return own;
}

function resolversOf({ directives }: FieldDefinitionNode, type: ReadonlySet<string>): readonly string[] {
  const fields = applied(directives, 'join__field');
  return fields.length === 0 ? [...type] : fields.filter((each) => !isTrue(each, 'external')).flatMap(graphOf);
}

function applied(directives: readonly DirectiveNode[] | undefined, name: string): DirectiveNode[] {
  return (directives ?? []).filter((each) => each.name.value === name);
}

function graphOf(directive: DirectiveNode): string[] {
  const graph = argument(directive, 'graph');
  return graph?.kind === Kind.ENUM ? [graph.value] : [];
}

function isTrue(directive: DirectiveNode, name: string): boolean {
  const given = argument(directive, name);
  return given?.kind === Kind.BOOLEAN && given.value;
}
