import type { Context } from '../../kit/module/context.js';
import { dayOf } from '../../kit/time/calendar.js';
import { AppraisalScheme, type SchemeKind } from './appraisal-scheme.js';

/** A region's schemes, the oldest first. */
export function schemesOf(regionCode: string, { session }: Context): Promise<AppraisalScheme[]> {
  return session.many(AppraisalScheme, 'regionCode', regionCode, ['effectiveFrom', 'schemeVersion', 'code']);
}

/** The scheme of a kind by which a county scores today: the last that has come into force. */
export async function schemeInForce(
  county: string,
  kind: SchemeKind,
  context: Context,
): Promise<AppraisalScheme | null> {
  const today = dayOf(context.clock.now());
  const schemes = await schemesOf(county, context);
  return schemes.findLast((each) => each.kind === kind && each.effectiveFrom <= today) ?? null;
}
