import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType } from 'graphql';
import { tableOf } from '../../kit/onboarding/upsert.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Class } from '../../kit/module/define.js';
import type { WorkflowOutline } from '../../kit/workflow/workflow.js';
import { plantRow } from '../support/planted-rows.js';
import { builtOf, rolesFound, subgraphsFound, type SubgraphModule } from '../support/modules.js';
import { callOf, fieldsOf, leastArguments } from '../support/operations.js';
import { openPortal, type Answer, type TestPortal } from '../support/portal.js';

const county = ['320281'];
// One town and one of the county's organisations: rows of others are out of their hands.
const town = ['320281100'];

const people = [
  { username: 'nobody', roles: [], regions: county },
  ...rolesFound.flatMap((role) => [
    { username: `${role}-county`, roles: [role], regions: county },
    { username: `${role}-town`, roles: [role], regions: town },
  ]),
];

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal({ accounts: people });
});

afterAll(() => portal.close());

interface Target {
  readonly id: string;
  readonly version: number;
}

interface Action {
  readonly verb: string;
  readonly may: boolean;
  readonly reason: string | null;
  readonly whoMay: readonly string[];
}

interface Way {
  readonly query: string;
  readonly key: string;
}

/** The query by which a client comes to one row of an entity, by one of its keys. */
function wayTo(module: SubgraphModule, entity: Class): Way {
  const keys = module.subgraph.entities.find((each) => each.entity === entity)?.keys ?? [];
  const queries = fieldsOf(builtOf(module.name).schema.getQueryType());
  const ways = queries
    .filter((field) => getNamedType(field.type).name === entity.name)
    .flatMap(({ name, args }) =>
      args.filter((each) => keys.includes(each.name)).map((each) => ({ query: name, key: each.name })),
    );
  const [way] = ways;
  if (!way)
    throw new Error(`No query of ${module.name} gives a ${entity.name} by a key, so nobody can ask what is allowed.`);
  return way;
}

interface Sample {
  readonly id: string;
  readonly key: string;
}

/** Gives rows to a workflow's entity that no file fills: one in each state. */
async function plantInstances({ entity, states }: WorkflowOutline): Promise<void> {
  const { database } = portal.portal;
  const [row] = await database.administer((run) => run(`select 1 from ${tableOf(database, entity).table} limit 1`));
  if (row) return;
  for (const state of Object.keys(states))
    await plantRow(database, entity, { state, regionCode: '320281100' }, `planted ${state}`);
}

/** Rows that differ in their state, where they have one, and some more; of a workflow's, one that fits and one that does not. */
async function sampleOf({ entity, verb }: Policy, { key }: Way, workflow?: WorkflowOutline): Promise<Sample[]> {
  const { database } = portal.portal;
  const { table, columns } = tableOf(database, entity);
  const selected = `id::text as id, ${columns.get(key)}::text as key`;
  const state = columns.get('state');
  if (workflow && state) {
    const from = (workflow.transitions[verb]?.from ?? []).map((each) => `'${each}'`).join(', ');
    const [fits, other] = await Promise.all(
      ['in', 'not in'].map((within) =>
        database.administer((run) =>
          run(`select ${selected} from ${table} where ${state} ${within} (${from}) order by ${state}, id limit 1`),
        ),
      ),
    );
    return [...(fits ?? []), ...(other ?? [])].map((row) => ({ id: String(row['id']), key: String(row['key']) }));
  }
  const ofEachState = state ? [`select distinct on (${state}) ${selected} from ${table} order by ${state}, id`] : [];
  const statements = [...ofEachState, `select ${selected} from ${table} order by md5(id::text) limit 3`];
  const found = await Promise.all(statements.map((statement) => database.administer((run) => run(statement))));
  const samples = found.flat().map((row) => ({ id: String(row['id']), key: String(row['key']) }));
  return samples.filter(({ id }, index) => samples.findIndex((each) => each.id === id) === index);
}

