import { countyRules } from '../../../kit/county/county-rules-of.js';
import type { CountyRules } from '../../../kit/county/county-rules.js';
import type { Context } from '../../../kit/module/context.js';
import { type Bilingual, Fault } from '../../../kit/module/fault.js';
import { dayAt, monthsLater, nameOfDay } from '../../../kit/time/shanghai-day.js';
import { assessmentSettings } from '../assessments/assessment-settings.js';
import { CapacityAssessment, CapacityConclusion } from '../assessments/capacity-assessment.js';
import type { Organization } from '../organization.js';
import { batchSettings } from './batch-settings.js';

/**
 * Refuses a batch that names a town whose capacity in general was not assessed within the county's interval, or was found too
 * small: 承接能力 comes before the grant (AU-28). Fault CONFLICT, reason CAPACITY_MISSING, with what each town lacks.
 */
export async function requireCapacity(inside: Context, holders: readonly Organization[]): Promise<void> {
  const lacking: { readonly organization: string; readonly lack: Bilingual }[] = [];
  for (const { code, regionCode } of holders) {
    const rules = await countyRules(inside.session, regionCode, inside.clock);
    const lack = await lackOf(inside, rules, code);
    if (lack) lacking.push({ organization: code, lack });
  }
  if (lacking.length === 0) return;
  throw new Fault(
    'CONFLICT',
    {
      zh: `不具备承接能力,不能列入:${lacking.map(({ organization, lack }) => `「${organization}」${lack.zh}`).join(';')}。`,
      en: `Not capable, so not in the batch: ${lacking.map(({ organization, lack }) => `"${organization}" ${lack.en}`).join('; ')}.`,
    },
    { reason: 'CAPACITY_MISSING', details: { lacking } },
  );
}

async function lackOf(
  { session, clock }: Context,
  rules: CountyRules,
  organization: string,
): Promise<Bilingual | null> {
  const assessments = await session.many(CapacityAssessment, 'organizationCode', organization, ['assessedOn', 'id']);
  const months = rules.read(assessmentSettings.interval);
  const since = nameOfDay(monthsLater(dayAt(clock.now()), -months));
  const last = assessments.findLast(({ itemCode, assessedOn }) => itemCode === null && assessedOn >= since);
  if (!last) return { zh: `近 ${months} 个月未经总体评估`, en: `was not assessed in general for ${months} months` };
  if (last.conclusion === CapacityConclusion.INCAPABLE) return { zh: '经评估不能承接', en: 'was found incapable' };
  const least = rules.read(batchSettings.certifiedOfficers);
  if (last.certifiedOfficers >= least) return null;
  return {
    zh: `持证执法人员 ${last.certifiedOfficers} 人,少于 ${least} 人`,
    en: `has ${last.certifiedOfficers} certified officers, fewer than ${least}`,
  };
}
