import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { brokenAt, entriesOf } from '../../../kit/timeline/verify.js';
import { begin, move } from '../../../kit/workflow/move.js';
import { type Engine, openEngine } from '../engine.js';
import permit from '../permit/index.js';
import { Permit } from '../permit/permit.js';
import { permitWorkflow } from '../permit/permit-workflow.js';

let engine: Engine;
const id = '00000000-0000-4000-8000-000000000001';
const other = '00000000-0000-4000-8000-000000000002';

beforeAll(async () => {
  engine = await openEngine([permit]);
  for (const each of [id, other]) {
    const row = { id: each, regionCode: '320281', departments: ['roads'], metres: 10 };
    await begin(permitWorkflow, 'applyPermit', row, engine.context(), { applicant: '某甲' });
    await move(permitWorkflow, 'consult', { id: each, version: 1 }, engine.context(), null);
    await move(permitWorkflow, 'consent', { id: each, version: 2 }, engine.context(), {
      department: 'roads',
      answer: 'YES',
    });
    await move(permitWorkflow, 'pause', { id: each, version: 3 }, engine.context(), { reason: '暴雨' });
  }
});
afterAll(() => engine.close());

async function broken(): Promise<number | null> {
  const context = engine.context();
  const row = await context.session.one(Permit, 'id', id);
  if (!row) throw new Error('The permit is gone.');
  return brokenAt(await entriesOf(context, id), row.course);
}

/** Does something to the tables, says where the chain is broken, and undoes it. */
async function brokenAfter(...statements: string[]): Promise<number | null> {
  await engine.rows('create table kit.kept as table kit.timeline');
  for (const statement of statements) await engine.rows(statement);
  const found = await broken();
  await engine.rows('delete from kit.timeline');
  await engine.rows('insert into kit.timeline select * from kit.kept');
  await engine.rows('drop table kit.kept');
  return found;
}

test('The chain of a permit that was applied for, asked about and paused is whole.', async () => {
  const entries = await entriesOf(engine.context(), id);
  expect(entries.map(({ sequence, verb, from, to, step }) => [sequence, verb, from, to, step])).toEqual([
    [1, 'applyPermit', null, 'DRAFT', 'applied'],
    [2, 'consult', 'DRAFT', 'CONSULTING', null],
    [3, 'consent', 'CONSULTING', 'REVIEW', null],
    [4, 'pause', 'REVIEW', 'PAUSED', null],
  ]);
  expect(entries[3]?.comment).toBe('暴雨');
  expect(await broken()).toBeNull();
});

test.each([
  ['at', `at + interval '1 millisecond'`],
  ['verb', `'resume'`],
  ['from_state', `'DRAFT'`],
  ['to_state', `'GRANTED'`],
  ['step', `'decided'`],
  ['actor', `'somebody else'`],
  ['organization_code', `'320281104-party-office'`],
  ['comment', `'纠正'`],
  ['workflow', `'event'`],
  ['content', `jsonb_set(content, '{values,answer}', '"NO"')`],
  ['previous', `repeat('0', 64)`],
  ['digest', `repeat('0', 64)`],
])('An entry whose %s was changed is found.', async (column, value) => {
  expect(await brokenAfter(`update kit.timeline set ${column} = ${value} where about = '${id}' and sequence = 3`)).toBe(
    3,
  );
});

test('An entry that was taken out is found, wherever it stood.', async () => {
  const without = (sequence: number) => `delete from kit.timeline where about = '${id}' and sequence = ${sequence}`;
  expect([
    await brokenAfter(without(1)),
    await brokenAfter(without(2)),
    await brokenAfter(without(3)),
    await brokenAfter(without(4)),
    await brokenAfter(without(3), without(4)),
    await brokenAfter(`delete from kit.timeline where about = '${id}'`),
  ]).toEqual([1, 2, 3, 4, 3, 1]);
});

test('An entry that was taken out is found also when those after it move up.', async () => {
  expect(
    await brokenAfter(
      `delete from kit.timeline where about = '${id}' and sequence = 2`,
      `update kit.timeline set sequence = 2 where about = '${id}' and sequence = 3`,
      `update kit.timeline set sequence = 3 where about = '${id}' and sequence = 4`,
    ),
  ).toBe(2);
});

test('Entries that changed places are found.', async () => {
  expect(
    await brokenAfter(
      `update kit.timeline set sequence = 9 where about = '${id}' and sequence = 2`,
      `update kit.timeline set sequence = 2 where about = '${id}' and sequence = 3`,
      `update kit.timeline set sequence = 3 where about = '${id}' and sequence = 9`,
    ),
  ).toBe(2);
});

test('An entry that was put in is found, also at the end and with a digest of its own.', async () => {
  const copyOf = (about: string, sequence: number) => `insert into kit.timeline
    select '${id}', ${sequence}, workflow, at, verb, from_state, to_state, step, actor, organization_code, comment,
      content, salts, previous, digest
    from kit.timeline where about = '${about}' and sequence = 4`;
  expect(await brokenAfter(copyOf(id, 5))).toBe(5);
  expect(await brokenAfter(`delete from kit.timeline where about = '${id}' and sequence = 4`, copyOf(other, 4))).toBe(
    4,
  );
});

test('A chain that was computed anew does not end at the head that the row keeps.', async () => {
  const entries = await entriesOf(engine.context(), id);
  expect(brokenAt(entries.slice(0, 3), { length: 3, head: entries[3]?.digest ?? '' } as never)).toBe(4);
  expect(brokenAt(entries.slice(0, 3), { length: 3, head: entries[2]?.digest ?? '' } as never)).toBeNull();
});

test('A personal value is kept as a salted digest alone, and erasing the salt leaves the chain whole.', async () => {
  const [row] = await engine.rows('select content, salts from kit.timeline where about = ? and sequence = 1', [id]);
  const { content, salts } = row as { content: { personal: { applicant: string } }; salts: { applicant: string } };
  expect(JSON.stringify(content)).not.toContain('某甲');
  expect(createHash('sm3').update(`${salts.applicant}\n某甲`).digest('hex')).toBe(content.personal.applicant);

  await engine.rows(`update kit.timeline set salts = '{}' where about = ?`, [id]);
  expect(await broken()).toBeNull();
});

test('The same value of two people has two digests.', async () => {
  const rows = await engine.rows(
    `select content->'personal'->>'applicant' as "digest" from kit.timeline where sequence = 1`,
  );
  expect(new Set(rows.map(({ digest }) => digest)).size).toBe(2);
});
