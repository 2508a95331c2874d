import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execute, Kind, parse, print, visit, type DirectiveNode } from 'graphql';
import { jsonText } from '../../../gateway/sources/json-text.js';
import { operations, seed } from '../../support/soak.js';
import { randomFrom } from '../../support/seeded-random.js';
import { graphOn } from '../differential/both-gateways.js';
import { generatedOperation } from '../differential/operation-generator.js';
import { SeededAnswers } from '../differential/seeded-answers.js';
import { supergraphs, type SupergraphDraft } from '../differential/supergraphs.js';
import { graphOf } from '../execution/federation.js';
import { openPlainGraph, type PlainGraph, type ServedSubgraph } from '../plain/plain-graph.js';
import { askForParts, merged, type Part, sentTwice } from './read-parts.js';

// Each is asked twice over HTTP: fewer than where gateways are compared in this process.
const operationsEach = Math.ceil(operations / 15);

interface Opened {
  readonly graph: PlainGraph;
  readonly answers: SeededAnswers;
  readonly schema: Awaited<ReturnType<typeof graphOf>>['schema'];
}

const opened: Opened[] = [];
beforeAll(async () => {
  for (const draft of supergraphs) opened.push(await openDraft(draft));
});
afterAll(async () => {
  for (const { graph } of opened) await graph.close();
});

test.each(supergraphs.map(({ name }, index) => [name, index] as const))(
  `over "%s" the parts of a deferring operation are its whole answer (SEED=${seed})`,
  async (_name, index) => {
    const { graph, answers, schema } = opened[index] ?? fail('A supergraph was not opened.');
    const random = randomFrom(seed + index);
    for (let number = 0; number < operationsEach; number += 1) {
      const { query, variables } = generatedOperation(schema, random);
      answers.weather.salt = number;
      const deferring = deferred(query, random);
      const parts = await askForParts(graph.origin, { query: deferring, variables });
      const headers = { accept: 'application/json' };
      const [whole = fail('No answer.')] = await askForParts(graph.origin, { query: deferring, variables, headers });
      const told = { deferring, variables, number };
      if (parts.every((part) => errorsOf(part).length === 0) && !whole.errors)
        expect({ ...told, data: merged(parts) }).toEqual({ ...told, data: whole.data });
      expect({ ...told, twice: sentTwice(parts) }).toEqual({ ...told, twice: [] });
      const known = new Set(parts.flatMap(errorsOf));
      const missing = errorsOf(whole).filter((error) => !known.has(error));
      // A part of an object that an earlier part has as null never comes, and its errors neither.
      const inAnswer = missing.filter((error) => !isBelowNull(merged(parts), error));
      expect({ ...told, inAnswer }).toEqual({ ...told, inAnswer: [] });
    }
  },
  60_000 + operations * 20,
);

function fail(sentence: string): never {
  throw new Error(sentence);
}

function errorsOf({ errors = [], incremental = [] }: Part): string[] {
  return [...errors, ...incremental.flatMap((each) => each.errors ?? [])].map(
    ({ path, message }) => `${path?.join('.')}: ${message}`,
  );
}

function isBelowNull(data: unknown, error: string): boolean {
  const keys = (error.split(':')[0] ?? '').split('.').slice(0, -1);
  let value = data;
  for (const key of keys) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value === null || value === undefined;
}

async function openDraft(draft: SupergraphDraft): Promise<Opened> {
  const bare = await graphOf(Object.fromEntries(Object.entries(draft.subgraphs).map(([name, sdl]) => [name, { sdl }])));
  const answers = new SeededAnswers(draft, bare.schemas);
  const { schemas, schema } = await graphOn(draft, bare, answers);
  const delays = randomFrom(seed);
  const subgraphs = Object.entries(draft.subgraphs).map(([name, sdl]): [string, ServedSubgraph] => [
    name,
    {
      sdl,
      answer: async ({ query, variables }) => {
        const subgraph = schemas.get(name) ?? fail(`No subgraph ${name}.`);
        await pause(Math.floor(delays() * 4));
        return {
          body: jsonText(
            await execute({
              schema: subgraph,
              document: parse(query),
              variableValues: variables,
              fieldResolver: answers.resolve,
              contextValue: {},
            }),
          ),
        };
      },
    },
  ]);
  return { graph: await openPlainGraph(Object.fromEntries(subgraphs)), answers, schema };
}

const defer: DirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' } };

// Defers fragments that are there, and fields in fragments of their own; not at the root of a mutation.
function deferred(query: string, random: () => number): string {
  const document = parse(query);
  return print(
    visit(document, {
      InlineFragment: (node) =>
        random() < 0.4 ? { ...node, directives: [...(node.directives ?? []), defer] } : undefined,
      FragmentSpread: (node) =>
        random() < 0.4 ? { ...node, directives: [...(node.directives ?? []), defer] } : undefined,
      SelectionSet: {
        leave: (node, _key, parent) => {
          const isRoot = parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
          if (isRoot && query.startsWith('mutation')) return undefined;
          return {
            ...node,
            selections: node.selections.map((each) =>
              each.kind === Kind.FIELD && random() < 0.2
                ? {
                    kind: Kind.INLINE_FRAGMENT,
                    directives: [defer],
                    selectionSet: { kind: Kind.SELECTION_SET, selections: [each] },
                  }
                : each,
            ),
          };
        },
      },
    }),
  );
}
