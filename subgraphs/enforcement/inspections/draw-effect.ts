import { v7 as uuid } from 'uuid';
import { oneAfterAnother } from '../../../kit/data/one-after-another.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Effect, Moment } from '../../../kit/workflow/workflow.js';
import { beginInside } from '../../../kit/workflow/move.js';
import { RegulatedPremises } from '../regulated-premises.js';
import { draw } from '../rules/random-draw.js';
import { InspectionDraw } from './inspection-draw.js';
import type { InspectionPlan } from './inspection-plan.js';
import { InspectionKind, InspectionState } from './inspection-vocabulary.js';
import { inspectionWorkflow } from './inspection-workflow.js';
import type { PlanInputs } from './plan-inputs.js';
import { unvisited } from './unvisited.js';

/** Publishes the pools, the rules and the commitment, before anybody can know what is drawn. */
export const commit: Effect<InspectionPlan, object> = {
  title: { zh: '公布名录、规则和种子承诺', en: 'the pools, the rules and the commitment are published' },
  apply: ({ id, name, regionCode, seedCommitment, rules, objects, officers, avoidances }, { context, now }) => {
    const published = { planId: id, name, regionCode, seedCommitment, rules, objects, officers, avoidances };
    const undrawn = { id: uuid(), committedAt: now, seed: null, drawnAt: null, leftOut: [], drawn: [] };
    context.session.manager.persist(Object.assign(new InspectionDraw(), published, undrawn));
  },
};

/** Draws by the seed, publishes it with what was drawn, and makes a task of each object. Fault CONFLICT, reason DRAW_TOO_FEW_OFFICERS. */
export const drawAll: Effect<InspectionPlan, PlanInputs['drawInspections']> = {
  title: {
    zh: '公开种子,抽取对象和人员,生成检查任务',
    en: 'the seed is published, and a visit comes of each object drawn',
  },
  apply: async (row, moment) => {
    const { context: inside, input, now } = moment;
    await oneAfterAnother(inside, `visits by chance in ${row.year}`);
    const leftOut = await oftenEnough(row, moment);
    const { rules, objects, officers, avoidances } = row;
    const drawn = draw({ seed: input.seed, rules, objects, leftOut, officers, avoidances });
    const short = drawn.find((each) => each.officers.length < 2);
    if (short) throw tooFewOfficers(short.premises);
    const published = await inside.session.manager.findOneOrFail(InspectionDraw, { planId: row.id });
    Object.assign(published, { seed: input.seed, drawnAt: now, leftOut, drawn });
    const codes = drawn.map(({ premises }) => premises);
    const places = await inside.session.manager.find(
      RegulatedPremises,
      { code: { $in: codes } },
      { filters: { visible: false } },
    );
    const towns = new Map(places.map(({ code, townCode }) => [code, townCode]));
    for (const each of drawn) await beginVisit(row, each, towns, moment);
  },
};

/** The objects that were inspected by chance as often this year as their class allows. */
async function oftenEnough({ rules, objects, year }: InspectionPlan, { context }: Moment<unknown>): Promise<string[]> {
  const counted = (await context.session.manager.execute(
    `select premises_code as premises, count(*)::int as visits from enforcement.inspection_tasks
     where kind = ? and state <> ? and left(month, 4) = ? and premises_code in (select jsonb_array_elements_text(?::jsonb))
     group by 1`,
    [
      InspectionKind.DOUBLE_RANDOM,
      InspectionState.MERGED,
      String(year),
      JSON.stringify(objects.map(({ premises }) => premises)),
    ],
  )) as { premises: string; visits: number }[];
  const visits = new Map(counted.map((each) => [each.premises, each.visits]));
  const most = new Map(rules.map(({ riskClass, mostPerYear }) => [riskClass, mostPerYear]));
  return objects
    .filter(({ premises, riskClass }) => (visits.get(premises) ?? 0) >= (most.get(riskClass) ?? Infinity))
    .map(({ premises }) => premises);
}

async function beginVisit(
  row: InspectionPlan,
  { premises, officers }: { readonly premises: string; readonly officers: readonly string[] },
  towns: ReadonlyMap<string, string>,
  { context: inside, now }: Moment<unknown>,
): Promise<void> {
  const regionCode = towns.get(premises);
  if (regionCode === undefined) throw new Error(`The premises ${premises} of plan ${row.id} are gone.`);
  const task = {
    ...unvisited(),
    id: uuid(),
    regionCode,
    planId: row.id,
    kind: InspectionKind.DOUBLE_RANDOM,
    premisesCode: premises,
    subject: row.items.join('、'),
    organizationCode: row.leadCode,
    departmentCodes: row.partyCodes,
    officerNumbers: [...officers],
    month: dayOf(now).slice(0, 7),
  };
  await beginInside(inspectionWorkflow, 'drawVisit', task, inside, {});
}

function tooFewOfficers(premises: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `除去回避者,「${premises}」没有两名检查人员可抽。`,
      en: `Without those who avoid it, two officers are not left for "${premises}".`,
    },
    { reason: 'DRAW_TOO_FEW_OFFICERS', details: { premises } },
  );
}
