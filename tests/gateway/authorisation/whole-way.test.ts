import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anonymous } from '../../../kit/identity/caller.js';
import { cleared, openCounty } from './county-graph.js';
import { type Asked, personWith, type ProtectedGraph } from './protected-graph.js';

let county: ProtectedGraph;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.close());

/** Each error as its code, place and rule. */
function refusals({ errors }: Asked): string[] {
  return errors.map(({ path, extensions }) => {
    const { code, reason, details } = extensions as { code: string; reason: string; details: { rule: string } };
    return `${code} ${reason} ${path?.join('.')} ${details.rule}`;
  });
}

const authenticated = '@authenticated';
const payRead = '@requiresScopes(scopes: [["pay:read"]])';

test('a field with a rule is null with its rule named, is not fetched, and its neighbours come', async () => {
  const asked = await county.ask('{ me { name salary } }', personWith());
  expect(asked.data).toEqual({ me: { name: 'Ada', salary: null } });
  expect(refusals(asked)).toEqual([`FORBIDDEN RULE me.salary ${payRead}`]);
  expect(asked.fetched).toHaveLength(1);
  expect(asked.fetched[0]).not.toContain('salary');
});

test('nobody in particular is told to log in', async () => {
  expect(refusals(await county.ask('{ me { salary } }', anonymous))).toEqual([
    `UNAUTHENTICATED RULE me.salary ${payRead}`,
  ]);
});

test('a caller who meets the rule gets the value and no error', async () => {
  const asked = await county.ask('{ me { salary } }', personWith('pay:read'));
  expect(asked).toMatchObject({ data: { me: { salary: 100 } }, errors: [] });
});

test('an alias is refused under its own name', async () => {
  const asked = await county.ask('{ me { name: salary pay: salary id } }', personWith());
  expect(asked.data).toEqual({ me: { name: null, pay: null, id: '1' } });
  expect(refusals(asked)).toEqual([`FORBIDDEN RULE me.name ${payRead}`, `FORBIDDEN RULE me.pay ${payRead}`]);
});

test('nested lists keep their form around a denied field', async () => {
  const asked = await county.ask('{ table { id salary } }', personWith());
  const row = { id: '1', salary: null };
  expect(asked.data).toEqual({ table: [[row], [row, null]] });
  expect(refusals(asked)).toEqual([`FORBIDDEN RULE table.salary ${payRead}`]);
});

describe('an interface', () => {
  const query = '{ assets { __typename price ... on Car { cars: price } ... on House { houses: price } } }';

  test('denies a field over the rule of one implementing type, while another type answers for itself', async () => {
    const asked = await county.ask(query, personWith());
    expect(asked.data).toEqual({
      assets: [
        { __typename: 'Car', price: null, cars: 5 },
        { __typename: 'House', price: null, houses: null },
      ],
    });
    expect(refusals(asked).map((refusal) => refusal.split(' ')[2])).toEqual(['assets.price', 'assets.houses']);
  });

  test('answers whoever meets the rules of all its types', async () => {
    const asked = await county.ask(query, personWith('house:price'));
    expect(asked.data).toEqual({
      assets: [
        { __typename: 'Car', price: 5, cars: 5 },
        { __typename: 'House', price: 500, houses: 500 },
      ],
    });
  });

  test('denies a fragment on it when one of its types is denied, also under a spread', async () => {
    const query = '{ search { ...Words } } fragment Words on Texted { text }';
    const asked = await county.ask(query, anonymous);
    expect(asked.data).toEqual({ search: [{}, { text: null }, { text: null }] });
    expect(refusals(asked)).toEqual([`UNAUTHENTICATED RULE search.text ${authenticated}`]);
    expect((await county.ask(query, personWith())).data).toEqual({
      search: [{}, { text: 'sealed' }, { text: 'open' }],
    });
  });

  test('lets a fragment on it pass where it stands on an allowed type', async () => {
    const query =
      '{ search { ... on Note { ...Words } ... on Secret { ...Words } } } fragment Words on Texted { text }';
    const asked = await county.ask(query, anonymous);
    expect(asked.data).toEqual({ search: [{}, { text: null }, { text: 'open' }] });
    expect(refusals(asked)).toEqual([`UNAUTHENTICATED RULE search.text ${authenticated}`]);
  });
});

