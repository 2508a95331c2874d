import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { Region } from '../foreign.js';
import { requireRegionCode } from '../../../kit/county/require-region-code.js';
import { CaseReport, caseReport, type Period } from './case-report.js';

const day = { description: '首日或末日(含当日)。 First or last day, included.' };

@Resolver(() => CaseReport)
export class CaseReportResolver {
  @Query(() => CaseReport, {
    nullable: true,
    description:
      '普通程序案件报表:办案量、办结数、平均用时,与另一时期对比(EN-06)。 General cases of two times in figures.',
  })
  @Directive('@requiresScopes(scopes: [["enforcement:read"]])')
  caseReport(
    @Ctx() context: Context,
    @Arg('region', () => ID, { description: '区划代码。 Region code.' }) region: string,
    @Arg('from', () => CalendarDate, day) from: string,
    @Arg('to', () => CalendarDate, day) to: string,
    @Arg('comparedFrom', () => CalendarDate, day) comparedFrom: string,
    @Arg('comparedTo', () => CalendarDate, day) comparedTo: string,
  ): Promise<CaseReport> {
    requireRegionCode(Region, region);
    const now = checked({ from, to });
    return caseReport(context, { region, now, before: checked({ from: comparedFrom, to: comparedTo }) });
  }
}

/** Fault INVALID, reason DATES_REVERSED. */
function checked(period: Period): Period {
  const { from, to } = period;
  if (from <= to) return period;
  throw new Fault(
    'INVALID',
    { zh: `首日 ${from} 晚于末日 ${to}。`, en: `The first day ${from} is after the last, ${to}.` },
    { reason: 'DATES_REVERSED', details: { from, to } },
  );
}
