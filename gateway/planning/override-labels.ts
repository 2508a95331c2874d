import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  type SelectionSetNode,
  type TypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The labels of `@override(label:)` that the plan of one operation can depend on. */
export interface ReachedLabels {
  readonly custom: readonly string[];
  /** The numbers of its `percent(n)` labels, ascending, each once. */
  readonly percentages: readonly number[];
}

/** Which labels an operation reaches, on one graph. */
export interface OverrideLabels {
  reachedBy(document: DocumentNode): ReachedLabels;
}

/** Reads the number of a `percent(n)` label; undefined for a label of the installation's own. */
export function percentageOf(label: string): number | undefined {
  const number = /^percent\((\d{1,3}(?:\.\d{1,8})?)\)$/.exec(label)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Every label of `@override(label:)` in a supergraph, each once. */
export function labelsOf(supergraphSdl: string): string[] {
  return [...new Set([...supergraphSdl.matchAll(/overrideLabel:\s*"([^"]+)"/g)].flatMap(([, label]) => label ?? []))];
}

/**
 * Reads a supergraph's progressive overrides. A plan depends on the labels of the fields that the operation selects, of
 * the keys by which their types are joined, and of what those fields and keys require in turn.
 */
export function overrideLabelsOf(supergraphSdl: string, schema: GraphQLSchema): OverrideLabels {
  if (labelsOf(supergraphSdl).length === 0) return { reachedBy: () => ({ custom: [], percentages: [] }) };
  const types = labelledTypes(parse(supergraphSdl, { noLocation: true }));
  return {
    reachedBy: (document) => {
      const reach = new Reach(types);
      const typeInfo = new TypeInfo(schema);
      const field = (name: string): void => {
        const parent = typeInfo.getParentType();
        if (parent) reach.field(parent.name, name);
      };
      visit(document, visitWithTypeInfo(typeInfo, { Field: ({ name }) => field(name.value) }));
      return sortedLabels(reach.labels);
    },
  };
}

function sortedLabels(labels: ReadonlySet<string>): ReachedLabels {
  const percentages = new Set([...labels].flatMap((label) => percentageOf(label) ?? []));
  return {
    custom: [...labels].filter((label) => percentageOf(label) === undefined).sort(),
    percentages: [...percentages].sort((one, other) => one - other),
  };
}

interface LabelledField {
  readonly typeName: string;
  readonly labels: readonly string[];
  readonly requires: readonly SelectionSetNode[];
}

interface LabelledType {
  readonly fields: ReadonlyMap<string, LabelledField>;
  readonly keys: readonly SelectionSetNode[];
  /** Types that an object of this one may be, or may be known as by a subgraph. */
  readonly kin: Set<string>;
}

/** What is reached from an operation, by type and field; each is followed once. */
class Reach {
  readonly labels = new Set<string>();
  readonly #types: ReadonlyMap<string, LabelledType>;
  readonly #followed = new Set<string>();

  constructor(types: ReadonlyMap<string, LabelledType>) {
    this.#types = types;
  }

  field(typeName: string, name: string): void {
    for (const each of [typeName, ...(this.#types.get(typeName)?.kin ?? [])]) {
      this.#type(each);
      const field = this.#types.get(each)?.fields.get(name);
      if (!field || !this.#isNew(`${each}.${name}`)) continue;
      for (const label of field.labels) this.labels.add(label);
      for (const required of field.requires) this.#selection(each, required);
      this.#type(field.typeName);
      for (const kin of this.#types.get(field.typeName)?.kin ?? []) this.#type(kin);
    }
  }

  #type(name: string): void {
    if (!this.#isNew(name)) return;
    for (const key of this.#types.get(name)?.keys ?? []) this.#selection(name, key);
  }

  #selection(typeName: string, { selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.#selection(selection.typeCondition?.name.value ?? typeName, selection.selectionSet);
        continue;
      }
      this.field(typeName, selection.name.value);
      const below = this.#types.get(typeName)?.fields.get(selection.name.value)?.typeName;
      if (selection.selectionSet && below !== undefined) this.#selection(below, selection.selectionSet);
    }
  }

  #isNew(coordinate: string): boolean {
    return this.#followed.size !== this.#followed.add(coordinate).size;
  }
}

function labelledTypes({ definitions }: DocumentNode): ReadonlyMap<string, LabelledType> {
  const types = new Map<string, LabelledType>();
  const kinOf = (name: string): Set<string> => types.get(name)?.kin ?? new Set();
  for (const definition of definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      const fields = definition.fields?.map((field) => [field.name.value, labelledField(field)] as const);
      const keys = fieldSets(definition.directives ?? [], 'key');
      types.set(definition.name.value, { fields: new Map(fields), keys, kin: new Set() });
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      const kin = new Set(definition.types?.map(({ name }) => name.value));
      types.set(definition.name.value, { fields: new Map(), keys: [], kin });
    }
  }
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name } of definition.interfaces ?? []) {
      kinOf(name.value).add(definition.name.value);
      kinOf(definition.name.value).add(name.value);
    }
  }
  return types;
}

function labelledField({ type, directives = [] }: { type: TypeNode; directives?: readonly DirectiveNode[] }) {
  return {
    typeName: nameOf(type),
    labels: texts(directives, 'overrideLabel'),
    requires: fieldSets(directives, 'requires'),
  };
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function fieldSets(directives: readonly DirectiveNode[], argument: string): SelectionSetNode[] {
  return texts(directives, argument).flatMap((text) => {
    const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
    return definition?.kind === Kind.OPERATION_DEFINITION ? [definition.selectionSet] : [];
  });
}

function texts(directives: readonly DirectiveNode[], argument: string): string[] {
  return directives.flatMap(({ name, arguments: given = [] }) =>
    name.value !== 'join__field' && name.value !== 'join__type'
      ? []
      : given.flatMap((each) =>
          each.name.value === argument && each.value.kind === Kind.STRING ? [each.value.value] : [],
        ),
  );
}
