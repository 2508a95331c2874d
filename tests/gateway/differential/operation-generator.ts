import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** A valid operation and the values that its client sends along. */
export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A random valid operation over a schema: a query, or now and then a mutation where there are any. */
export function generatedOperation(schema: GraphQLSchema, random: () => number): GeneratedOperation {
  for (;;) {
    const operation = new Draft(schema, random).operation();
    // Not valid are fields of one name and different types in two members of a union, and fragments that cannot apply.
    if (validate(schema, parse(operation.query)).length === 0) return operation;
  }
}

type Field = GraphQLField<unknown, unknown>;

/** One operation as it grows: its text, its fragments, and the variables that it has come to use. */
class Draft {
  readonly #schema: GraphQLSchema;
  readonly #random: () => number;
  readonly #definitions = new Map<string, string>();
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: string[] = [];
  #budget: number;

  constructor(schema: GraphQLSchema, random: () => number) {
    this.#schema = schema;
    this.#random = random;
    this.#budget = 6 + Math.floor(random() * 30);
  }

  operation(): GeneratedOperation {
    const mutation = this.#schema.getMutationType();
    const query = this.#schema.getQueryType();
    const isMutation = mutation && this.#chance(0.15);
    const root = isMutation ? mutation : query;
    if (!root) throw new Error('The schema has no queries.');
    const depth = 2 + Math.floor(this.#random() * 4);
    const selection = this.#selection(root, depth);
    const definitions = [...this.#definitions.values()].join(', ');
    const head = `${isMutation ? 'mutation' : 'query'}${this.#chance(0.5) ? ' Named' : ''}`;
    const text = `${head}${definitions && ` (${definitions})`} ${selection} ${this.#fragments.join(' ')}`;
    return { query: text.trim(), variables: this.#variables };
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.#random() * values.length)];
    if (value === undefined) throw new Error('Nothing to pick from.');
    return value;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const eligible = fields.filter(({ type: own }) => depth > 0 || !isCompositeType(getNamedType(own)));
    if (eligible.length > 0)
      for (let count = 1 + Math.floor(this.#random() * 3); count > 0; count -= 1)
        parts.push(this.#field(this.#pick(eligible), depth, fields));
    if (this.#chance(0.2)) parts.push(this.#chance(0.3) ? 'called: __typename' : '__typename');
    if (type === this.#schema.getQueryType() && this.#chance(0.08)) parts.push(this.#introspection());
    if (isAbstractType(type))
      for (const possible of this.#schema.getPossibleTypes(type))
        if (this.#chance(0.55)) parts.push(this.#fragment(possible, depth));
    if (this.#chance(0.2)) parts.push(this.#fragment(this.#conditionWithin(type), Math.max(0, depth - 1)));
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  #introspection(): string {
    const type = this.#schema.getType('__Type');
    const name = this.#chance(0.15) ? 'NobodyKnowsIt' : this.#pick(Object.keys(this.#schema.getTypeMap()));
    const condition = this.#condition();
    if (this.#chance(0.3))
      return `__schema${condition} { __typename queryType { ...${this.#aboutType()} } mutationType { name } }`;
    if (!isCompositeType(type)) throw new Error('Every schema has the type __Type.');
    const given = this.#chance(0.5) ? JSON.stringify(name) : `$${this.#typeName(name)}`;
    return `about${this.#fragments.length}: __type(name: ${given})${condition} { __typename ...${this.#aboutType()} }`;
  }

  #typeName(value: string): string {
    const name = `v${this.#definitions.size}`;
    this.#definitions.set(name, `$${name}: String!`);
    this.#variables[name] = value;
    return name;
  }

  #aboutType(): string {
    const name = `F${this.#fragments.length}`;
    const parts = ['kind', 'name', 'fields { name type { kind name ofType { name } } args { name defaultValue } }']
      .concat(['possibleTypes { name __typename }', 'enumValues { name }', 'inputFields { name type { name } }'])
      .filter(() => this.#chance(0.5));
    this.#fragments.push(`fragment ${name} on __Type { name ${parts.join(' ')} }`);
    return name;
  }

  // The type itself, or an interface or union that overlaps it.
  #conditionWithin(type: GraphQLCompositeType): GraphQLCompositeType {
    const possible = isObjectType(type) ? [type] : this.#schema.getPossibleTypes(type);
    const overlapping = Object.values(this.#schema.getTypeMap()).filter(
      (other) => isAbstractType(other) && possible.some((one) => this.#schema.isSubType(other, one)),
    );
    return this.#pick([type, type, ...overlapping.filter(isCompositeType)]);
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    this.#budget -= 1;
    const selection = this.#selection(type, this.#budget > 0 ? depth : 0);
    if (this.#chance(0.3)) {
      const name = `F${this.#fragments.length}`;
      this.#fragments.push(`fragment ${name} on ${type.name} ${selection}`);
      return `...${name}${this.#condition()}`;
    }
    return `... on ${type.name}${this.#condition()} ${selection}`;
  }

  #field(field: Field, depth: number, siblings: readonly Field[]): string {
    this.#budget -= 1;
    const named = getNamedType(field.type);
    const given = field.args
      .filter((each) => isNonNullType(each.type) || this.#chance(0.6))
      .map((each) => `${each.name}: ${this.#argument(each.type)}`)
      .join(', ');
    const below = isCompositeType(named) ? ` ${this.#selection(named, this.#budget > 0 ? depth - 1 : 0)}` : '';
    const alias = this.#alias(field, given, siblings);
    return `${alias}${field.name}${given && `(${given})`}${this.#condition()}${below}`;
  }

  // Otherwise one response name always stands for one field, type and list of arguments, so that equal names merge.
  #alias({ name, type }: Field, given: string, siblings: readonly Field[]): string {
    // Types that exclude one another may mean different fields by one name.
    if (this.#chance(0.04)) return 'x: ';
    if (given === '' && this.#chance(0.75)) return '';
    // The name of another field, which planners may need for themselves.
    if (this.#chance(0.1)) return `${this.#pick(siblings).name}: `;
    const told = [...`${name}${String(type)}${given}`].reduce(
      (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99_991,
      7,
    );
    return `${name}_${told}: `;
  }

  #condition(): string {
    if (!this.#chance(0.15)) return '';
    const literal = this.#chance(0.3);
    const value = literal ? String(this.#chance(0.5)) : `$${this.#flag()}`;
    const second = this.#chance(0.1) ? ` @include(if: $${this.#flag()})` : '';
    return second ? ` @skip(if: ${value})${second}` : ` @${this.#chance(0.5) ? 'skip' : 'include'}(if: ${value})`;
  }

  #flag(): string {
    const number = Math.floor(this.#random() * 3);
    const name = `flag${number}`;
    if (this.#definitions.has(name)) return name;
    const fallback = this.#chance(0.5);
    this.#definitions.set(name, `$${name}: Boolean!${fallback ? ` = ${this.#chance(0.5)}` : ''}`);
    if (!fallback || this.#chance(0.5)) this.#variables[name] = this.#chance(0.5);
    return name;
  }

  #argument(type: GraphQLInputType): string {
    if (!this.#chance(0.5)) return literal(this.#value(type, 2), type);
    const name = `v${this.#definitions.size}`;
    const fallback = this.#chance(0.4) ? ` = ${literal(this.#value(type, 1), type)}` : '';
    this.#definitions.set(name, `$${name}: ${String(type)}${fallback}`);
    if (fallback === '' && isNonNullType(type)) this.#variables[name] = this.#value(type, 2);
    else if (this.#chance(0.6)) this.#variables[name] = this.#value(type, 2);
    return `$${name}`;
  }

  #value(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#valueWithin(type.ofType, depth);
    return this.#chance(0.15) ? null : this.#valueWithin(type, depth);
  }

  #valueWithin(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#valueWithin(type.ofType, depth);
    if (isListType(type)) {
      const item = () => this.#value(type.ofType, depth - 1);
      // A single value stands for a list of one.
      if (this.#chance(0.15)) return this.#valueWithin(type.ofType, depth - 1);
      return Array.from({ length: Math.floor(this.#random() * 3) }, item);
    }
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const entries = Object.values(type.getFields())
        .filter(
          (field) =>
            (isNonNullType(field.type) && field.defaultValue === undefined) || (depth > 0 && this.#chance(0.5)),
        )
        .map((field) => [field.name, this.#value(field.type, depth - 1)]);
      return Object.fromEntries(entries);
    }
    return this.#leaf(type.name);
  }

  #leaf(name: string): unknown {
    const number = Math.floor(this.#random() * 9);
    switch (name) {
      case 'Int':
        return number - 3;
      case 'Float':
        return number / 4;
      case 'Boolean':
        return number % 2 === 0;
      case 'ID':
        return this.#chance(0.3) ? number : `id ${number}`;
      case 'String':
        return this.#pick([`text ${number}`, '', '"\\ 中', '}'.repeat(number)]);
      default:
        return this.#pick<unknown>([{ a: [1, null, { b: 'x' }] }, 'raw', number, [], true]);
    }
  }
}

function literal(value: unknown, type: GraphQLInputType): string {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (Array.isArray(value)) {
    const item = isListType(inner) ? inner.ofType : inner;
    return `[${value.map((each: unknown) => literal(each, item)).join(', ')}]`;
  }
  if (isListType(inner)) return literal(value, inner.ofType);
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(inner) ? inner.getFields() : {};
    const entries = Object.entries(value).map(
      ([key, each]: [string, unknown]) => `${key}: ${literal(each, fields[key]?.type ?? inner)}`,
    );
    return `{${entries.join(', ')}}`;
  }
  return isEnumType(inner) && typeof value === 'string' ? value : JSON.stringify(value);
}
