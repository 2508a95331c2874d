import { expect, test } from '@jest/globals';
import {
  buildSchema,
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { authorise, refusedUnder } from '../../../gateway/operation/authorise.js';
import { rulesOf } from '../../../gateway/supergraph/rules.js';
import { anonymous, type Caller } from '../../../kit/identity/caller.js';
import { compose, federated, personWith } from './protected-graph.js';
import { randomFrom } from '../../support/seeded-random.js';
import { pick, possible, randomDocument } from './random-documents.js';

/** What may be written at a place of the SDL, with the callers who pass it. */
const choices: readonly [Choice, ...Choice[]] = [
  { written: '', passes: () => true },
  { written: '', passes: () => true },
  { written: '', passes: () => true },
  { written: '@authenticated', passes: ({ kind }) => kind === 'person' },
  { written: '@requiresScopes(scopes: [["a"]])', passes: ({ scopes }) => scopes.has('a') },
  {
    written: '@requiresScopes(scopes: [["a", "b"], ["c"]])',
    passes: ({ scopes }) => (scopes.has('a') && scopes.has('b')) || scopes.has('c'),
  },
  { written: '@policy(policies: [["odd"]])', passes: ({ scopes }) => scopes.size % 2 === 1 },
];
interface Choice {
  readonly written: string;
  passes(caller: Caller): boolean;
}

const policies = new Map([['odd', ({ scopes }: Caller) => scopes.size % 2 === 1]]);
const callers: readonly [Caller, ...Caller[]] = [
  anonymous,
  personWith(),
  personWith('a'),
  personWith('a', 'b'),
  personWith('c'),
];

const template = `
  type Query { a: A b: B c: C d: D named: Named sized: [Sized] found: [[Found]] }
  interface Named { name(n: Int): String next: Named }
  interface Sized { size: Int found: Found }
  type A implements Named & Sized @type(A) { name(n: Int): String @field(A.name) next: Named size: Int @field(A.size) found: Found own: B @field(A.own) }
  type B implements Named @type(B) { name(n: Int): String @field(B.name) next: A @field(B.next) plain: Int }
  type C @type(C) { text(n: Int): String @field(C.text) code: Code @field(C.code) sized: Sized }
  type D implements Sized @type(D) { size: Int @field(D.size) found: Found deep: [C] @field(D.deep) }
  union Found = A | C | D
  scalar Code @type(Code)
`;

/** A graph whose rules are drawn, with what stands at each coordinate. */
function drawnGraph(random: () => number) {
  const drawn = new Map<string, Choice>();
  const sdl = template.replace(/@(?:type|field)\(([\w.]+)\)/g, (_, coordinate: string) => {
    const choice = pick(random, choices);
    drawn.set(coordinate, choice);
    return choice.written;
  });
  const { supergraphSdl, publicSdl } = compose({ county: federated(sdl) });
  return { drawn, sdl, schema: buildSchema(publicSdl), rules: rulesOf(supergraphSdl) };
}

/** Every field that a document can select, as its response path and the object type that it is selected on. */
function selectable(schema: GraphQLSchema, document: DocumentNode): { path: string; type: string; field: string }[] {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const found: { path: string; type: string; field: string }[] = [];
  const walk = ({ selections }: SelectionSetNode, types: readonly string[], path: string): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const below = `${path}/${selection.alias?.value ?? selection.name.value}`;
        const field = selection.name.value;
        for (const type of types) found.push({ path: below, type, field });
        const returned = types.flatMap((type) => {
          const owner = schema.getType(type);
          const named = isObjectType(owner) ? getNamedType(owner.getFields()[field]?.type) : undefined;
          return isCompositeType(named) ? possible(schema, named) : [];
        });
        if (selection.selectionSet) walk(selection.selectionSet, [...new Set(returned)], below);
        continue;
      }
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = inner?.typeCondition && schema.getType(inner.typeCondition.name.value);
      const within = isCompositeType(condition) ? possible(schema, condition) : types;
      if (inner)
        walk(
          inner.selectionSet,
          types.filter((type) => within.includes(type)),
          path,
        );
    }
  };
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION) walk(node.selectionSet, ['Query'], '');
  return found;
}

const seed = 20261121;

test(`no denied field survives in 400 drawn documents, and none is lost without a refusal (seed ${seed})`, () => {
  const random = randomFrom(seed);
  let lostPlaces = 0;
  for (let graphs = 0; graphs < 10; graphs += 1) {
    const { drawn, sdl, schema, rules } = drawnGraph(random);
    for (let documents = 0; documents < 40; documents += 1) {
      const text = randomDocument(schema, random);
      const caller = pick(random, callers);
      const document = parse(text);
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No operation first: ${text}`);
      const context = `${[...caller.scopes].join()} ${caller.kind}\n${sdl}\n${text}`;
      expect([validate(schema, document), context]).toEqual([[], context]);

      const authorised = authorise({ document, operation, schema, rules, policies }, caller);
      const denies = (coordinate: string) => drawn.get(coordinate)?.passes(caller) === false;
      const kept = selectable(schema, authorised.document);
      const surviving = kept.filter(({ type, field }) => {
        const owner = schema.getType(type);
        const returned = isObjectType(owner) ? getNamedType(owner.getFields()[field]?.type)?.name : undefined;
        return field !== '__typename' && (denies(type) || denies(`${type}.${field}`) || denies(returned ?? ''));
      });
      expect([surviving, context]).toEqual([[], context]);
      expect([validate(schema, authorised.document), context]).toEqual([[], context]);

      const keptPlaces = new Set(kept.map(({ path, type }) => `${type} ${path}`));
      // Beyond a thousand refusals are no longer listed one by one.
      if (authorised.refusals.length >= 1000) continue;
      const refused = authorised.refusals.map(({ error }) => `/${error.path?.join('/')}`);
      const lost = selectable(schema, document).filter(({ path, type }) => !keptPlaces.has(`${type} ${path}`));
      const unexplained = lost.filter(
        ({ path }) => !refused.some((place) => path === place || path.startsWith(`${place}/`)),
      );
      expect([unexplained, context]).toEqual([[], context]);
      expect(refusedUnder(authorised, {}).whole).toBe(false);
      lostPlaces += lost.length;
    }
  }
  // Were nothing ever denied, the test would prove nothing.
  expect(lostPlaces).toBeGreaterThan(200);
});
