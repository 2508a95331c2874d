import { expect, test } from '@jest/globals';
import { Database } from '../../kit/data/database.js';
import { statementsDuring } from '../support/statements.js';

test('a statement that fails is refused to who asked it, and those that travelled with it are answered', async () => {
  const database = await Database.open({ kind: 'memory' });
  try {
    const asked = ['select 1, 2', 'select nothing_there', `select 'a;b' where false`, `values ('x'), (null)`];
    const [first, failing, none, two] = await Promise.allSettled(asked.map((each) => database.listed(each)));
    expect([first, none, two]).toMatchObject([
      { status: 'fulfilled', value: [[1, 2]] },
      { status: 'fulfilled', value: [] },
      { status: 'fulfilled', value: [['x'], [null]] },
    ]);
    expect(failing).toMatchObject({ status: 'rejected', reason: { code: '42703' } });
  } finally {
    await database.close();
  }
});

test('more statements than travel together are all answered, each counted', async () => {
  const database = await Database.open({ kind: 'memory' });
  try {
    const numbers = Array.from({ length: 40 }, (_none, number) => number);
    let rows: unknown[] = [];
    const statements = await statementsDuring(async () => {
      rows = await Promise.all(numbers.map((number) => database.listed(`select ${number}`)));
    });
    expect(rows).toEqual(numbers.map((number) => [[number]]));
    expect(statements).toHaveLength(40);
  } finally {
    await database.close();
  }
});

test('statements of the same text that are asked in one turn are one, and later ones are asked anew', async () => {
  const database = await Database.open({ kind: 'memory' });
  try {
    let rows: unknown[] = [];
    const statements = await statementsDuring(async () => {
      rows = await Promise.all(['select 1', 'select 2', 'select 1'].map((each) => database.listed(each)));
      rows.push(await database.listed('select 1'));
    });
    expect(rows).toEqual([[[1]], [[2]], [[1]], [[1]]]);
    expect(statements).toHaveLength(3);
  } finally {
    await database.close();
  }
});
