/*
 * Compiles an operation for one module's schema: who runs each field, and how its value is completed, are found out once.
 * Selections are compiled when the first object of their type comes. Assumes a document that was validated or made by a
 * planner, and a schema that does not change; what is left to graphql-js is thrown by name.
 */
import {
  assertValidSchema,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLUnionType,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isUnionType,
  type OperationDefinitionNode,
  OperationTypeNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { type Collecting, collectFields } from './collect-fields.js';
import { type Completer, completerOf } from './complete-value.js';
import { entitiesRunner } from './entities.js';
import { fieldRunner } from './field-runners.js';
import { FieldSite } from './field-site.js';
import { LeftToGraphqlJs } from './not-compilable.js';
import { isThenable } from './pending.js';
import { type FieldRunner, runFields, type Selection } from './run-fields.js';

/** Compiles an operation under the values of the variables that its `@skip` and `@include` name. Throws LeftToGraphqlJs. */
export function compileOperation(collecting: Collecting, operation: OperationDefinitionNode): Selection {
  if (operation.operation === OperationTypeNode.MUTATION) throw new LeftToGraphqlJs('fields one after another');
  assertValidSchema(collecting.schema);
  const root = collecting.schema.getRootType(operation.operation);
  if (!root) throw new LeftToGraphqlJs('a root type that is not there');
  return new OperationCompiler(collecting).selection(root, [operation.selectionSet]);
}

class OperationCompiler {
  readonly #collecting: Collecting;
  #count = 0;

  constructor(collecting: Collecting) {
    this.#collecting = collecting;
  }

  selection(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): Selection {
    const sites: FieldSite[] = [];
    for (const [key, nodes] of collectFields(this.#collecting, type, selectionSets)) {
      const definition = this.#definition(type, nodes[0].name.value);
      if (definition) sites.push(new FieldSite(key, definition, type, nodes));
    }
    const keys = sites.map(({ key }) => key);
    const isNested = sites.map(({ definition }) => isCompositeType(getNamedType(definition.type)));
    return { layout: { typename: type.name, keys, isNested }, runners: sites.map((site) => this.#runner(site)) };
  }

  #definition(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    const isQuery = type === this.#collecting.schema.getQueryType();
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (isQuery && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (isQuery && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    return type.getFields()[name];
  }

  #runner(site: FieldSite): FieldRunner {
    const { definition, parentType } = site;
    if (definition === TypeNameMetaFieldDef) return () => parentType.name;
    const objects = (type: GraphQLObjectType): Completer => this.#objects(type, site);
    const number = this.#count++;
    const runner = fieldRunner(site, completerOf(definition.type, site, objects), number);
    const union = parentType === this.#collecting.schema.getQueryType() ? entityUnion(definition) : undefined;
    if (!union) return runner;
    const completeItem = completerOf(union, site, objects);
    return entitiesRunner({ site, union, number, objects, completeItem, otherwise: runner });
  }

  #objects(type: GraphQLObjectType, site: FieldSite): Completer {
    const selectionSets = site.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    let selection: Selection | undefined;
    return (result, run, path) => {
      selection ??= this.selection(type, selectionSets);
      const known = selection;
      if (!type.isTypeOf) return runFields(known, result, run, path);
      const isOfType = type.isTypeOf(result, run.contextValue, site.infoWithin(run, path));
      if (isThenable(isOfType))
        return Promise.resolve(isOfType).then((resolved) => {
          if (!resolved) throw notOfType(type, result, site);
          return runFields(known, result, run, path);
        });
      if (!isOfType) throw notOfType(type, result, site);
      return runFields(known, result, run, path);
    };
  }
}

function notOfType({ name }: GraphQLObjectType, result: unknown, { nodes }: FieldSite): GraphQLError {
  return new GraphQLError(`Expected value of type "${name}" but got: ${inspect(result)}.`, { nodes });
}

/** The union of `_entities`, `[_Entity]!`; undefined for another field. */
function entityUnion({ name, type }: GraphQLField<unknown, unknown>): GraphQLUnionType | undefined {
  const list: GraphQLOutputType = isNonNullType(type) ? type.ofType : type;
  const item: GraphQLNamedType | undefined = isListType(list)
    ? getNamedType(list.ofType as GraphQLOutputType)
    : undefined;
  return name === '_entities' && isListType(list) && list.ofType === item && isUnionType(item) ? item : undefined;
}
