import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { dayOf } from '../../kit/time/calendar.js';
import { numberOfDay, startOfDay } from '../../kit/time/shanghai-day.js';
import { AppraisalScheme, type SchemeKind } from './appraisal-scheme.js';

const countyLength = 6;

/** A region's schemes, the oldest first. */
export function schemesOf(regionCode: string, { session }: Pick<Context, 'session'>): Promise<AppraisalScheme[]> {
  return session.many(AppraisalScheme, 'regionCode', regionCode, ['effectiveFrom', 'schemeVersion', 'code']);
}

/**
 * The scheme of a kind by which the county that a region is or lies in scored at a moment, by default now: the last that
 * had come into force.
 */
export async function schemeInForce(
  regionCode: string,
  kind: SchemeKind,
  context: Context,
  moment: Date = context.clock.now(),
): Promise<AppraisalScheme | null> {
  const day = dayOf(moment);
  const schemes = await schemesOf(regionCode.slice(0, countyLength), context);
  return schemes.findLast((each) => each.kind === kind && each.effectiveFrom <= day) ?? null;
}

/** The scheme of a kind that is in force where a region lies when a period ends. Fault CONFLICT, SCHEME_MISSING. */
export async function requireScheme(
  regionCode: string,
  kind: SchemeKind,
  lastDay: string,
  context: Context,
): Promise<AppraisalScheme> {
  const scheme = await schemeInForce(regionCode, kind, context, new Date(startOfDay(numberOfDay(lastDay))));
  if (scheme !== null) return scheme;
  throw new Fault(
    'CONFLICT',
    {
      zh: `${regionCode} 所在县在 ${lastDay} 没有施行中的 ${kind} 考评方案。`,
      en: `The county of ${regionCode} has no scheme of the kind ${kind} in force on ${lastDay}.`,
    },
    { reason: 'SCHEME_MISSING', details: { region: regionCode, kind, day: lastDay } },
  );
}