test('a denied member of a union shows its type and nothing of itself', async () => {
  const asked = await county.ask('{ search { __typename ... on Secret { text } ... on Note { text } } }', anonymous);
  expect(asked.data).toEqual({
    search: [{ __typename: 'Person' }, { __typename: 'Secret', text: null }, { __typename: 'Note', text: 'open' }],
  });
  expect(refusals(asked)).toEqual([`UNAUTHENTICATED RULE search.text ${authenticated}`]);
  expect(asked.fetched.join()).not.toMatch(/Secret/);
});

describe('@authenticated', () => {
  test('on a type denies the field that returns it, even for its __typename', async () => {
    const asked = await county.ask('{ vault { __typename } }', anonymous);
    expect(asked).toMatchObject({ data: { vault: null }, fetched: [] });
    expect(refusals(asked)).toEqual([`UNAUTHENTICATED RULE vault ${authenticated}`]);
    expect((await county.ask('{ vault { __typename content } }', personWith())).data).toEqual({
      vault: { __typename: 'Vault', content: 'gold' },
    });
  });

  test('on a scalar denies the field that returns it', async () => {
    expect(refusals(await county.ask('{ token }', anonymous))).toEqual([`UNAUTHENTICATED RULE token ${authenticated}`]);
    expect((await county.ask('{ token }', personWith())).data).toEqual({ token: 't-1' });
  });
});

describe('@policy', () => {
  test('on an enum and on a field asks the registered policy about the caller', async () => {
    const denied = await county.ask('{ level cleared }', personWith('clearance'));
    const rule = '@policy(policies: [["clearance"]])';
    expect(denied).toMatchObject({ data: { level: null, cleared: null }, fetched: [] });
    expect(refusals(denied)).toEqual([`FORBIDDEN RULE level ${rule}`, `FORBIDDEN RULE cleared ${rule}`]);
    const permitted = await county.ask('{ level cleared }', cleared);
    expect(permitted).toMatchObject({ data: { level: 'HIGH', cleared: 'for the cleared' }, errors: [] });
  });

  test('of an unknown name denies everybody', async () => {
    for (const caller of [cleared, personWith('unheardOf')]) {
      const asked = await county.ask('{ unheardOf }', caller);
      expect(asked.data).toEqual({ unheardOf: null });
      expect(refusals(asked)).toEqual(['FORBIDDEN RULE unheardOf @policy(policies: [["unheardOf"]])']);
    }
  });
});

test.each([
  [['first'], 'one of them'],
  [['second', 'third'], 'one of them'],
  [['second'], null],
  [['third', 'fourth'], null],
])('@requiresScopes needs every scope of one group: %j gets %j', async (scopes, either) => {
  expect((await county.ask('{ either }', personWith(...scopes))).data).toEqual({ either });
});

describe('a join', () => {
  test('through a protected key is made, and the key stays hidden', async () => {
    const asked = await county.ask('{ accounts { number again: number balance } }', personWith());
    expect(asked.data).toEqual({ accounts: [{ number: null, again: null, balance: 42 }] });
    expect(asked.fetched).toHaveLength(2);
    expect(refusals(asked).map((refusal) => refusal.split(' ')[2])).toEqual(['accounts.number', 'accounts.again']);
  });

  test('that requires a protected field is denied with it', async () => {
    const asked = await county.ask('{ me { id tax } }', personWith());
    expect(asked.data).toEqual({ me: { id: '1', tax: null } });
    expect(asked.fetched.join()).not.toMatch(/salary|tax/);
    expect((await county.ask('{ me { id tax } }', personWith('pay:read'))).data).toEqual({ me: { id: '1', tax: 25 } });
  });
});

