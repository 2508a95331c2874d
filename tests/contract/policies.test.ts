import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tableOf } from '../../kit/onboarding/upsert.js';
import { builtOf, subgraphsFound, type SubgraphModule } from '../support/modules.js';
import { callOf, fieldsOf, leastArguments } from '../support/operations.js';
import { openPortal, type TestPortal } from '../support/portal.js';

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal({ accounts: [] });
});

afterAll(() => portal.close());

const unknownId = '018f0000-0000-7000-8000-000000000000';

/** One digest over every row of a module. */
async function contentOf({ subgraph }: SubgraphModule): Promise<string> {
  const { database } = portal.portal;
  const digests = subgraph.entities.map(({ entity }) => {
    const { table } = tableOf(database, entity);
    return database.administer((run) =>
      run(`select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest from ${table} t`),
    );
  });
  return (await Promise.all(digests)).map(([row]) => String(row?.['digest'])).join();
}

async function anyRow(module: SubgraphModule, verb: string): Promise<{ id: string; version: number }> {
  const policy = module.subgraph.policies.find((each) => each.verb === verb);
  if (!policy) throw new Error(`${verb} has no policy.`);
  const { database } = portal.portal;
  const { table } = tableOf(database, policy.entity);
  const [row] = await database.administer((run) =>
    run(`select id::text as id, to_jsonb(each) -> 'version' as version from ${table} as each order by id limit 1`),
  );
  return { id: String(row?.['id'] ?? unknownId), version: Number(row?.['version'] ?? 1) };
}

describe.each(subgraphsFound)('$name', (module) => {
  const mutations = fieldsOf(builtOf(module.name).schema.getMutationType());

  test('has one policy for each mutation', () => {
    const verbs = module.subgraph.policies.map(({ verb }) => verb).sort();
    expect(verbs).toEqual(mutations.map(({ name }) => name).sort());
  });

  test('says in both languages what each rule is and where it stands', () => {
    const sentences = module.subgraph.policies.flatMap(({ verb, title, source, conditions }) =>
      [title, source, ...conditions.flatMap((condition) => [condition.sentence, condition.source])].map((text) => ({
        verb,
        ...text,
      })),
    );
    expect(sentences.filter(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || !/[A-Za-z]/.test(en))).toEqual([]);
  });

  test('gives each policy roles that a module declares', () => {
    const declared = new Set(subgraphsFound.flatMap(({ roles }) => (roles ?? []).map(({ name }) => name)));
    const unknown = module.subgraph.policies.filter(
      ({ roles }) => roles.length === 0 || roles.some((role) => !declared.has(role)),
    );
    expect(unknown.map(({ verb }) => verb)).toEqual([]);
  });

  if (mutations.length === 0) return;

  test.each(mutations)('refuses $name to nobody in particular, and nothing changes', async (mutation) => {
    const before = await contentOf(module);
    const { query, variables } = callOf(
      'mutation',
      mutation,
      leastArguments(mutation.args, { ...(await anyRow(module, mutation.name)) }),
    );
    const { data, errors } = await portal.ask(query, variables);
    expect(data ?? { [mutation.name]: null }).toEqual({ [mutation.name]: null });
    expect(errors?.map(({ extensions }) => [extensions.code, extensions.reason])).toEqual([
      ['UNAUTHENTICATED', 'LOGIN_MISSING'],
    ]);
    expect(await contentOf(module)).toBe(before);
  });
});
