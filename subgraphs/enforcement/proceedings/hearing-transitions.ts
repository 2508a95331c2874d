import { attachFiles } from '../../../kit/files/attach-files.js';
import type { Effect } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import { atTheScene, byItsHead, byItsOfficers, byItsOrganization } from '../cases/case-conditions.js';
import { caseSettings } from '../cases/case-settings.js';
import { CaseState } from '../cases/case-states.js';
import { written } from '../cases/written-text.js';
import { mayAskForHearing } from '../rules/hearing-right.js';
import { hearingLaw, hearingRightGiven, hearingScheduled, noticeLaw, reviewPassed } from './general-conditions.js';
import { hearingInTime, hearingNoticed, hostIsNoInvestigator } from './general-guards.js';
import type { GeneralTransitions, GeneralVerbs } from './general-verbs.js';
import { HearingOutcome } from './proceeding-vocabulary.js';

/** Working days to ask for a hearing (Administrative Penalty Law §§ 64 and 85). */
const hearingWindow = { amount: 5, unit: 'WORKING_DAY' } as const;

const keepNotice: Effect<Case, GeneralVerbs['notifyPenalty']> = {
  title: { zh: '记录告知,起算答复期限', en: 'Keep what was told; the time to answer begins' },
  apply: (row, { input: { legalBasis }, rules, now }) => {
    const { penalties = [], reasons = '' } = row.proceeding.proposal ?? {};
    const hearingRight = mayAskForHearing(penalties, row.partyRecord.kind, rules);
    const window = hearingRight ? hearingWindow : rules.read(caseSettings.statementWindow);
    const answerDueAt = rules.calendar.dueAt(now, window).at.toISOString();
    const notice = { penalties, reasons, legalBasis, hearingRight, at: now.toISOString(), answerDueAt };
    row.proceeding = { ...row.proceeding, notice };
  },
};

const keepWaiver: Effect<Case, GeneralVerbs['recordWaiver']> = {
  title: { zh: '记录放弃,保存书面凭证', en: 'Keep the writing by which the rights were given up' },
  apply: async (row, { context, input: { hearing, writing }, now }) => {
    const [file] = await attachFiles(context, [writing], { entity: 'Case', id: row.id });
    const waiver = { hearing, digest: file?.sm3 ?? '', at: now.toISOString() };
    row.proceeding = { ...row.proceeding, waiver };
  },
};

const beginHearing: Effect<Case, object> = {
  title: { zh: '记录申请', en: 'Keep the request' },
  apply: (row, { now }) => {
    const hearing = {
      requestedAt: now.toISOString(),
      noticedAt: null,
      heldAt: null,
      host: null,
      public: true,
      outcome: null,
      digest: null,
      endedAt: null,
    };
    row.proceeding = { ...row.proceeding, hearing };
  },
};

const setHearing: Effect<Case, GeneralVerbs['scheduleHearing']> = {
  title: { zh: '记录时间和主持人', en: 'Keep its time and who presides' },
  apply: (row, { input: { at, host, public: open }, now }) => {
    const { hearing } = row.proceeding;
    if (hearing === undefined) return;
    const set = { noticedAt: now.toISOString(), heldAt: at.toISOString(), host, public: open };
    row.proceeding = { ...row.proceeding, hearing: { ...hearing, ...set } };
  },
};

const closeHearing: Effect<Case, GeneralVerbs['endHearing']> = {
  title: { zh: '保存笔录', en: 'Keep its record' },
  apply: async (row, { context, input: { outcome, record }, now }) => {
    const { hearing } = row.proceeding;
    if (hearing === undefined) return;
    const [file] = await attachFiles(context, [record], { entity: 'Case', id: row.id });
    const ended = { outcome, digest: file?.sm3 ?? null, endedAt: now.toISOString() };
    row.proceeding = { ...row.proceeding, hearing: { ...hearing, ...ended } };
  },
};

/** What the party is told beforehand, and what it makes of it (EN-08). */
export const hearingTransitions: GeneralTransitions<
  'notifyPenalty' | 'recordStatement' | 'recordWaiver' | 'requestHearing' | 'scheduleHearing' | 'endHearing'
