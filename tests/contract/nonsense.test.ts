import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { tableOf } from '../../kit/onboarding/upsert.js';
import { builtOf, holderFor, holders, subgraphsFound, type SubgraphModule } from '../support/modules.js';
import { nonsenseValues } from '../support/nonsense-values.js';
import { type AnyField, callOf, fieldsOf, leastArguments, leastValue } from '../support/operations.js';
import { openPortal, type TestPortal } from '../support/portal.js';

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal({ accounts: holders });
});

afterAll(() => portal.close());

/** Values that fit an input type and mean nothing. */
function nonsenseOf(type: GraphQLInputType): unknown[] {
  if (isNonNullType(type)) return nonsenseOf(type.ofType as GraphQLInputType);
  if (isListType(type)) {
    const inner = nonsenseOf(type.ofType as GraphQLInputType);
    return [[], inner.slice(0, 20), Array.from({ length: 1000 }, () => inner[0])];
  }
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (isInputObjectType(type)) {
    const least = leastValue(type) as Record<string, unknown>;
    return Object.values(type.getFields()).flatMap((field) => [
      ...nonsenseOf(field.type).map((value) => ({ ...least, [field.name]: value })),
      ...(isRequiredInputField(field) ? [] : [{ ...least, [field.name]: null }]),
    ]);
  }
  const values = nonsenseValues[type.name];
  if (!values) throw new Error(`No nonsense is known for the scalar ${type.name}.`);
  return [...values];
}

const refusals = new Set(['FORBIDDEN', 'NOT_FOUND', 'INVALID', 'CONFLICT', 'LIMITED']);

/** A row that a verb is about, as it stands now. */
async function targetOf({ subgraph }: SubgraphModule, verb: string): Promise<Record<string, unknown>> {
  const policy = subgraph.policies.find((each) => each.verb === verb);
  if (!policy) throw new Error(`${verb} has no policy.`);
  const { database } = portal.portal;
  const { table } = tableOf(database, policy.entity);
  const [row] = await database.administer((run) =>
    run(
      `select id::text as id, (to_jsonb(each) -> 'version')::int as version from ${table} as each order by md5(id::text) limit 1`,
    ),
  );
  return { ...row };
}

/** Calls a field with each argument in turn replaced by nonsense, and answers what came back that no caller is meant to see. */
async function defectsOf(module: SubgraphModule, kind: 'query' | 'mutation', field: AnyField): Promise<unknown[]> {
  const depth = isLeafType(getNamedType(field.type)) ? -1 : 0;
  const cases = field.args.flatMap(({ name, type }) => [
    ...nonsenseOf(type).map((value) => ({ [name]: value })),
    ...(isNonNullType(type) ? [] : [{ [name]: null }]),
  ]);
  const defects: unknown[] = [];
  for (const given of [{}, ...cases]) {
    // A verb gets a row that stands, so that nonsense comes as far as it can.
    const target = kind === 'mutation' ? await targetOf(module, field.name) : {};
    const { query, variables } = callOf(kind, field, leastArguments(field.args, { ...target, ...given }), depth);
    const { status, errors } = await portal.ask(query, variables, { as: holderFor(module.name) });
    const unmeant = (errors ?? []).filter(({ extensions }) => !refusals.has(extensions.code));
    if (unmeant.length > 0 || ![200, 400].includes(status))
      defects.push({ given: JSON.stringify(given).slice(0, 200), status, unmeant });
  }
  return defects;
}

describe.each(subgraphsFound)('$name', (module) => {
  const { schema } = builtOf(module.name);
  const queries = fieldsOf(schema.getQueryType());
  const mutations = fieldsOf(schema.getMutationType());

  if (queries.length > 0) {
    test.each(queries)('makes no defect of nonsense in the query $name', async (field) => {
      expect(await defectsOf(module, 'query', field)).toEqual([]);
    });
  }

  if (mutations.length > 0) {
    test.each(mutations)('makes no defect of nonsense in the mutation $name', async (field) => {
      expect(await defectsOf(module, 'mutation', field)).toEqual([]);
    });
  }
});
