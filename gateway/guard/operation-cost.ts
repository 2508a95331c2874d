/*
 * What an operation may cost at most, counted before it runs: one for each object that it may bring, ten for each mutation,
 * or what the graph's `@cost` says; a list as many times as its slicing arguments or `@listSize` say. After "GraphQL Cost
 * Directives" (IBM) as the cost specification v0.1 of federation has them. What is known without variables is added up once; the rest is
 * a function of them, so an operation that is remembered is counted anew with each request's own.
 */
import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import type { CostRules, ListSize } from '../supergraph/cost-rules.js';
import { argumentCost } from './argument-cost.js';
import { evaluate, type Known, largest, product, sum, type Values } from './cost-terms.js';
import { slicedSize } from './sliced-size.js';

/** What counting needs of a graph. */
export interface Costing {
  readonly schema: GraphQLSchema;
  readonly costs: CostRules;
  /** Items of a list of which nothing is said. */
  readonly listSize: number;
}

const mutationWeight = 10;

/** The cost of one operation, of its variables. */
export function costOf(
  { schema, costs, listSize }: Costing,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (values: Values) => number {
  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const counted = new Counting(schema, costs, listSize, document).selections(operation.selectionSet, root);
  // More than can be counted exactly is more than any limit.
  return (values) => Math.min(evaluate(counted, values), Number.MAX_SAFE_INTEGER);
}

/** Raises Fault LIMITED, reason TOO_COSTLY, for an operation that may cost more than `limit`. */
export function refuseTooCostly(cost: number, limit: number): void {
  if (cost <= limit) return;
  throw new Fault(
    'LIMITED',
    {
      zh: `该操作的估算成本为 ${cost},超过上限 ${limit};请减小 first,或分次查询。`,
      en: `The operation may cost ${cost}, more than ${limit}. Ask for smaller pages, or in several requests.`,
    },
    { reason: 'TOO_COSTLY', details: { cost, limit } },
  );
}

/** The size that a field's lists have by its parent's word. */
interface SizedBy {
  readonly fields: ReadonlySet<string>;
  readonly size: Known;
}

class Counting {
  readonly #schema: GraphQLSchema;
  readonly #costs: CostRules;
  readonly #listSize: number;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<SelectionSetNode, Map<GraphQLObjectType, Known>>();

  constructor(schema: GraphQLSchema, costs: CostRules, listSize: number, document: DocumentNode) {
    this.#schema = schema;
    this.#costs = costs;
    this.#listSize = listSize;
    const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  /** What is selected of an object. It is counted once for each type, however many paths lead there. */
  selections(selections: SelectionSetNode, type: GraphQLObjectType, sizedBy?: SizedBy): Known {
    if (sizedBy) return this.#count(selections, type, sizedBy);
    const ofTypes = this.#known.get(selections) ?? new Map<GraphQLObjectType, Known>();
    this.#known.set(selections, ofTypes);
    const counted = ofTypes.get(type) ?? this.#count(selections, type);
    ofTypes.set(type, counted);
    return counted;
  }

  #count({ selections }: SelectionSetNode, type: GraphQLObjectType, sizedBy?: SizedBy): Known {
    return sum(
      selections.map((selection) => {
        if (selection.kind === Kind.FIELD) return under(selection, this.#field(selection, type, sizedBy));
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
        if (!fragment || !this.#applies(fragment.typeCondition?.name.value, type)) return 0;
        return under(selection, this.selections(fragment.selectionSet, type, sizedBy));
      }),
    );
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = this.#schema.getType(condition);
    return isAbstractType(named) && this.#schema.isSubType(named, type);
  }

  #field(node: FieldNode, parent: GraphQLObjectType, sizedBy?: SizedBy): Known {
    const field = fieldOf(this.#schema, parent, node.name.value);
    if (!field) return 0;
    const coordinate = this.#coordinate(parent, field.name);
    const own = this.#costs.sizes.get(coordinate);
    const size = own && slicedSize(own, field, node, this.#listSize);
    const below = own && size !== undefined && own.sized.size > 0 ? { fields: own.sized, size } : undefined;
    const items = this.#items(field.type, sizedBy?.fields.has(field.name) ? sizedBy.size : undefined, own, size);
    const ofArguments = (node.arguments ?? []).map((argument) => this.#argument(argument, field, coordinate));
    return sum([product(items, this.#item(node, field, coordinate, parent, below)), ...ofArguments]);
  }

  // Of interfaces only the word of the type itself counts, and where it says nothing, that of an interface.
  #coordinate(parent: GraphQLObjectType, field: string): string {
    const { weights, sizes } = this.#costs;
    const places = [parent, ...parent.getInterfaces()].map(({ name }) => `${name}.${field}`);
    return places.find((place) => weights.has(place) || sizes.has(place)) ?? `${parent.name}.${field}`;
  }

  #items(type: GraphQLOutputType, byParent: Known | undefined, own: ListSize | undefined, size: Known = 1): Known {
    const levels = listLevels(type);
    if (levels === 0) return 1;
    const first = byParent ?? (own && own.sized.size === 0 ? size : this.#listSize);
    return product(first, this.#listSize ** (levels - 1));
  }

  #item(
    { selectionSet }: FieldNode,
    { type }: GraphQLField<unknown, unknown>,
    coordinate: string,
    parent: GraphQLObjectType,
    below: SizedBy | undefined,
  ): Known {
    const { weights } = this.#costs;
    const named = getNamedType(type);
    const weight = weights.get(coordinate) ?? (this.#isMutation(parent) ? mutationWeight : undefined);
    if (!isCompositeType(named) || !selectionSet) return weight ?? weights.get(named.name) ?? 0;
    return largest(
      this.#possible(named).map((possible) =>
        sum([weight ?? weights.get(possible.name) ?? 1, this.selections(selectionSet, possible, below)]),
      ),
    );
  }

  #isMutation(parent: GraphQLObjectType): boolean {
    return parent === this.#schema.getRootType(OperationTypeNode.MUTATION);
  }

  #possible(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(type) ? [type] : this.#schema.getPossibleTypes(type);
  }

  #argument(argument: ArgumentNode, field: GraphQLField<unknown, unknown>, coordinate: string): Known {
    const definition = field.args.find(({ name }) => name === argument.name.value);
    if (!definition || this.#costs.weights.size === 0) return 0;
    const weight = this.#costs.weights.get(`${coordinate}(${definition.name}:)`) ?? 0;
    return sum([weight, argumentCost(this.#costs, definition.type, argument.value)]);
  }
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parent.getFields()[name];
}

function listLevels(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return listLevels(type.ofType);
  return isListType(type) ? 1 + listLevels(type.ofType) : 0;
}

// `@skip` and `@include`, whose arguments validation has made sure of.
function under({ directives = [] }: { readonly directives?: readonly DirectiveNode[] }, counted: Known): Known {
  let term = counted;
  for (const { name, arguments: given = [] } of directives) {
    const wanted = name.value === 'include' ? true : name.value === 'skip' ? false : undefined;
    const value = given[0]?.value;
    if (wanted === undefined || !value) continue;
    if (value.kind === Kind.BOOLEAN && value.value !== wanted) return 0;
    if (value.kind !== Kind.VARIABLE) continue;
    const [always, variable] = [term, value.name.value];
    term = (values) => (values[variable] === wanted ? evaluate(always, values) : 0);
  }
  return term;
}
