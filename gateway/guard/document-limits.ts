import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  type SelectionSetNode,
  Source,
  TokenKind,
  parse,
} from 'graphql';
import { Fault } from '../../kit/module/fault.js';

/** Bounds of one document, each a count. */
export interface DocumentLimits {
  /** Lexical tokens, comments not counted. */
  readonly tokens: number;
  /** Fields below one another, fragments expanded. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of the largest operation, fragments expanded. */
  readonly fields: number;
}

/** Brackets within brackets, fragments expanded: what the parser and every later walk can follow on their stack. */
const nestingLimit = 200;

/**
 * Parses a document and refuses one that would cost too much to validate, authorise or plan, in time linear in its text.
 * Raises Fault LIMITED with reason TOO_MANY_TOKENS, DOCUMENT_TOO_DEEP, TOO_MANY_ALIASES, TOO_MANY_DIRECTIVES or
 * DOCUMENT_TOO_LARGE. A document that GraphQL itself refuses here is answered with the protocol's error:
 * GRAPHQL_PARSE_FAILED for its syntax, GRAPHQL_VALIDATION_FAILED for a cycle of fragments.
 */
export function checkDocument(
  text: string,
  limits: DocumentLimits,
): DocumentNode | { readonly errors: readonly GraphQLFormattedError[] } {
  const source = new Source(text);
  let document: DocumentNode;
  try {
    countTokens(source, limits.tokens);
    document = parse(source);
  } catch (error) {
    if (!(error instanceof GraphQLError) || error instanceof Fault) throw error;
    return { errors: [{ ...error.toJSON(), extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] };
  }
  const definitions = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION
      ? [measureDefinition(definition)]
      : [],
  );
  const count = (of: (definition: Measured) => number) => definitions.reduce((total, each) => total + of(each), 0);
  refuseAbove(
    'aliases',
    count(({ aliases }) => aliases),
    limits.aliases,
  );
  refuseAbove(
    'directives',
    count(({ directives }) => directives),
    limits.directives,
  );
  const cycle = expandFragments(definitions);
  if (cycle) return { errors: [cycle.toJSON()] };
  refuseAbove('depth', Math.max(0, ...definitions.map(({ depth }) => depth)), limits.depth);
  refuseAbove('nesting', Math.max(0, ...definitions.map(({ nesting }) => nesting)), nestingLimit);
  refuseAbove('fields', Math.max(0, ...definitions.map(({ fields }) => fields)), limits.fields);
  return document;
}

/** Lexes the whole text before anything recurses into it. */
function countTokens(source: Source, limit: number): void {
  const lexer = new Lexer(source);
  let open = 0;
  for (let count = 1; lexer.advance().kind !== TokenKind.EOF; count += 1) {
    refuseAbove('tokens', count, limit);
    const { kind } = lexer.token;
    if (kind === TokenKind.BRACE_L || kind === TokenKind.BRACKET_L || kind === TokenKind.PAREN_L) open += 1;
    if (kind === TokenKind.BRACE_R || kind === TokenKind.BRACKET_R || kind === TokenKind.PAREN_R) open -= 1;
    refuseAbove('nesting', open, nestingLimit);
  }
}

/** A definition's own counts; after `expandFragments`, depth, nesting and fields include its fragments. */
interface Measured {
  readonly node: OperationDefinitionNode | FragmentDefinitionNode;
  aliases: number;
  directives: number;
  depth: number;
  nesting: number;
  fields: number;
  readonly spreads: { readonly name: string; readonly depth: number; readonly nesting: number }[];
}

function measureDefinition(node: OperationDefinitionNode | FragmentDefinitionNode): Measured {
  const variables = node.variableDefinitions ?? [];
  const measured: Measured = {
    node,
    aliases: 0,
    directives: variables.reduce(
      (total, { directives }) => total + (directives?.length ?? 0),
      node.directives?.length ?? 0,
    ),
    depth: 0,
    nesting: 0,
    fields: 0,
    spreads: [],
  };
  measureSelections(node.selectionSet, 0, 1, measured);
  return measured;
}

