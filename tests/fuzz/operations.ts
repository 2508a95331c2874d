import fc from 'fast-check';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isRequiredArgument,
} from 'graphql';
import type { KnownValues } from './known-values.js';
import { literalOf, Values } from './values.js';

/** An operation as it is sent. */
export interface FuzzedOperation {
  readonly kind: Kind;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Kind = 'query' | 'mutation' | 'subscription';
type Field = GraphQLField<unknown, unknown>;

interface Argument {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly value: unknown;
  readonly asVariable: boolean;
}

type Part =
  | { readonly part: 'typename' }
  | {
      readonly part: 'field';
      readonly name: string;
      readonly alias: string;
      readonly directive: string;
      readonly args: readonly Argument[];
      readonly parts: readonly Part[] | null;
    }
  | { readonly part: 'fragment'; readonly on: string; readonly isNamed: boolean; readonly parts: readonly Part[] };

/** Joins that a selection follows; a connection takes three. */
const deepest = 6;

/** Operations over a schema: most of them valid, with arguments and variables, aliases, fragments and conditions. */
export function operations(schema: GraphQLSchema, known: KnownValues): fc.Arbitrary<FuzzedOperation> {
  const drafts = new Selections(schema, known);
  const ofKind = (kind: Kind, root: GraphQLNamedType | null | undefined): fc.Arbitrary<FuzzedOperation> =>
    root
      ? drafts.parts(root, deepest).map((parts) => written(kind, parts))
      : fc.constant({ kind, query: `${kind} { x }`, variables: {} });
  return fc.oneof(
    { weight: 70, arbitrary: ofKind('query', schema.getQueryType()) },
    { weight: 28, arbitrary: ofKind('mutation', schema.getMutationType()) },
    { weight: 2, arbitrary: ofKind('subscription', schema.getSubscriptionType()) },
  );
}

/** What may be selected of each type, made once for each depth. */
class Selections {
  readonly #schema: GraphQLSchema;
  readonly #values: Values;
  readonly #made = new Map<string, fc.Arbitrary<readonly Part[]>>();

  constructor(schema: GraphQLSchema, known: KnownValues) {
    this.#schema = schema;
    this.#values = new Values(known);
  }

  parts(type: GraphQLNamedType, depth: number): fc.Arbitrary<readonly Part[]> {
    const key = `${type.name} ${depth}`;
    const made = this.#made.get(key) ?? this.#partsOf(type, depth);
    this.#made.set(key, made);
    return made;
  }

  #partsOf(type: GraphQLNamedType, depth: number): fc.Arbitrary<readonly Part[]> {
    const fields = 'getFields' in type && isCompositeType(type) ? Object.values(type.getFields()) : [];
    const within = fields.filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
    const isRoot = depth === deepest;
    const choices: { weight: number; arbitrary: fc.Arbitrary<Part> }[] = [
      { weight: 1, arbitrary: fc.constant({ part: 'typename' }) },
    ];
    if (within.length > 0)
      choices.push({ weight: 12, arbitrary: fc.oneof(...within.map((field) => this.#field(type, field, depth))) });
    if (isAbstractType(type) && depth > 0)
      for (const possible of this.#schema.getPossibleTypes(type))
        choices.push({ weight: 2, arbitrary: this.#fragment(possible, depth - 1) });
    if (depth > 0 && !isRoot) choices.push({ weight: 1, arbitrary: this.#fragment(type, depth - 1) });
    return fc.array(fc.oneof(...choices), { minLength: 1, maxLength: isRoot ? 2 : 4 });
  }

  #fragment(type: GraphQLNamedType, depth: number): fc.Arbitrary<Part> {
    return fc
      .tuple(fc.boolean(), this.parts(type, depth))
      .map(([isNamed, parts]) => ({ part: 'fragment', on: type.name, isNamed, parts }));
  }

  #field(parent: GraphQLNamedType, field: Field, depth: number): fc.Arbitrary<Part> {
    const below = getNamedType(field.type);
    const about = /^(Query|Mutation|Subscription)$/.test(parent.name) ? below.name : parent.name;
    const args = field.args.map((argument) => {
      const value = this.#values.of(argument.type, argument.name, about.replace(/Connection$/, ''));
      const given = fc
        .record({ value, asVariable: fc.boolean() })
        .map((each): Argument[] => [{ name: argument.name, type: argument.type, ...each }]);
      const none = fc.constant<Argument[]>([]);
      return fc.oneof(
        { weight: isRequiredArgument(argument) ? 200 : 2, arbitrary: given },
        // A page is asked from its beginning; a cursor is made up now and then.
        {
          weight: isRequiredArgument(argument) ? 1 : /^(after|before|last)$/.test(argument.name) ? 30 : 3,
          arbitrary: none,
        },
      );
    });
    const directive = fc.oneof(
      { weight: 30, arbitrary: fc.constant('') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(' @include(if: true)', ' @skip(if: true)', ' @skip(if: "x")', ' @unheardOf'),
      },
    );
    return fc
      .record({
        alias: fc.oneof(
          { weight: 12, arbitrary: fc.constant('') },
          { weight: 1, arbitrary: fc.constantFrom('a: ', 'b: ', '__c: ') },
        ),
        directive,
        args: fc.tuple(...args).map((each) => each.flat()),
        parts: isCompositeType(below) ? this.parts(below, depth - 1) : fc.constant(null),
      })
      .map((each) => ({ part: 'field', name: field.name, ...each }));
  }
}

function written(kind: Kind, parts: readonly Part[]): FuzzedOperation {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const fragments: string[] = [];
  let names = 0;
  const argument = ({ name, type, value, asVariable }: Argument): string => {
    if (!asVariable) return `${name}: ${literalOf(value, type)}`;
    const variable = `v${declared.length}`;
    declared.push(`$${variable}: ${String(type)}`);
    variables[variable] = value;
    return `${name}: $${variable}`;
  };
  const write = (part: Part): string => {
    if (part.part === 'typename') return '__typename';
    if (part.part === 'fragment') {
      const text = `on ${part.on} { ${part.parts.map(write).join(' ')} }`;
      if (!part.isNamed) return `... ${text}`;
      const name = `F${fragments.length}`;
      // Its place is taken before what stands in it, which may need a fragment of its own, takes one.
      fragments.push('');
      fragments[Number(name.slice(1))] = `fragment ${name} ${text}`;
      return `...${name}`;
    }
    const given = part.args.length > 0 ? `(${part.args.map(argument).join(', ')})` : '';
    const below = part.parts === null ? '' : ` { ${part.parts.map(write).join(' ')} }`;
    // Two of one name with different arguments are not valid.
    const alias = part.alias === '' && given !== '' ? `r${(names += 1)}: ` : part.alias;
    return `${alias}${part.name}${given}${part.directive}${below}`;
  };
  const selection = parts.map(write).join(' ');
  const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
  return { kind, query: [`${kind} Fuzzed${head} { ${selection} }`, ...fragments].join(' '), variables };
}
