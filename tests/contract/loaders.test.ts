import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtOf, holderFor, holders, subgraphsFound } from '../support/modules.js';
import { callOf, fieldsOf, isConnection, needsNoArgument } from '../support/operations.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { shapeOf, statementsDuring } from '../support/statements.js';

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal({
    accounts: holders,
    environment: { LIMIT_FIELDS: '500000', LIMIT_COST: '1000000' },
  });
});

afterAll(() => portal.close());

// The same read recurs for each join of the document that leads to it, and two rows need not have all of those joins.
const recurrences = 4;

/** How often each shape of statement ran for a list of `first` rows, with every join and every join of those. */
async function statementsFor(module: string, name: string, first: number): Promise<Map<string, number>> {
  const field = fieldsOf(portal.portal.graphs.current.schema.getQueryType()).find((each) => each.name === name);
  if (!field) throw new Error(`${module} gives no ${name}.`);
  const { query, variables } = callOf('query', field, { first }, 2);
  let errors: unknown = 'not asked';
  const statements = await statementsDuring(async () => {
    ({ errors } = await portal.ask(query, variables, { as: holderFor(module) }));
  });
  expect(errors).toBeUndefined();
  return new Map([...Map.groupBy(statements, shapeOf)].map(([shape, each]) => [shape, each.length]));
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

describe.each(subgraphsFound)('$name', ({ name }) => {
  const lists = fieldsOf(builtOf(name).schema.getQueryType()).filter(
    (field) => isConnection(field) && needsNoArgument(field),
  );

  test('gives lists by pages', () => {
    expect(lists.length).toBeGreaterThan(0);
  });

  test.each(lists)(
    'reads twenty rows of $name with all their joins in statements that do not grow with the rows',
    async (list) => {
      const ofTwo = await statementsFor(name, list.name, 2);
      const ofTwenty = await statementsFor(name, list.name, 20);
      expect(total(ofTwo)).toBeGreaterThan(0);
      const grown = [...ofTwenty].filter(([shape, count]) => count > (ofTwo.get(shape) ?? 0) + recurrences);
      expect(grown).toEqual([]);
    },
  );
});