function measureSelections({ selections }: SelectionSetNode, depth: number, nesting: number, into: Measured): void {
  into.nesting = Math.max(into.nesting, nesting);
  for (const selection of selections) {
    into.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) measureField(selection, depth + 1, nesting, into);
    else if (selection.kind === Kind.FRAGMENT_SPREAD) into.spreads.push({ name: selection.name.value, depth, nesting });
    else measureSelections(selection.selectionSet, depth, nesting + 1, into);
  }
}

function measureField({ alias, selectionSet }: FieldNode, depth: number, nesting: number, into: Measured): void {
  into.fields += 1;
  into.depth = Math.max(into.depth, depth);
  if (alias) into.aliases += 1;
  if (selectionSet) measureSelections(selectionSet, depth, nesting + 1, into);
}

/**
 * Adds to each definition what its fragments weigh, each fragment weighed once, without recursion: a chain of
 * fragments may be as long as the document. The error of a cycle, if there is one.
 */
function expandFragments(definitions: readonly Measured[]): GraphQLError | undefined {
  const fragments = new Map(definitions.map((each) => [each.node.name?.value, each] as const).filter(isFragment));
  const state = new Map<Measured, 'open' | 'closed'>();
  for (const definition of definitions) {
    const stack = [definition];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      if (state.get(top) === 'closed') stack.pop();
      else if (state.get(top) === 'open') {
        addFragments(top, fragments);
        state.set(top, 'closed');
        stack.pop();
      } else {
        state.set(top, 'open');
        const targets = new Set(top.spreads.map(({ name }) => fragments.get(name)));
        for (const target of targets) {
          if (target && state.get(target) === 'open') return cycleError(target);
          if (target && !state.has(target)) stack.push(target);
        }
      }
    }
  }
  return undefined;
}

function isFragment(entry: readonly [string | undefined, Measured]): entry is readonly [string, Measured] {
  return entry[1].node.kind === Kind.FRAGMENT_DEFINITION;
}

function addFragments(definition: Measured, fragments: ReadonlyMap<string, Measured>): void {
  for (const { name, depth, nesting } of definition.spreads) {
    const target = fragments.get(name);
    // An unknown fragment is for validation to report.
    if (!target) continue;
    definition.depth = Math.max(definition.depth, depth + target.depth);
    definition.nesting = Math.max(definition.nesting, nesting + target.nesting);
    definition.fields = Math.min(definition.fields + target.fields, Number.MAX_SAFE_INTEGER);
  }
}

function cycleError({ node }: Measured): GraphQLError {
  return new GraphQLError(`Cannot spread fragment "${node.name?.value}" within itself.`, {
    nodes: [node],
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
}

const refusals = {
  tokens: { reason: 'TOO_MANY_TOKENS', zh: '词元数', en: 'tokens' },
  depth: { reason: 'DOCUMENT_TOO_DEEP', zh: '字段层数', en: 'levels of fields' },
  nesting: { reason: 'DOCUMENT_TOO_DEEP', zh: '括号嵌套层数', en: 'levels of brackets' },
  aliases: { reason: 'TOO_MANY_ALIASES', zh: '别名数', en: 'aliases' },
  directives: { reason: 'TOO_MANY_DIRECTIVES', zh: '指令数', en: 'directives' },
  fields: { reason: 'DOCUMENT_TOO_LARGE', zh: '展开片段后的字段数', en: 'fields with fragments expanded' },
} as const;

function refuseAbove(measure: keyof typeof refusals, value: number, limit: number): void {
  if (value <= limit) return;
  const { reason, zh, en } = refusals[measure];
  throw new Fault(
    'LIMITED',
    {
      zh: `文档的${zh}达到 ${value},超过上限 ${limit}。`,
      en: `The document reaches ${value} ${en}; the limit is ${limit}.`,
    },
    { reason, details: { value, limit } },
  );
}
