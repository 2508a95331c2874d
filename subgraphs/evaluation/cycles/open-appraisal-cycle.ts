import { v7 as uuid } from 'uuid';
import { oneAfterAnother } from '../../../kit/data/one-after-another.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { SchemeKind } from '../appraisal-scheme.js';
import { requirePeriod } from '../require-period.js';
import { requireScheme } from '../scheme-in-force.js';
import { AppraisalCycle } from './appraisal-cycle.js';
import type { CycleKind } from './cycle-vocabulary.js';
import { cycleWorkflow } from './cycle-workflow.js';

/** Whom to appraise and over which days; `region` is a town. */
export interface CycleWish {
  readonly region: string;
  readonly kind: CycleKind;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/**
 * Opens an appraisal by the county's scheme for cadres that is in force when the period ends. Faults: INVALID, reasons
 * TEXT_LENGTH, REGION_UNFIT, DATES_REVERSED and PERIOD_BOUNDS; CONFLICT, reasons CYCLE_EXISTS and SCHEME_MISSING; those of the table.
 */
export async function openAppraisalCycle(context: Context, wish: CycleWish): Promise<AppraisalCycle> {
  requireRole(policyOf(cycleWorkflow, 'openAppraisalCycle'), context);
  const { region, kind, name, startsOn, endsOn } = wish;
  requireWritten({ zh: '名称', en: 'The name' }, name, 100);
  if (!/^\d{9}$/.test(region)) throw unfitRegion(region);
  requirePeriod(wish);
  const scheme = await requireScheme(region, SchemeKind.CADRE, endsOn, context);
  const cycle = {
    id: uuid(),
    regionCode: region,
    name: name.trim(),
    kind,
    schemeCode: scheme.code,
    startsOn,
    endsOn,
    spreads: [],
    unrated: 0,
  };
  return begin(cycleWorkflow, 'openAppraisalCycle', cycle, context, {}, requireOnlyOne);
}

/** Days are appraised once in a kind, whoever asks at the same moment. */
async function requireOnlyOne(
  { id, regionCode, kind, startsOn, endsOn }: AppraisalCycle,
  inside: Context,
): Promise<void> {
  await oneAfterAnother(inside, `appraisals of ${regionCode}`);
  const others = await inside.session.many(AppraisalCycle, 'regionCode', regionCode, ['startsOn', 'id']);
  const standing = others.find(
    (each) => each.id !== id && each.kind === kind && each.startsOn <= endsOn && each.endsOn >= startsOn,
  );
  if (standing) throw exists(standing);
}

function unfitRegion(region: string): Fault {
  const shown = region.slice(0, 20);
  return new Fault(
    'INVALID',
    {
      zh: `「${shown}」须为镇街的区划代码,9 位。`,
      en: `"${shown}" must be the code of a town, nine digits.`,
    },
    { reason: 'REGION_UNFIT', details: { region: shown } },
  );
}

function exists({ name, startsOn, endsOn }: AppraisalCycle): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `已有同类考评「${name}」(${startsOn} 至 ${endsOn}),考评期重叠。`,
      en: `"${name}" appraises the same from ${startsOn} to ${endsOn}; the periods overlap.`,
    },
    { reason: 'CYCLE_EXISTS', details: { name, startsOn, endsOn } },
  );
}
