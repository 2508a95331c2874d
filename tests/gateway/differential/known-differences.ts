import {
  getOperationAST,
  isCompositeType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { coerceVariables } from '../../../gateway/operation/variables.js';
import type { Answer } from '../execution/federation.js';
import type { Contestants } from './both-gateways.js';
import { areEqual, asked, blurredOutcomeOf, outcomeOf } from './compare-answers.js';
import { outageMessage } from './outages.js';
import type { GeneratedOperation } from './operation-generator.js';
import { trimmedTo } from './shrink.js';

/** The differences of docs/differences.md by their headings, each recognised by what it alone explains. */
export const knownDifferences = [
  'planner assertion',
  'interface objects',
  'settled conditions',
  'named types',
  'own response names',
  'repeated introspection',
  'value completion',
  'list indexes',
  'unasked places',
  'failed fetches',
] as const;

/** A difference, or that several which are explained by other words meet in one operation. */
export type KnownDifference = (typeof knownDifferences)[number] | 'several at once';

interface Met {
  readonly contestants: Contestants;
  readonly operation: GeneratedOperation;
  readonly ours: Answer;
  readonly theirs: Answer | Error;
}

/** Names the known difference that explains why two answers differ; undefined when none does. */
export async function knownDifference(given: Met): Promise<KnownDifference | undefined> {
  const met = withoutOutage(given);
  const { theirs } = met;
  const isOutage = met !== given && !(theirs instanceof Error);
  if (isOutage && areEqual(outcomeOf(met.ours), outcomeOf(theirs))) return 'failed fetches';
  if (!(theirs instanceof Error)) {
    const sameErrors = explainedByErrors(met.ours, theirs);
    if (sameErrors) return sameErrors;
    if (isOutage && isAlikeBeyondOutage(given, met)) return 'failed fetches';
  } else if (/We should have an edge from .* for __typename/.test(theirs.message)) return 'planner assertion';
  return explainedByWording(met);
}

// Apollo's gateway tells of a fetch that failed once and without a path; ours at every place that it left null.
function withoutOutage(met: Met): Met {
  const { contestants, ours, theirs } = met;
  const { outage } = contestants.weather;
  if (!outage) return met;
  const message = outageMessage(outage.subgraph);
  const quiet = <Told extends Answer>(answer: Told, isMeant: (path: unknown) => boolean): Told => ({
    ...answer,
    errors: answer.errors?.filter((error) => error.message !== message || !isMeant(error.path)),
  });
  const quietOurs = (answer: Answer): Answer => quiet(answer, () => true);
  const quietTheirs = (answer: Answer): Answer => quiet(answer, (path) => path === undefined);
  return {
    ...met,
    ours: quietOurs(ours),
    theirs: theirs instanceof Error ? theirs : quietTheirs(theirs),
    contestants: {
      ...contestants,
      ours: async (operation) => quietOurs(await contestants.ours(operation)),
      apollo: async (operation) => quietTheirs(await contestants.apollo(operation)),
    },
  };
}

// What else Apollo's gateway tells of a place that is null for the outage does not count.
function isAlikeBeyondOutage({ ours }: Met, met: Met): boolean {
  if (met.theirs instanceof Error) return false;
  const silent = new Set(asked(blurredOutcomeOf(met.ours)).places);
  const lost = new Set(asked(blurredOutcomeOf(ours)).places.filter((place) => !silent.has(place)));
  const { data, places } = asked(blurredOutcomeOf(met.theirs));
  const beyond = { data, places: places.filter((place) => !lost.has(place)) };
  return areEqual(asked(blurredOutcomeOf(met.ours)), beyond);
}

function hasInterfaceObject({ contestants: { draft } }: Met): boolean {
  return Object.values(draft.subgraphs).some((sdl) => sdl.includes('@interfaceObject'));
}

// Whether an answer lacks something of another, and says nothing else.
function isPartOf(part: unknown, whole: unknown): boolean {
  if (part === null || part === undefined) return true;
  if (typeof part !== 'object' || typeof whole !== 'object' || whole === null) return part === whole;
  return Object.entries(part).every(([key, value]) => isPartOf(value, (whole as Record<string, unknown>)[key]));
}

function explainedByErrors(ours: Answer, theirs: Answer): KnownDifference | undefined {
  const told = blurredOutcomeOf(theirs);
  if (areEqual(blurredOutcomeOf(ours), told)) return 'list indexes';
  if (areEqual(asked(blurredOutcomeOf(ours)), asked(told))) return 'unasked places';
  // Apollo's gateway tells what it found wrong itself outside the errors, and only where no subgraph told anything.
  const errors = ours.errors?.filter(({ extensions }) => !String(extensions?.['reason']).startsWith('VALUE_'));
  if (errors?.length === ours.errors?.length) return undefined;
  const isSilent = areEqual(blurredOutcomeOf({ ...ours, errors }), told);
  return isSilent ? 'value completion' : undefined;
}

// Put into other words that mean the same, the operation gets from Apollo's gateway what ours gives at once.
async function explainedByWording(met: Met): Promise<KnownDifference | undefined> {
  const { contestants, operation } = met;
  const { schema } = contestants;
  const wordings: readonly (readonly [KnownDifference, Wording])[] = [
    ['settled conditions', settled],
    ['named types', withTypeNames],
    ['own response names', withOwnNames],
    ['repeated introspection', (...asked) => withOneIntrospection(schema, settled(...asked))],
    [
      'several at once',
      (...asked) => withTypeNames(schema, withOwnNames(schema, withOneIntrospection(schema, settled(...asked)))),
    ],
  ];
  for (const [name, reworded] of wordings) {
    const same = reworded(schema, operation);
    const [ours, theirs] = await Promise.all([contestants.ours(same), contestants.apollo(same).catch(String)]);
    if (typeof theirs === 'string') continue;
    if (areEqual(outcomeOf(ours), outcomeOf(theirs)) || explainedByErrors(ours, theirs)) return name;
    if (hasInterfaceObject(met) && isPartOf(theirs.data, ours.data)) return 'interface objects';
  }
  return undefined;
}

type Wording = (schema: GraphQLSchema, operation: GeneratedOperation) => GeneratedOperation;

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const settled: Wording = (schema, { query, variables }) => {
  const document = parse(query, { noLocation: true });
  const operation = getOperationAST(document);
  if (!operation) throw new Error('A test asks one operation.');
  const { values } = coerceVariables(schema, { document, operation }, variables);
  const isLeftOut = (node: { directives?: readonly DirectiveLike[] }): boolean =>
    node.directives?.some(({ name, arguments: given }) => {
      const condition = given?.[0]?.value;
      const isTrue = condition?.kind === Kind.VARIABLE ? values[condition.name?.value ?? ''] : condition?.value;
      return isTrue !== (name.value === 'include');
    }) ?? false;
  const drop = { enter: (node: { directives?: readonly DirectiveLike[] }) => (isLeftOut(node) ? null : undefined) };
  const dropped: DocumentNode = visit(document, { Field: drop, InlineFragment: drop, FragmentSpread: drop });
  const bare: DocumentNode = visit(dropped, {
    Directive: () => null,
    SelectionSet: (node) => (node.selections.length === 0 ? { ...node, selections: [typename] } : undefined),
  });
  return { query: print(trimmedTo(bare)), variables };
};

interface DirectiveLike {
  readonly name: { readonly value: string };
  readonly arguments?: readonly {
    readonly value: { readonly kind: string; readonly name?: { readonly value: string }; readonly value?: unknown };
  }[];
}

const withTypeNames: Wording = (schema, { query, variables }) => {
  const typeInfo = new TypeInfo(schema);
  const named: DocumentNode = visit(
    parse(query, { noLocation: true }),
    visitWithTypeInfo(typeInfo, {
      SelectionSet: (node) =>
        isCompositeType(typeInfo.getParentType()) ? { ...node, selections: [typename, ...node.selections] } : undefined,
    }),
  );
  return { query: print(named), variables };
};

// All that is selected of a root introspection field stands in one field of the operation itself.
const withOneIntrospection: Wording = (_schema, { query, variables }) => {
  const fields = new Map<string, FieldNode>();
  const without: DocumentNode = visit(parse(query, { noLocation: true }), {
    Field: (node) => {
      if (!['__schema', '__type'].includes(node.name.value)) return undefined;
      const { value: key } = node.alias ?? node.name;
      const selections = [
        ...(fields.get(key)?.selectionSet?.selections ?? []),
        ...(node.selectionSet?.selections ?? []),
      ];
      fields.set(key, { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } });
      return typename;
    },
  });
  const document: DocumentNode = visit(without, {
    OperationDefinition: (node) => ({
      ...node,
      selectionSet: { ...node.selectionSet, selections: [...fields.values(), ...node.selectionSet.selections] },
    }),
  });
  return { query: print(trimmedTo(document)), variables };
};

// Every field under a name that no key and no required field has.
const withOwnNames: Wording = (_schema, { query, variables }) => {
  const renamed: DocumentNode = visit(parse(query, { noLocation: true }), {
    Field: (node) =>
      node.name.value === '__typename'
        ? undefined
        : { ...node, alias: { kind: Kind.NAME, value: `own_${(node.alias ?? node.name).value}` } },
  });
  return { query: print(renamed), variables };
};