describe('a mutation', () => {
  test('is refused whole for one denied root field, with every refusal, and nothing is fetched', async () => {
    const asked = await county.ask(
      'mutation { rename(name: "Eve") { name salary } erase(id: "1") again: erase(id: "2") }',
      personWith(),
    );
    const erase = '@requiresScopes(scopes: [["erase"]])';
    expect(asked).toMatchObject({ data: null, fetched: [] });
    expect(refusals(asked)).toEqual([
      `FORBIDDEN RULE rename.salary ${payRead}`,
      `FORBIDDEN RULE erase ${erase}`,
      `FORBIDDEN RULE again ${erase}`,
    ]);
  });

  test('runs when only a field of its payload is denied, which is null', async () => {
    const asked = await county.ask('mutation { rename(name: "Eve") { name salary } }', personWith());
    expect(asked.data).toEqual({ rename: { name: 'Eve', salary: null } });
    expect(refusals(asked)).toEqual([`FORBIDDEN RULE rename.salary ${payRead}`]);
  });

  test('is refused for a denied root field only when its variables include it', async () => {
    const query = 'mutation($too: Boolean!) { rename(name: "Eve") { name } erase(id: "1") @include(if: $too) }';
    expect(await county.ask(query, personWith(), { too: true })).toMatchObject({ data: null, fetched: [] });
    const without = await county.ask(query, personWith(), { too: false });
    expect(without).toMatchObject({ data: { rename: { name: 'Eve' } }, errors: [] });
  });
});

test('a denied field that a literal leaves out is neither refused nor answered', async () => {
  const asked = await county.ask('{ me { salary @skip(if: true) ... @include(if: false) { bonus } } }', personWith());
  expect(asked).toMatchObject({ data: { me: {} }, errors: [] });
  expect(Object.keys((asked.data as { me: object }).me)).toEqual([]);
});

test('a denied non-null field nulls its parent, without a second error', async () => {
  const asked = await county.ask('{ strict { title code } }', anonymous);
  expect(asked.data).toEqual({ strict: null });
  expect(refusals(asked)).toEqual([`UNAUTHENTICATED RULE strict.code ${authenticated}`]);
});

test('a plan cached for a permitted caller does not serve a denied one, nor the other way round', async () => {
  const query = 'query Twin { me { name salary bonus(year: 2026) } }';
  expect((await county.ask(query, personWith('pay:read'))).data).toEqual({
    me: { name: 'Ada', salary: 100, bonus: 7 },
  });
  const denied = await county.ask(query, personWith());
  expect(denied.data).toEqual({ me: { name: 'Ada', salary: null, bonus: null } });
  expect(denied.fetched.join()).not.toMatch(/salary|bonus/);
  expect(refusals(await county.ask(query, anonymous))[0]).toBe(`UNAUTHENTICATED RULE me.salary ${payRead}`);
  expect((await county.ask(query, personWith('pay:read'))).data).toEqual({
    me: { name: 'Ada', salary: 100, bonus: 7 },
  });
});

test('introspection shows what the caller may ask, beside fields that are fetched', async () => {
  const query =
    '{ me { name } person: __type(name: "Person") { fields { name } } vault: __type(name: "Vault") { name } }';
  const fields = (...names: string[]) => ({ fields: names.map((name) => ({ name })) });
  expect((await county.ask(query, anonymous)).data).toEqual({
    me: { name: 'Ada' },
    person: fields('employer', 'id', 'name'),
    vault: null,
  });
  expect((await county.ask(query, personWith('pay:read'))).data).toEqual({
    me: { name: 'Ada' },
    person: fields('bonus', 'employer', 'id', 'name', 'salary', 'tax'),
    vault: { name: 'Vault' },
  });
});
