import type { Effect, Transition } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import { CaseState } from '../cases/case-states.js';
import { tellsFiling } from '../cases/filed-emission.js';
import { nextDocument } from '../cases/opening-effect.js';
import { personalOf } from '../cases/party-record.js';
import { generalLaw } from '../proceedings/general-conditions.js';
import { requireOfficers } from '../proceedings/require-officers.js';
import type { PassingVerbs } from './passing-verbs.js';

/** The states in which a case may be passed on: nothing is decided yet. */
export const passable = [
  CaseState.CLUE,
  CaseState.FILED,
  CaseState.INVESTIGATING,
  CaseState.SUSPENDED,
  CaseState.INVESTIGATION_CLOSED,
  CaseState.LEGAL_REVIEW,
  CaseState.NOTIFIED,
  CaseState.HEARING,
  CaseState.COLLECTIVE_DISCUSSION,
] as const;

const takeOn: Effect<Case, PassingVerbs['adoptCase']> = {
  title: { zh: '编案号,核验执法人员,起算九十日', en: 'Take a number, check the officers; the 90 days begin' },
  apply: async (row, moment) => {
    const { item, subject } = moment.input;
    await requireOfficers(row, item.domain, moment);
    row.caseNo = await nextDocument('案', subject, moment);
  },
};

/** What becomes of a case when it is passed on: verbs of the system, parts of a transfer's. */
export const passingTransitions: { readonly [Verb in keyof PassingVerbs]: Transition<Case, PassingVerbs[Verb]> } = {
  adoptCase: {
    title: { zh: '接收移送并立案', en: 'A case is taken on from others' },
    from: [],
    to: CaseState.FILED,
    by: 'system',
    source: generalLaw,
    effect: takeOn,
    step: 'FILED',
    entry: (row, { input: { fromCase } }) => ({
      values: { caseNo: row.caseNo, from: fromCase, officers: row.officerNumbers.join('、'), subject: row.subjectCode },
      personal: personalOf(row),
    }),
    emits: [tellsFiling],
  },
  sendAway: {
    title: { zh: '移送', en: 'The case is sent to others' },
    from: passable,
    to: CaseState.TRANSFERRED,
    by: 'system',
    source: generalLaw,
    effect: {
      title: { zh: '接收机关可以查阅', en: 'the receiver sees it' },
      apply: (row, { input: { to } }) => {
        row.partyCodes = [...new Set([...row.partyCodes, to])];
      },
    },
    entry: (_row, { input: { to } }) => ({ values: { to } }),
  },
  bringBack: {
    title: { zh: '退回', en: 'The case comes back' },
    from: [CaseState.TRANSFERRED],
    to: {
      among: passable,
      rule: { zh: '回到移送前的状态', en: 'as it was before it was sent' },
      choose: (_row, { input: { state } }) => state,
    },
    by: 'system',
    source: generalLaw,
    entry: (_row, { input: { reason } }) => ({ comment: reason }),
  },
  handOverCase: {
    title: { zh: '移交完成', en: 'Others have taken it on' },
    from: [CaseState.TRANSFERRED],
    to: CaseState.HANDED_OVER,
    by: 'system',
    source: generalLaw,
    effect: {
      title: { zh: '记录时间', en: 'Note the time' },
      apply: (row, { now }) => {
        row.closedAt = now;
      },
    },
    entry: (_row, { input: { by, caseNo } }) => ({ values: { by, caseNo } }),
  },
};