> = {
  notifyPenalty: {
    title: { zh: '行政处罚事先告知', en: 'Tell the party what is meant' },
    from: [CaseState.INVESTIGATION_CLOSED],
    to: CaseState.NOTIFIED,
    by: atTheScene,
    source: noticeLaw,
    conditions: [byItsOfficers, reviewPassed],
    effect: keepNotice,
    step: 'NOTIFIED',
    entry: ({ proceeding: { notice } }) => ({
      values: { hearingRight: notice?.hearingRight ?? null, answerDueAt: notice?.answerDueAt ?? null },
    }),
  },
  recordStatement: {
    title: { zh: '听取陈述、申辩', en: 'Hear what the party says' },
    from: [CaseState.NOTIFIED],
    to: CaseState.NOTIFIED,
    by: atTheScene,
    source: noticeLaw,
    conditions: [byItsOfficers],
    guards: [
      written({ zh: '陈述、申辩', en: 'What the party says' }, 2000, ({ words }) => words),
      written({ zh: '复核意见', en: 'The answer' }, 1000, ({ reviewNote }) => reviewNote),
    ],
    effect: {
      title: { zh: '记录陈述、申辩和复核意见', en: 'Keep what was said and answered' },
      apply: (row, { input: { words, adopted, reviewNote }, now }) => {
        const statement = { words: words.trim(), adopted, reviewNote: reviewNote.trim(), at: now.toISOString() };
        row.proceeding = { ...row.proceeding, statement };
      },
    },
    entry: (_row, { input: { words, adopted, reviewNote } }) => ({
      comment: reviewNote.trim(),
      values: { adopted },
      personal: { statement: words.trim() },
    }),
  },
  recordWaiver: {
    title: { zh: '登记放弃陈述、申辩、听证', en: 'Enter that rights are given up' },
    from: [CaseState.NOTIFIED],
    to: CaseState.NOTIFIED,
    by: atTheScene,
    source: noticeLaw,
    conditions: [byItsOfficers],
    effect: keepWaiver,
    entry: ({ proceeding: { waiver } }) => ({
      values: { hearing: waiver?.hearing ?? null, writing: waiver?.digest ?? null },
    }),
  },
  requestHearing: {
    title: { zh: '申请听证', en: 'Ask for a hearing' },
    from: [CaseState.NOTIFIED],
    to: CaseState.HEARING,
    by: atTheScene,
    source: hearingLaw,
    conditions: [byItsOrganization, hearingRightGiven],
    guards: [hearingInTime],
    effect: beginHearing,
  },
  scheduleHearing: {
    title: { zh: '确定并通知听证', en: 'Set the hearing and give notice' },
    from: [CaseState.HEARING],
    to: CaseState.HEARING,
    by: ['bureau_head'],
    source: hearingLaw,
    conditions: [byItsHead],
    guards: [
      hearingNoticed,
      hostIsNoInvestigator,
      written({ zh: '主持人工号', en: 'The presiding person' }, 50, ({ host }) => host),
    ],
    effect: setHearing,
    entry: (_row, { input: { at, host, public: open } }) => ({
      values: { at: at.toISOString(), host, public: open },
    }),
  },
  endHearing: {
    title: { zh: '终结听证', en: 'End the hearing' },
    from: [CaseState.HEARING],
    to: {
      among: [CaseState.LEGAL_REVIEW, CaseState.NOTIFIED],
      rule: { zh: '举行的转法制审核;放弃的回到已告知', en: 'on to the legal review when held, back when given up' },
      choose: (_row, { input: { outcome } }) =>
        outcome === HearingOutcome.HELD ? CaseState.LEGAL_REVIEW : CaseState.NOTIFIED,
    },
    by: ['bureau_head'],
    source: hearingLaw,
    conditions: [byItsHead, hearingScheduled],
    effect: closeHearing,
    step: 'HEARD',
    entry: ({ proceeding: { hearing } }, { input: { outcome } }) => ({
      values: { outcome, record: hearing?.digest ?? null },
    }),
  },
};
