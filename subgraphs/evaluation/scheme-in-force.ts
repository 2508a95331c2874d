import type { Context } from '../../kit/module/context.js';
import { dayOf } from '../../kit/time/calendar.js';
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
