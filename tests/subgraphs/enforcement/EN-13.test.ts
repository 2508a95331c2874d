import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestPortal } from '../../support/portal.js';
import { refusal } from './cases.js';
import { openWithPeople } from './general.js';
import { draft, go, sm3, standing, type Stands, visitsOf } from './inspections.js';

let portal: TestPortal;
/** Premises of 徐霞客镇, and officers of its bureau with valid certificates. */
let objects: { premises: string; riskClass: string }[];
const officers = ['JY001413', 'JY001414', 'JY001415', 'JY001417', 'JY001419'];

beforeAll(async () => {
  portal = await openWithPeople();
  const rows = await portal.portal.database.administer((run) =>
    run(`select code from enforcement.regulated_premises where town_code = '320281104' order by code limit 20`),
  );
  objects = rows.map(({ code }, index) => ({ premises: String(code), riskClass: index < 10 ? 'A' : 'D' }));
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = new Date('2026-11-23T02:00:00Z');
});

const seed = '二〇二六年十一月二十三日上午十时徐霞客镇综合执法局公开抽取之种子壹号';
const head = 'head';

function planOf(more: object = {}) {
  return {
    region: '320281104',
    name: '2026 年餐饮单位双随机抽查',
    year: 2026,
    participants: ['320281-market-regulation'],
    items: ['消防安全', '食品安全'],
    rules: [
      { riskClass: 'A', ratio: '0.15', mostPerYear: 1 },
      { riskClass: 'D', ratio: '0.5', mostPerYear: 2 },
    ],
    objects,
    officers,
    avoidances: [{ officer: 'JY001414', premises: objects[10]?.premises }],
    seedCommitment: sm3(seed),
    ...more,
  };
}

async function published(more: object = {}): Promise<Stands> {
  const drafted = standing(await draft(portal, planOf(more), head));
  const asked = standing(await go(portal, drafted, 'submitInspectionPlan', head));
  const agreed = standing(await go(portal, asked, 'agreeToInspectionPlan', 'department'));
  return standing(await go(portal, agreed, 'publishInspectionPlan', head));
}

/** What anybody makes of the published draw, by the words of its algorithm alone. */
function recomputed(of: string, leftOut: readonly string[] = []) {
  const share = { A: 0.15, D: 0.5 };
  return (['A', 'D'] as const).flatMap((riskClass) => {
    const pool = objects.filter((each) => each.riskClass === riskClass && !leftOut.includes(each.premises));
    const inOrder = pool
      .map(({ premises }) => premises)
      .sort((one, other) => (sm3(`${of}:${one}`) < sm3(`${of}:${other}`) ? -1 : 1));
    return inOrder.slice(0, Math.ceil(pool.length * share[riskClass])).map((premises) => ({
      premises,
      officers: officers
        .filter((officer) => !(officer === 'JY001414' && premises === objects[10]?.premises))
        .sort((one, other) => (sm3(`${of}:${premises}:${one}`) < sm3(`${of}:${premises}:${other}`) ? -1 : 1))
        .slice(0, 2),
    }));
  });
}

const inPublic = `query ($plan: ID!) { inspectionDraws(plan: $plan) { edges { node {
  seedCommitment seed algorithm objects { premises riskClass } officers rules { riskClass ratio } leftOut drawn { premises officers }
} } } }`;

async function drawInPublic(plan: string): Promise<Record<string, unknown>> {
  const { data } = await portal.ask(inPublic, { plan });
  const { inspectionDraws } = data as never as { inspectionDraws: { edges: { node: Record<string, unknown> }[] } };
  return inspectionDraws.edges[0]?.node ?? {};
}

