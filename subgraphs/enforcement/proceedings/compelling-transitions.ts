import { dayOf } from '../../../kit/time/calendar.js';
import type { Condition } from '../../../kit/identity/policy.js';
import type { Guard, Moment } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import { atTheScene, byItsHead, byItsOrganization, hasFine, noReliefRuns } from '../cases/case-conditions.js';
import { CaseState } from '../cases/case-states.js';
import { written } from '../cases/written-text.js';
import type { GeneralTransitions } from './general-verbs.js';

const compulsionLaw = {
  zh: '行政强制法第五十三、五十四、六十九条',
  en: 'Administrative Compulsion Law §§ 53, 54 and 69',
};

/** Ten days after the urging, which § 69 has counted in working days. */
export const urgedPeriod = { amount: 10, unit: 'WORKING_DAY' } as const;

const isOverdue: Condition<Case> = {
  reason: 'PAYMENT_NOT_OVERDUE',
  code: 'CONFLICT',
  sentence: { zh: '缴款期限未满,尚不能催告。', en: 'The time to pay is not over yet.' },
  source: compulsionLaw,
  holds: ({ paymentDueOn }, { clock }) => paymentDueOn !== null && paymentDueOn < dayOf(clock.now()),
};

/** From when to when the court may be asked: after the time to contest the decision, for three months. */
function courtWindow({ serviceRecord, reliefs }: Case, { rules }: Pick<Moment<object>, 'rules'>) {
  const { calendar } = rules;
  const served = new Date(serviceRecord?.at ?? 0);
  const ends = [calendar.dueAt(served, { amount: 6, unit: 'MONTH' }).at];
  // Fifteen days to sue against what a reconsideration found, or to appeal (Administrative Litigation Law §§ 45 and 85).
  for (const { to } of reliefs) {
    if (to !== null) ends.push(calendar.dueAt(new Date(`${to}T12:00:00+08:00`), { amount: 15, unit: 'DAY' }).at);
  }
  const from = ends.reduce((latest, each) => (each > latest ? each : latest));
  return { from, to: calendar.dueAt(from, { amount: 3, unit: 'MONTH' }).at };
}

const courtMayBeAsked: Guard<Case, object> = {
  reason: 'COURT_TOO_EARLY',
  code: 'CONFLICT',
  sentence: (row, moment) => ({
    zh: `须在催告满十个工作日、且复议诉讼期限届满(${dayOf(courtWindow(row, moment).from)})后申请。`,
    en: `The court is asked ten working days after the urging, and after the time to contest, which ends at ${dayOf(courtWindow(row, moment).from)}.`,
  }),
  source: compulsionLaw,
  holds: (row, moment) => {
    const urgedAt = new Date(row.proceeding.compulsion?.urgedAt ?? 0);
    return (
      moment.now >= moment.rules.calendar.dueAt(urgedAt, urgedPeriod).at && moment.now >= courtWindow(row, moment).from
    );
  },
};

const courtInTime: Guard<Case, object> = {
  reason: 'COURT_TOO_LATE',
  code: 'CONFLICT',
  sentence: (row, moment) => ({
    zh: `申请强制执行的三个月期限已于 ${dayOf(courtWindow(row, moment).to)} 届满。`,
    en: `The three months in which the court may be asked ended at ${dayOf(courtWindow(row, moment).to)}.`,
  }),
  source: compulsionLaw,
  holds: (row, moment) => moment.now < courtWindow(row, moment).to,
};

/** What is done when nobody pays, and about what is no money. */
export const compellingTransitions: GeneralTransitions<'urgePerformance' | 'applyToCourt' | 'confirmPerformance'> = {
  urgePerformance: {
    title: { zh: '催告', en: 'Urge the party' },
    from: [CaseState.SERVED],
    to: CaseState.ENFORCING,
    by: atTheScene,
    source: compulsionLaw,
    conditions: [byItsOrganization, hasFine, isOverdue, noReliefRuns],
    effect: {
      title: { zh: '记录催告', en: 'Note the urging' },
      apply: (row, { now }) => {
        row.proceeding = { ...row.proceeding, compulsion: { urgedAt: now.toISOString(), appliedAt: null } };
      },
    },
  },
  applyToCourt: {
    title: { zh: '申请人民法院强制执行', en: 'Ask the court to enforce' },
    from: [CaseState.ENFORCING],
    to: CaseState.ENFORCING,
    by: ['bureau_head'],
    source: compulsionLaw,
    conditions: [byItsHead],
    guards: [courtMayBeAsked, courtInTime],
    once: true,
    effect: {
      title: { zh: '记录申请', en: 'Note the application' },
      apply: (row, { now }) => {
        const { compulsion } = row.proceeding;
        if (compulsion === undefined) return;
        row.proceeding = { ...row.proceeding, compulsion: { ...compulsion, appliedAt: now.toISOString() } };
      },
    },
  },
  confirmPerformance: {
    title: { zh: '确认金钱以外的处罚已执行', en: 'Confirm what is no money' },
    from: [CaseState.SERVED, CaseState.PERFORMING],
    to: {
      among: [CaseState.SERVED, CaseState.PERFORMING],
      rule: { zh: '状态不变', en: 'the state stays' },
      choose: ({ state }) => state,
    },
    by: atTheScene,
    source: { zh: '行政处罚法第六十六条', en: 'Administrative Penalty Law § 66' },
    conditions: [byItsOrganization],
    guards: [written({ zh: '执行情况', en: 'The report' }, 1000, ({ report }) => report)],
    effect: {
      title: { zh: '记录执行情况', en: 'Keep the report' },
      apply: (row, { input: { report } }) => {
        row.proceeding = { ...row.proceeding, performed: report.trim() };
      },
    },
    entry: (_row, { input: { report } }) => ({ comment: report.trim() }),
  },
};
