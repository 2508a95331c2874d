import { type ConstDirectiveNode, type DocumentNode, Kind, parse, type TypeNode, visit } from 'graphql';

/** Rows of a page of which no size is asked. */
export const defaultPage = 20;

/** Says of every field that gives a page how large it is (`@listSize`, cost specification v0.1), for who counts costs. */
export function withSizedConnections(schema: DocumentNode): DocumentNode {
  return visit(schema, {
    FieldDefinition: (field) => {
      const given = new Set(field.arguments?.map(({ name }) => name.value));
      if (!given.has('first') || !given.has('last') || !namedType(field.type).endsWith('Connection')) return undefined;
      return { ...field, directives: [...(field.directives ?? []), sized] };
    },
  });
}

const sized = directiveOf(
  `@listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"], assumedSize: ${defaultPage}, requireOneSlicingArgument: false)`,
);

function directiveOf(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar Any ${text}`, { noLocation: true }).definitions;
  const directive = definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? definition.directives?.[0] : undefined;
  if (!directive) throw new Error(`Not a directive: ${text}`);
  return directive;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
