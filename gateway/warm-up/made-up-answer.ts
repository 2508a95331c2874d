/*
 * Makes up what a subgraph would answer: values of the types that clients see, three items to a list. What clients do not see,
 * keys that are hidden from them among it, is made up as text, which is right for most keys; where it is not, the executor
 * meets a value that does not fit, as it may from any subgraph.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What a subgraph is asked. */
interface Question {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The `data` of an answer. */
export function madeUpAnswer(schema: GraphQLSchema, question: Question): Record<string, unknown> {
  return new MadeUpAnswer(schema, question).whole();
}

class MadeUpAnswer {
  readonly #schema: GraphQLSchema;
  readonly #question: Question;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #number = 0;

  constructor(schema: GraphQLSchema, question: Question) {
    this.#schema = schema;
    this.#question = question;
    this.#fragments = new Map(
      question.document.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [],
      ),
    );
  }

  whole(): Record<string, unknown> {
    const operation = getOperationAST(this.#question.document);
    if (!operation) return {};
    return this.#object(this.#schema.getRootType(operation.operation) ?? undefined, operation.selectionSet);
  }

  #object(type: GraphQLObjectType | undefined, set: SelectionSetNode): Record<string, unknown> {
    return Object.fromEntries(
      this.#fieldsOf(type, set).map((field) => [(field.alias ?? field.name).value, this.#field(type, field)]),
    );
  }

  #fieldsOf(type: GraphQLObjectType | undefined, { selections }: SelectionSetNode): FieldNode[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      return fragment && this.#isOf(type, fragment.typeCondition?.name.value)
        ? this.#fieldsOf(type, fragment.selectionSet)
        : [];
    });
  }

  #isOf(type: GraphQLObjectType | undefined, condition: string | undefined): boolean {
    if (condition === undefined || condition === type?.name) return true;
    const named = this.#schema.getType(condition);
    return type !== undefined && isAbstractType(named) && this.#schema.isSubType(named, type);
  }

  #field(type: GraphQLObjectType | undefined, field: FieldNode): unknown {
    const name = field.name.value;
    if (name === '__typename') return type?.name;
    if (name === '_entities') return this.#entities(field);
    const known = type?.getFields()[name];
    return known ? this.#value(known.type, field) : this.#text();
  }

  #entities({ arguments: given = [], selectionSet }: FieldNode): unknown {
    const value = given[0]?.value;
    const asked = value?.kind === Kind.VARIABLE ? this.#question.variables[value.name.value] : undefined;
    if (!Array.isArray(asked) || !selectionSet) return [];
    return asked.map(({ __typename: name }: { readonly __typename: string }) =>
      this.#object(this.#objectType(this.#schema.getType(name)), selectionSet),
    );
  }

  #value(type: GraphQLOutputType, field: FieldNode): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, field);
    if (isListType(type)) return Array.from({ length: 3 }, () => this.#value(type.ofType, field));
    const named = getNamedType(type);
    if (field.selectionSet) return this.#object(this.#objectType(named), field.selectionSet);
    if (isEnumType(named)) return named.getValues()[0]?.name;
    if (named.name === 'Boolean') return true;
    return named.name === 'Int' || named.name === 'Float' ? (this.#number += 1) : this.#text();
  }

  #objectType(type: GraphQLNamedType | undefined): GraphQLObjectType | undefined {
    if (isAbstractType(type)) return this.#schema.getPossibleTypes(type)[0];
    return isObjectType(type) ? type : undefined;
  }

  #text(): string {
    return `第 ${(this.#number += 1)} 项`;
  }
}
