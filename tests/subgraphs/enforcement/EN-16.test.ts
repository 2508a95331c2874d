import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jpeg } from '../../support/photo-bytes.js';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { caseOf, go, officer, open, personBorn, refusal, type SeenCase } from './cases.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

interface Step {
  readonly number: number;
  readonly kind: string;
  readonly title: string;
  readonly actor: string | null;
  readonly digest: string;
  readonly intact: boolean;
}

interface File {
  readonly missing: readonly string[];
  readonly intact: boolean;
  readonly text: string;
  readonly steps: readonly Step[];
}

async function fileOf({ caseNo }: SeenCase): Promise<File> {
  const { data, errors } = await portal.ask(
    `query ($caseNo: ID!) {
       caseFile(caseNo: $caseNo) { missing intact text steps { number kind title actor digest intact } }
     }`,
    { caseNo },
    { as: officer },
  );
  expect(errors).toBeUndefined();
  return (data as never)['caseFile'];
}

function alter(sql: string, values: readonly unknown[] = []): Promise<unknown> {
  return portal.portal.database.administer((run) => run(sql, values));
}

test('case file export has every step', async () => {
  const photo = jpeg(641, 481);
  const clue = caseOf(
    await open(portal, { party: personBorn('19850312', 700), evidence: [await portal.sendFile(photo, officer)] }),
  );
  expect(await fileOf(clue)).toMatchObject({ missing: ['决定', '送达', '备案', '缴款', '结案'], intact: true });

  const closed = await go(portal, clue, 'decideOnTheSpot', 'serveDecision', 'recordWithAgency', 'payFine', 'closeCase');
  const { steps, missing, intact, text } = await fileOf(closed);
  const by = 'JY001414';
  expect(steps.map(({ number, kind, title, actor }) => [number, kind, title, actor])).toEqual([
    [1, 'TRANSITION', '当场立案', by],
    [2, 'EVIDENCE', '证据', null],
    [3, 'TRANSITION', '当场决定', by],
    [4, 'DOCUMENT', `徐霞客镇人民政府当场处罚决定书(${closed.caseNo})`, null],
    [5, 'TRANSITION', '送达决定书', by],
    [6, 'TRANSITION', '报所属机关备案', by],
    [7, 'TRANSITION', '登记缴款', by],
    [8, 'TRANSITION', '结案', by],
  ]);
  expect([missing, intact]).toEqual([[], true]);
  expect(steps[1]?.digest).toBe(createHash('sm3').update(photo).digest('hex'));
  expect(steps[3]?.digest).toBe(closed['decisionDigest']);

  const exported = JSON.parse(text) as { caseNo: string; steps: { digest: string }[] };
  expect(exported.caseNo).toBe(closed.caseNo);
  expect(exported.steps.map(({ digest }) => digest)).toEqual(steps.map(({ digest }) => digest));
  expect(text).not.toContain('王小摊');
  expect(text).not.toContain('19850312');
});

test('a warning needs no payment, a withdrawn case nothing more', async () => {
  const warned = await go(
    portal,
    caseOf(await open(portal, { party: personBorn('19850312', 701) })),
    ['decideOnTheSpot', { decision: { penalties: ['WARNING'], reasons: '初次违法,已改正。' } }],
    'serveDecision',
  );
  expect((await fileOf(warned)).missing).toEqual(['备案', '结案']);
  const withdrawn = await go(
    portal,
    caseOf(await open(portal, { party: personBorn('19850312', 702) })),
    'withdrawCase',
  );
  expect((await fileOf(withdrawn)).missing).toEqual([]);
});

test('the decision says what the law wants in it, to the party’s officers with the name masked', async () => {
  const { caseNo } = await go(
    portal,
    caseOf(await open(portal, { party: personBorn('19850312', 703) })),
    'decideOnTheSpot',
  );
  const { data } = await portal.ask(
    `query ($caseNo: ID!) { case(caseNo: $caseNo) { decision {
       caseNo authority certificates party facts item legalBasis occurredAt place penalties fine reasons lighter statement
       decidedAt paymentDays reconsiderationDays reconsiderationBody suitMonths intact
     } } }`,
    { caseNo },
    { as: officer },
  );
  expect(data).toEqual({
    case: {
      decision: {
        caseNo,
        authority: '徐霞客镇人民政府',
        certificates: ['JS028100507', 'JS028100508'],
        party: '王*摊',
        facts: '在道路上摆设水果摊一处,占道约 4 平方米。',
        item: '对在背街小巷擅自占道经营的处罚',
        legalBasis: '《城市市容和环境卫生管理条例》第三十七条',
        occurredAt: '2026-11-21T01:40:00.000Z',
        place: '徐霞客镇马镇老街 12 号门前',
        penalties: ['FINE'],
        fine: '200.00',
        reasons: '占道经营,影响通行。',
        lighter: null,
        statement: null,
        decidedAt: '2026-11-21T02:00:00.000Z',
        paymentDays: 15,
        reconsiderationDays: 60,
        reconsiderationBody: '江阴市人民政府',
        suitMonths: 6,
        intact: true,
      },
    },
  });
});

test('a decision that was made cannot be altered, and a file that was altered shows it', async () => {
  const row = await go(portal, caseOf(await open(portal, { party: personBorn('19850312', 704) })), 'decideOnTheSpot');
  await expect(alter('update enforcement.cases set fine = 1 where id = ?', [row.id])).rejects.toThrow(
    `The decision of the case ${row.caseNo} stands and is not altered.`,
  );

  // Somebody who owns the database takes the guard away.
  await alter('alter table enforcement.cases disable trigger cases_keep_decision');
  const less = `update enforcement.cases set decision_record = jsonb_set(decision_record, '{fine}', '"20.00"') where id = ?`;
  await alter(less, [row.id]);
  await alter('alter table enforcement.cases enable trigger cases_keep_decision');
  const decision = (await fileOf(row)).steps.find(({ kind }) => kind === 'DOCUMENT');
  expect(decision?.intact).toBe(false);

  await alter(`update kit.timeline set actor = 'JY001415' where about = ? and sequence = 2`, [row.id]);
  const { intact, steps } = await fileOf(row);
  expect(intact).toBe(false);
  expect(steps.map((step) => [step.title, step.intact])).toEqual([
    ['当场立案', true],
    ['当场决定', false],
    [`徐霞客镇人民政府当场处罚决定书(${row.caseNo})`, false],
  ]);
});

test('a case file is for those who see the case and may read enforcement', async () => {
  const { caseNo } = caseOf(await open(portal, { party: personBorn('19850312', 705) }));
  const question = 'query ($caseNo: ID!) { caseFile(caseNo: $caseNo) { caseNo } }';
  expect(refusal(await portal.ask(question, { caseNo }, { as: 'enforcement.officer2' }))).toEqual([
    'NOT_FOUND',
    undefined,
  ]);
  expect(refusal(await portal.ask(question, { caseNo }, { as: 'grid.officer' }))).toEqual(['FORBIDDEN', 'RULE']);
});