describe('a draw', () => {
  test('is committed to in public, then made by the seed, and anybody makes the same of it', async () => {
    const plan = await published();
    expect(await drawInPublic(plan.id)).toMatchObject({
      seedCommitment: sm3(seed),
      seed: null,
      drawn: [],
      objects,
      officers,
    });
    const other = await go(portal, plan, 'drawInspections', head, { seed: seed.replace('壹', '贰') });
    expect(refusal(other)).toEqual(['CONFLICT', 'SEED_MISMATCH']);

    const running = standing(await go(portal, plan, 'drawInspections', head, { seed }));
    expect(running.state).toBe('RUNNING');
    const draw = await drawInPublic(plan.id);
    expect(draw).toMatchObject({ seed, leftOut: [] });
    // 15 per cent of ten are 1.5 and so two, half of ten are five.
    expect(draw['drawn']).toHaveLength(7);
    expect(draw['drawn']).toEqual(recomputed(seed));

    const visits = await visitsOf(portal, `plan: "${plan.id}"`, head);
    expect(visits).toHaveLength(7);
    expect(visits.map(({ premises }) => premises)).toEqual(
      recomputed(seed).map(({ premises }) => ({ code: premises })),
    );
    expect(refusal(await go(portal, running, 'finishInspectionPlan', head))).toEqual(['CONFLICT', 'VISITS_OPEN']);
  });

  test('leaves out whoever was drawn as often this year as its class allows', async () => {
    const before = await portal.portal.database.administer((run) =>
      run(`select premises_code from enforcement.inspection_tasks where kind = 'DOUBLE_RANDOM'`),
    );
    const often = before
      .map(({ premises_code: code }) => String(code))
      .filter((code) => objects.some((each) => each.premises === code && each.riskClass === 'A'));
    const again = `${seed}之二`;
    const plan = await published({ seedCommitment: sm3(again) });
    await go(portal, plan, 'drawInspections', head, { seed: again });
    const draw = await drawInPublic(plan.id);
    expect((draw['leftOut'] as string[]).toSorted()).toEqual(often.toSorted());
    expect(often).toHaveLength(2);
    expect(draw['drawn']).toEqual(recomputed(again, often));
  });

  test('and another at the same moment together draw an object no oftener than its class allows', async () => {
    const visited = await portal.portal.database.administer((run) =>
      run('select premises_code from enforcement.inspection_tasks'),
    );
    const free = objects.find(({ premises }) => !visited.some((each) => each['premises_code'] === premises));
    const only = [{ premises: free?.premises, riskClass: 'D' }];
    const rules = [{ riskClass: 'D', ratio: '1', mostPerYear: 1 }];
    const seeds = [`${seed}甲`, `${seed}乙`];
    const plans = [];
    for (const own of seeds) plans.push(await published({ objects: only, rules, seedCommitment: sm3(own) }));
    const outcomes = await Promise.all(
      plans.map((plan, index) => go(portal, plan, 'drawInspections', head, { seed: seeds[index] })),
    );
    expect(outcomes.map((each) => standing(each).state)).toEqual(['RUNNING', 'RUNNING']);
    expect(await visitsOf(portal, `premises: "${free?.premises}"`, head)).toHaveLength(1);
  });

  test('that was published is not altered', async () => {
    const plan = await published({ seedCommitment: sm3(`${seed}三`) });
    const alter = portal.portal.database.administer((run) =>
      run(`update enforcement.inspection_draws set seed_commitment = 'x' where plan_id = ?`, [plan.id]),
    );
    await expect(alter).rejects.toThrow('is published and is not altered');
  });
});

describe('a plan', () => {
  test('is published by its lead when all who take part agree', async () => {
    const drafted = standing(await draft(portal, planOf(), head));
    const asked = standing(await go(portal, drafted, 'submitInspectionPlan', head));
    expect(refusal(await go(portal, asked, 'publishInspectionPlan', head))).toEqual(['CONFLICT', 'PLAN_NOT_AGREED']);
    expect(refusal(await go(portal, asked, 'agreeToInspectionPlan', head))).toEqual(['FORBIDDEN', 'NOT_IN_PLAN']);
    const agreed = standing(await go(portal, asked, 'agreeToInspectionPlan', 'department'));
    expect(refusal(await go(portal, agreed, 'agreeToInspectionPlan', 'department'))).toEqual([
      'CONFLICT',
      'PLAN_AGREED',
    ]);
    expect(refusal(await go(portal, agreed, 'publishInspectionPlan', 'department'))).toEqual([
      'FORBIDDEN',
      'NOT_PLAN_LEAD',
    ]);
    expect(standing(await go(portal, agreed, 'publishInspectionPlan', head)).state).toBe('PUBLISHED');
  });

  test('is drawn by a seed of 32 to 200 characters, to whichever it committed', async () => {
    const all = { objects: objects.slice(14, 15), rules: [{ riskClass: 'D', ratio: '1', mostPerYear: 12 }] };
    for (const unfit of [seed.slice(0, 31), seed.padEnd(201, '号')]) {
      const plan = await published({ ...all, seedCommitment: sm3(unfit) });
      const drawn = await go(portal, plan, 'drawInspections', head, { seed: unfit });
      expect(refusal(drawn)).toEqual(['INVALID', 'SEED_SHORT']);
    }
    for (const fit of [seed.slice(0, 32), seed.padEnd(200, '号')]) {
      const plan = await published({ ...all, seedCommitment: sm3(fit) });
      expect(standing(await go(portal, plan, 'drawInspections', head, { seed: fit })).state).toBe('RUNNING');
    }
  });

  test('is not drawn where two officers are not left for an object', async () => {
    const all = { objects: objects.slice(15, 16), rules: [{ riskClass: 'D', ratio: '1', mostPerYear: 12 }] };
    const avoidances = [{ officer: 'JY001414', premises: objects[15]?.premises }];
    const pair = ['JY001413', 'JY001414'];
    const short = await published({ ...all, officers: pair, avoidances });
    const drawn = await go(portal, short, 'drawInspections', head, { seed });
    expect(refusal(drawn)).toEqual(['CONFLICT', 'DRAW_TOO_FEW_OFFICERS']);
    expect(await visitsOf(portal, `plan: "${short.id}"`, head)).toEqual([]);
    const enough = await published({ ...all, officers: pair, avoidances: [] });
    expect(standing(await go(portal, enough, 'drawInspections', head, { seed })).state).toBe('RUNNING');
  });

  test('names certified officers, objects that are there, and rules that can be', async () => {
    expect(refusal(await draft(portal, planOf(), 'officer'))).toEqual(['FORBIDDEN', 'ROLE_MISSING']);
    expect(refusal(await draft(portal, planOf({ region: '320281001' }), head))).toEqual([
      'FORBIDDEN',
      'OUTSIDE_TERRITORY',
    ]);
    const auxiliary = planOf({ officers: ['JY001414', 'JY001416'] });
    expect(refusal(await draft(portal, auxiliary, head))).toEqual(['CONFLICT', 'INSPECTOR_NOT_CERTIFIED']);
    const unknown = planOf({ objects: [{ premises: 'CS999999', riskClass: 'A' }] });
    expect(refusal(await draft(portal, unknown, head))).toEqual(['NOT_FOUND', undefined]);
    for (const [part, more] of [
      ['year', { year: 2025 }],
      ['rules', { rules: [{ riskClass: 'A', ratio: '1.01', mostPerYear: 1 }] }],
      ['objects', { objects: [objects[0], objects[0]] }],
      ['officers', { officers: ['JY001414'] }],
      ['items', { items: [] }],
      ['seedCommitment', { seedCommitment: 'abc' }],
    ] as const) {
      const answer = await draft(portal, planOf(more), head);
      expect([part, ...refusal(answer), answer.errors?.[0]?.extensions.details]).toEqual([
        part,
        'INVALID',
        'PLAN_INVALID',
        { part },
      ]);
    }
  });
});

