import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPostgreSqlTypeParsers } from '@mikro-orm/postgresql';
import { EmbeddedPostgres } from '../../kit/data/embedded-postgres.js';

let embedded: EmbeddedPostgres;

beforeAll(async () => {
  embedded = await EmbeddedPostgres.open('memory://', createPostgreSqlTypeParsers);
  await embedded.query('create table things (id integer primary key, name text, parts text[], made timestamptz)');
});

afterAll(() => embedded.close());

describe('the embedded PostgreSQL', () => {
  test('answers a statement without values as it answers one with values', async () => {
    await embedded.query(
      `insert into things values (1, '网格''s', array['a', 'b'], '2026-11-21T02:00:00Z'), (2, null, null, null)`,
    );
    const plain = await embedded.query('select * from things where id > 0 order by id');
    const bound = await embedded.query('select * from things where id > $1 order by id', [0]);
    expect(plain.rows).toEqual(bound.rows);
    expect(plain.rows).toMatchObject([
      { id: 1, name: "网格's", parts: ['a', 'b'] },
      { id: 2, name: null, parts: null },
    ]);
    expect((await embedded.query('select id, name from things order by id', [], { rowMode: 'array' })).rows).toEqual([
      [1, "网格's"],
      [2, null],
    ]);
  });

  test('counts the rows that a statement changed', async () => {
    const inserted = await embedded.query(`insert into things (id) values (11), (12), (13)`);
    const updated = await embedded.query(`update things set name = 'x' where id in (11, 12)`);
    const selected = await embedded.query(`select id from things where id > 10`);
    const deleted = await embedded.query(`delete from things where id > 10`);
    expect([inserted, updated, selected, deleted].map(({ affectedRows }) => affectedRows)).toEqual([3, 2, 0, 3]);
  });

  test('refuses a wrong statement with PostgreSQL’s code, and goes on', async () => {
    await expect(embedded.query('select nothing_there from things')).rejects.toMatchObject({ code: '42703' });
    await expect(embedded.query('insert into things (id) values (21), (21)')).rejects.toMatchObject({ code: '23505' });
    expect((await embedded.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('lets nobody read what a transaction has not committed', async () => {
    let outside: Promise<unknown[]> = Promise.resolve([]);
    await embedded.transaction(async (transaction) => {
      await transaction.query('insert into things (id) values (31)');
      outside = embedded.query('select id from things where id = 31').then(({ rows }) => rows);
      await transaction.query('delete from things where id = 31');
    });
    expect(await outside).toEqual([]);
  });

  test('takes a transaction back that failed, and refuses to go on in it', async () => {
    const lent: { ask: () => Promise<unknown> } = { ask: () => Promise.resolve() };
    const failing = embedded.transaction(async (transaction) => {
      lent.ask = () => transaction.query('select 1');
      await transaction.query('insert into things (id) values (41)');
      throw new Error('given up');
    });
    await expect(failing).rejects.toThrow('given up');
    await expect(lent.ask()).rejects.toThrow('The transaction has ended.');
    expect((await embedded.query('select id from things where id = 41')).rows).toEqual([]);
  });
});
