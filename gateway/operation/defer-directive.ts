import {
  type DirectiveNode,
  DirectiveLocation,
  type DocumentNode,
  getDirectiveValues,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql';

const deferDirective = new GraphQLDirective({
  name: 'defer',
  description:
    '所标片段可稍后送达:客户端接受 multipart/mixed; deferSpec=20220824 时分段应答,否则随整份应答送达。 ' +
    'The fragment may come later: the answer comes in parts where the client accepts ' +
    'multipart/mixed; deferSpec=20220824, and whole otherwise.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: '为假时不延后。 False: the fragment does not come later.',
    },
    label: {
      type: GraphQLString,
      description: '客户端用以辨认分段的名称。 The name by which the client knows the part.',
    },
  },
});

/** The schema with `@defer` as this gateway understands it; a directive of that name in the schema gives way. */
export function withDefer(schema: GraphQLSchema): GraphQLSchema {
  const others = schema.getDirectives().filter(({ name }) => name !== deferDirective.name);
  return new GraphQLSchema({ ...schema.toConfig(), directives: [...others, deferDirective], assumeValid: true });
}

/** The `@defer` by which a fragment comes later, under coerced values of the variables. */
export function deferralOf(
  selection: SelectionNode,
  values: Readonly<Record<string, unknown>>,
): DirectiveNode | undefined {
  if (selection.kind === Kind.FIELD) return undefined;
  const directive = selection.directives?.find(isDefer);
  return directive && getDirectiveValues(deferDirective, selection, values)?.['if'] === true ? directive : undefined;
}

/** What the client calls a deferred part; undefined where it gave no name. */
export function labelOf({ arguments: given }: DirectiveNode): string | undefined {
  const label = given?.find(({ name }) => name.value === 'label')?.value;
  return label?.kind === Kind.STRING ? label.value : undefined;
}

export function isDefer({ name }: DirectiveNode): boolean {
  return name.value === deferDirective.name;
}

const known = new WeakMap<DocumentNode, boolean>();

/** Whether a document has `@defer` anywhere; read once for each document. */
export function hasDefer(document: DocumentNode): boolean {
  let found = known.get(document);
  if (found !== undefined) return found;
  found = false;
  visit(document, { Directive: (directive) => void (found ||= isDefer(directive)) });
  known.set(document, found);
  return found;
}