test('a visit begins with its code, its result is public within twenty working days, and what is wrong is put right', async () => {
  const own = `${seed}之四`;
  const only = objects.slice(12, 13);
  const plan = await published({
    seedCommitment: sm3(own),
    objects: only,
    rules: [{ riskClass: 'D', ratio: '1', mostPerYear: 12 }],
  });
  const running = standing(await go(portal, plan, 'drawInspections', head, { seed: own }));
  const [drawn] = await visitsOf(portal, `plan: "${plan.id}"`, head);
  if (!drawn) throw new Error('Nothing was drawn.');
  const inspector = (drawn['officers'] as { number: string }[]).map(({ number }) => number);
  const people = { JY001413: 'head', JY001414: 'officer', JY001417: 'colleague' } as Record<string, string>;
  // Two of five are drawn; one of these three must be able to log in, or the test says so.
  const as = inspector.map((number) => people[number]).find((each) => each !== undefined);
  if (as === undefined) throw new Error(`${inspector.join()} cannot log in here.`);

  const set = standing(await go(portal, drawn, 'scheduleInspection', head, { visitOn: '2026-11-24' }));
  portal.clock.moment = new Date('2026-11-24T02:00:00Z');
  const { data } = await portal.ask(`{ inspectionTask(id: "${set.id}") { visitCode } }`, {}, { as });
  const { visitCode } = (data as never as { inspectionTask: { visitCode: string } }).inspectionTask;
  expect(visitCode).toMatch(/^[0-9A-F]{16}$/);
  expect(refusal(await go(portal, set, 'beginInspection', as, { visitCode: '0000' }))).toEqual([
    'CONFLICT',
    'VISIT_CODE',
  ]);
  const begun = standing(await go(portal, set, 'beginInspection', as, { visitCode }));
  const checklist = [{ item: '灭火器在有效期内', fine: false, note: '过期两具。' }];
  const undated = await go(portal, begun, 'submitInspection', as, { result: 'PROBLEM_TO_RECTIFY', checklist });
  expect(refusal(undated)).toEqual(['INVALID', 'FINDINGS_INVALID']);
  const found = standing(
    await go(portal, begun, 'submitInspection', as, {
      result: 'PROBLEM_TO_RECTIFY',
      checklist,
      rectifyBy: '2026-12-04',
    }),
  );
  expect(found['deadlines']).toEqual([{ name: 'publication', state: 'RUNNING', dueAt: '2026-12-22T16:00:00.000Z' }]);

  const shown = `{ inspectionDisclosures(premises: "${only[0]?.premises}") { edges { node { result visitedOn departmentCodes } } } }`;
  expect((await portal.ask(shown)).data).toEqual({ inspectionDisclosures: { edges: [] } });
  const told = standing(await go(portal, found, 'publishInspection', head));
  expect(told).toMatchObject({ state: 'RECTIFYING' });
  expect(told['deadlines']).toContainEqual({
    name: 'rectification',
    state: 'RUNNING',
    dueAt: '2026-12-04T16:00:00.000Z',
  });
  expect((await portal.ask(shown)).data).toEqual({
    inspectionDisclosures: {
      edges: [
        {
          node: {
            result: 'PROBLEM_TO_RECTIFY',
            visitedOn: '2026-11-24',
            departmentCodes: ['320281104-enforcement-bureau', '320281-market-regulation'],
          },
        },
      ],
    },
  });
  const closed = standing(await go(portal, told, 'confirmRectified', head, { note: '已更换。' }));
  expect(closed).toMatchObject({ state: 'CLOSED', timelineBrokenAt: null });
  expect(standing(await go(portal, running, 'finishInspectionPlan', head)).state).toBe('FINISHED');
});
