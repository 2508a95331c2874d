import {
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isUnionType,
} from 'graphql';

export function pick<Item>(random: () => number, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** A valid query over a schema: aliases, fragments on every kind of type, variables in arguments and `@include`. */
export function randomDocument(schema: GraphQLSchema, random: () => number): string {
  const query = schema.getQueryType();
  if (!query) throw new Error('The schema has no query type.');
  const author = new Author(schema, random);
  const text = [author.selection(query, 3, 0), ...author.written].join('\n');
  const variables = ['v0: Boolean!', 'v1: Boolean!', 'v2: Boolean!', 'n0: Int', 'n1: Int'];
  const declared = variables.filter((variable) => text.includes(`$${variable.slice(0, 2)}`));
  return declared.length === 0 ? text : `query(${declared.map((variable) => `$${variable}`).join(', ')}) ${text}`;
}

class Author {
  /** Fragments that the operation reaches. */
  readonly written: string[] = [];
  readonly #types: readonly GraphQLCompositeType[];
  readonly #fragments: readonly (GraphQLCompositeType | undefined)[];
  readonly #begun = new Set<number>();
  #aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
  ) {
    this.#types = Object.values(schema.getTypeMap())
      .filter((type) => isCompositeType(type))
      .filter(({ name }) => !name.startsWith('__'));
    this.#fragments = Array.from({ length: 4 }, () => this.#oneOf(this.#types));
  }

  /** A selection set; it spreads later fragments only, so that there are no cycles. */
  selection(type: GraphQLCompositeType, depth: number, firstFragment: number): string {
    const parts = Array.from({ length: 1 + Math.floor(this.random() * 2.4) }, () => {
      const spread = this.#fragments.findIndex(
        (on, index) => index >= firstFragment && on && this.#overlaps(type, on) && this.#chance(0.3),
      );
      if (spread >= 0) return this.#spread(spread);
      const on = this.#oneOf(this.#types.filter((other) => this.#overlaps(type, other)));
      return on && this.#chance(0.25)
        ? `... on ${on.name}${this.#condition()} ${this.selection(on, depth, firstFragment)}`
        : this.#field(type, depth, firstFragment);
    });
    return `{ ${parts.join(' ')} }`;
  }

  #spread(fragment: number): string {
    const on = this.#fragments[fragment];
    if (on && !this.#begun.has(fragment)) {
      this.#begun.add(fragment);
      this.written.push(`fragment F${fragment} on ${on.name} ${this.selection(on, 1, fragment + 1)}`);
    }
    return `...F${fragment}${this.#condition()}`;
  }

  #field(type: GraphQLCompositeType, depth: number, firstFragment: number): string {
    const alias = `x${(this.#aliases += 1)}`;
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const chosen = this.#oneOf(
      depth > 0 ? fields : fields.filter((field) => !isCompositeType(getNamedType(field.type))),
    );
    if (!chosen) return `${alias}: __typename`;
    const argument = chosen.args.length > 0 && this.#chance(0.5) ? `(n: $n${Math.floor(this.random() * 2)})` : '';
    const returned = getNamedType(chosen.type);
    const below = isCompositeType(returned) ? ` ${this.selection(returned, depth - 1, firstFragment)}` : '';
    return `${alias}: ${chosen.name}${argument}${this.#condition()}${below}`;
  }

  #condition(): string {
    return this.#chance(0.2) ? ` @include(if: $v${Math.floor(this.random() * 3)})` : '';
  }

  #overlaps(one: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
    const names = possible(this.schema, other);
    return possible(this.schema, one).some((name) => names.includes(name));
  }

  #chance(likelihood: number): boolean {
    return this.random() < likelihood;
  }

  #oneOf<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.random() * items.length)];
  }
}

/** Names of the object types that a value of this type can be. */
export function possible(schema: GraphQLSchema, type: GraphQLCompositeType): string[] {
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
}
