import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SubgraphServer } from '../../gateway/subgraph-server.js';
import { addressSetting, openModuleServer } from '../support/module-server.js';
import { moreThan } from '../support/more-than.js';
import { builtOf, holderFor, holders, subgraphsFound } from '../support/modules.js';
import { type AnyField, callOf, fieldsOf, leastArguments, needsNoArgument } from '../support/operations.js';
import { type Answer, openPortal, type TestPortal } from '../support/portal.js';

const accounts = [...holders, { username: 'nobody', roles: [], regions: ['320281100'] }];

let inProcess: TestPortal;

beforeAll(async () => {
  inProcess = await openPortal({ accounts });
});

afterAll(() => inProcess.close());

interface Case {
  readonly title: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly as: string | undefined;
}

const unknownId = '018f0000-0000-7000-8000-000000000000';

/** A module's lists with their joins, its single rows, what it refuses of values, and each of its verbs refused. */
function casesOf(name: string): Case[] {
  const { schema } = builtOf(name);
  const askers = [undefined, 'nobody', holderFor(name)];
  const queries = fieldsOf(schema.getQueryType());
  const byEach = (title: string, call: { query: string; variables: Readonly<Record<string, unknown>> }): Case[] =>
    askers.map((as) => ({ title: `${title} by ${as ?? 'anonymous'}`, ...call, as }));
  const calls = queries.flatMap((field) => [
    ...(needsNoArgument(field) ? byEach(field.name, callOf('query', field, pageOf(field, 3), 1)) : []),
    ...byEach(`${field.name} of an unknown key`, callOf('query', field, leastArguments(field.args, {}), 0)),
    ...(field.args.some((each) => each.name === 'after')
      ? byEach(`${field.name} after no cursor`, callOf('query', field, { after: 'no cursor' }, 0))
      : []),
    ...(field.args.some((each) => each.name === 'first')
      ? byEach(`${field.name} too many`, callOf('query', field, { first: 101 }, 0))
      : []),
  ]);
  const verbs = fieldsOf(schema.getMutationType()).flatMap((field) =>
    byEach(
      `${field.name} of an unknown row`,
      callOf('mutation', field, leastArguments(field.args, { id: unknownId, version: 1 }), 0),
    ),
  );
  return [...calls, ...verbs];
}

function pageOf(field: AnyField, first: number): Record<string, unknown> {
  return field.args.some(({ name }) => name === 'first') ? { first } : {};
}

async function outcomeOf(portal: TestPortal, { query, variables, as }: Case): Promise<Partial<Answer>> {
  const { status, data, errors } = await portal.ask(query, variables, { as });
  return { status, data, errors };
}

describe.each(subgraphsFound)('$name', (module) => {
  let server: SubgraphServer;
  let remote: TestPortal;

  beforeAll(async () => {
    const { database, bus } = inProcess.portal;
    server = await openModuleServer(
      module,
      { database, bus, clock: { now: () => inProcess.clock.moment } },
      // Its callers come from the portal that sends them, which opens after it.
      () => remote,
    );
    remote = await openPortal({
      accounts,
      beside: inProcess,
      environment: { [addressSetting(module.name)]: server.url },
    });
  });

  afterAll(async () => {
    await remote.close();
    await server.close();
  });

  test.each(casesOf(module.name))('answers $title from a server of its own as in the process', async (each) => {
    expect(await outcomeOf(remote, each)).toEqual(await outcomeOf(inProcess, each));
  });

  test('tells nobody who asks it by itself more than the portal does', async () => {
    for (const each of casesOf(module.name).filter(({ query }) => !query.startsWith('mutation'))) {
      const login = each.as === undefined ? {} : { authorization: `Bearer ${await remote.tokenOf(each.as)}` };
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...login },
        body: JSON.stringify({ query: each.query, variables: each.variables }),
      });
      const { data } = (await response.json()) as { data?: unknown };
      const { data: ours } = await inProcess.ask(each.query, each.variables, { as: each.as });
      // An answer of nothing at all would hold no more either.
      expect([each.title, (data ?? null) === null]).toEqual([each.title, (ours ?? null) === null]);
      expect([each.title, moreThan(data, ours)]).toEqual([each.title, []]);
    }
  });

  test('is asked at its own address', async () => {
    const sources = remote.portal.graphs.current.sources;
    expect(sources.get(module.name)?.constructor.name).not.toBe('LocalSource');
    await server.close();
    const [list] = fieldsOf(builtOf(module.name).schema.getQueryType()).filter(needsNoArgument);
    if (!list) throw new Error(`${module.name} has no query without arguments.`);
    const { query, variables } = callOf('query', list, pageOf(list, 3), 0);
    const { errors } = await remote.ask(query, variables, { as: holderFor(module.name) });
    expect(errors?.map(({ extensions }) => [extensions.code, extensions.reason])).toEqual([
      ['UPSTREAM', 'SUBGRAPH_UNREACHABLE'],
    ]);
  });
});