async function allowedTo(
  way: Way,
  sample: Sample,
  as: string | undefined,
): Promise<{ target: Target; actions: Action[] } | Answer> {
  const query = `query ($key: ID!) { row: ${way.query}(${way.key}: $key) { id version allowedActions { verb may reason whoMay } } }`;
  const answer = await portal.ask(query, { key: sample.key }, { as });
  const row = answer.data?.['row'] as (Target & { allowedActions: Action[] }) | null | undefined;
  return row ? { target: { id: row.id, version: row.version }, actions: row.allowedActions } : answer;
}

describe.each(subgraphsFound.filter(({ subgraph }) => subgraph.policies.length > 0))('$name', (module) => {
  const mutations = fieldsOf(builtOf(module.name).schema.getMutationType());

  async function check(policy: Policy, way: Way, sample: Sample, as: string | undefined, tries = 3): Promise<void> {
    const { id } = sample;
    const before = await allowedTo(way, sample, as);
    const mutation = mutations.find(({ name }) => name === policy.verb);
    if (!mutation) throw new Error(`${policy.verb} is no mutation.`);
    const target = 'target' in before ? before.target : { id, version: 1 };
    const { query, variables } = callOf('mutation', mutation, leastArguments(mutation.args, { ...target }));
    const { errors } = await portal.ask(query, variables, { as });
    const refusal = errors?.[0]?.extensions;
    // What the verbs before it led to may still have changed the row since it was asked.
    if (refusal?.reason === 'STALE_VERSION' && tries > 1) return check(policy, way, sample, as, tries - 1);
    const who = `${policy.verb} by ${as ?? 'anonymous'} on ${id}`;
    if (!('target' in before)) {
      // Out of sight for reading: then the verb does not reveal the row either.
      expect([who, before.errors?.[0]?.extensions.code]).toEqual([who, 'NOT_FOUND']);
      expect(['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED']).toContain(refusal?.code);
      return;
    }
    const said = before.actions.find(({ verb }) => verb === policy.verb);
    expect([who, said?.whoMay]).toEqual([who, policy.roles]);
    if (said?.may) {
      // The values of the call may be refused, the doer and the row may not.
      const reasons = ['LOGIN_MISSING', 'ROLE_MISSING', ...policy.conditions.map(({ reason }) => reason)];
      expect([who, reasons.includes(refusal?.reason ?? '')]).toEqual([who, false]);
      expect([who, refusal?.code]).not.toEqual([who, 'INTERNAL']);
    } else {
      const condition = policy.conditions.find(({ reason }) => reason === said?.reason);
      const code = condition?.code ?? (said?.reason === 'LOGIN_MISSING' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
      expect([who, refusal?.code, refusal?.reason]).toEqual([who, code, said?.reason]);
      expect(refusal?.details?.['whoMay']).toEqual(policy.roles);
    }
  }

  const workflows = module.subgraph.workflows ?? [];
  beforeAll(async () => {
    for (const workflow of workflows) await plantInstances(workflow);
  });

  const creating = module.subgraph.policies.filter(({ creates }) => creates === true);
  for (const policy of creating)
    test(`lets nobody without a role ${policy.verb}`, async () => {
      const mutation = mutations.find(({ name }) => name === policy.verb);
      if (!mutation) throw new Error(`${policy.verb} is no mutation.`);
      const { query, variables } = callOf('mutation', mutation, leastArguments(mutation.args, {}));
      for (const { username, roles } of people) {
        const { errors } = await portal.ask(query, variables, { as: username });
        const holds = roles.some((role) => policy.roles.includes(role));
        expect([username, errors?.[0]?.extensions.reason === 'ROLE_MISSING']).toEqual([username, !holds]);
      }
    });

  test.each(module.subgraph.policies.filter(({ creates }) => creates !== true))(
    'says of $verb, to every role, what $verb then does',
    async (policy) => {
      const way = wayTo(module, policy.entity);
      const workflow = workflows.find(({ policies }) => policy.verb in policies);
      const samples = await sampleOf(policy as Policy, way, workflow);
      expect(samples.length).toBeGreaterThan(0);
      for (const sample of samples) {
        for (const as of [undefined, ...people.map(({ username }) => username)])
          await check(policy as Policy, way, sample, as);
      }
    },
  );
});
