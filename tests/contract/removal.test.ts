import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, isIntrospectionType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { builtOf, holderFor, holders, modulesFound, subgraphsFound } from '../support/modules.js';
import { callOf, fieldsOf, leastArguments, needsNoArgument } from '../support/operations.js';
import { openPortal, type TestPortal } from '../support/portal.js';

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal({ accounts: holders });
});

afterAll(() => portal.close());

/** `Type` and `Type.field` of everything in a schema. */
function placesOf(schema: GraphQLSchema): Set<string> {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const shown = types.filter(({ name }) => !/^_|__/.test(name));
  return new Set(
    shown.flatMap((type) => [
      type.name,
      ...(isObjectType(type) ? fieldsOf(type).map(({ name }) => `${type.name}.${name}`) : []),
    ]),
  );
}

/** What only this module gives, when `others` stand. */
function onlyOf(name: string, others: readonly string[]): string[] {
  const remaining = new Set(others.flatMap((other) => [...placesOf(builtOf(other).schema)]));
  return [...placesOf(builtOf(name).schema)].filter((place) => !remaining.has(place));
}

/** A module's dependents, and theirs, in the order in which they can be removed. */
function dependentsOf(name: string): string[] {
  const direct = modulesFound.filter(({ needs }) => needs?.includes(name)).map((module) => module.name);
  return [...new Set([...direct.flatMap(dependentsOf), ...direct])];
}

async function answersOf(name: string): Promise<unknown> {
  const queries = fieldsOf(builtOf(name).schema.getQueryType());
  const query = queries.find(needsNoArgument) ?? queries[0];
  if (!query) throw new Error(`${name} has no query.`);
  const { query: text, variables } = callOf('query', query, leastArguments(query.args, {}));
  const { data, errors } = await portal.ask(text, variables, { as: holderFor(name) });
  return { data, codes: errors?.map(({ extensions }) => extensions.code) };
}

const gone = { data: undefined, codes: ['GRAPHQL_VALIDATION_FAILED'] };

describe.each(subgraphsFound)('$name', ({ name }) => {
  const dependents = dependentsOf(name);

  if (dependents.length > 0) {
    test('is not removed while another module needs it', async () => {
      const { graphs } = portal.portal;
      const before = graphs.current;
      await expect(graphs.remove(name)).rejects.toThrow(/^Module "[a-z]+" needs "[a-z]+", which is not installed\.$/);
      expect(graphs.current).toBe(before);
    });
  }

  test('leaves nothing in the graph once removed, others answer as before, and it comes back', async () => {
    const { graphs } = portal.portal;
    const removed = [...dependents, name];
    const others = subgraphsFound.map((each) => each.name).filter((other) => !removed.includes(other));
    // Asked before, so that what is remembered of them would show.
    const before = await Promise.all([name, ...others].map(answersOf));
    expect(before[0]).not.toEqual(gone);

    for (const each of removed) await graphs.remove(each);
    const { schema, sources, modules } = graphs.current;
    const left = placesOf(schema);
    expect(removed.flatMap((each) => onlyOf(each, others)).filter((place) => left.has(place))).toEqual([]);
    expect([...sources.keys()].sort()).toEqual([...others].sort());
    expect(modules.filter((module) => removed.includes(module.name))).toEqual([]);
    expect(await answersOf(name)).toEqual(gone);
    expect(await Promise.all(others.map(answersOf))).toEqual(before.slice(1));

    await graphs.install(modulesFound.filter((module) => removed.includes(module.name)));
    expect(placesOf(graphs.current.schema)).toEqual(
      new Set(subgraphsFound.flatMap((each) => [...placesOf(builtOf(each.name).schema)])),
    );
    expect(await Promise.all([name, ...others].map(answersOf))).toEqual(before);
  });
});
