import { type Effect, emission } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import { atTheScene, byItsHead, caseWithinTerritory } from '../cases/case-conditions.js';
import { clueReturned } from '../cases/case-events.js';
import { CaseProcedure, CaseState } from '../cases/case-states.js';
import { tellsFiling } from '../cases/filed-emission.js';
import { keepEvidence, nextDocument } from '../cases/opening-effect.js';
import { personalOf } from '../cases/party-record.js';
import {
  clueAccepted,
  clueAwaitsAnswer,
  generalLaw,
  linkLaw,
  ofItsOrganization,
  ofOrigin,
  ofProcedure,
} from './general-conditions.js';
import { reasonWritten } from './general-guards.js';
import type { GeneralTransitions, GeneralVerbs } from './general-verbs.js';
import { requireFirst } from './jurisdiction.js';
import { requireOfficers } from './require-officers.js';

const general = ofProcedure(CaseProcedure.GENERAL);

const keepClue: Effect<Case, GeneralVerbs['registerClue']> = {
  title: { zh: '固定证据,编案源号', en: 'Keep the evidence, take a number' },
  apply: async (row, moment) => {
    const { subject, evidence } = moment.input;
    await keepEvidence(row, evidence, moment);
    row.caseNo = await nextDocument('案', subject, moment);
  },
};

const clueEntry = (row: Case) => ({
  values: {
    caseNo: row.caseNo,
    origin: row.originCode,
    eventNo: row.eventNo,
    powerItem: row.powerItemCode,
    evidence: row.evidenceDigests.join('、'),
  },
  personal: personalOf(row),
});

/** From a clue to a case: what is found or handed over, and whether it is filed. */
export const clueTransitions: GeneralTransitions<
  'registerClue' | 'handOverClue' | 'acceptClue' | 'refuseClue' | 'fileCase'
> = {
  registerClue: {
    title: { zh: '登记案源线索', en: 'Register a clue' },
    from: [],
    to: CaseState.CLUE,
    by: atTheScene,
    source: generalLaw,
    conditions: [caseWithinTerritory, ofItsOrganization],
    effect: keepClue,
    step: 'OPENED',
    entry: clueEntry,
  },
  handOverClue: {
    title: { zh: '移交线索', en: 'Hand a clue over' },
    from: [],
    to: CaseState.CLUE,
    by: ['department_handler'],
    source: linkLaw,
    conditions: [caseWithinTerritory, ofOrigin],
    effect: keepClue,
    step: 'OPENED',
    entry: clueEntry,
  },
  acceptClue: {
    title: { zh: '接收移交的线索', en: 'Take a clue on' },
    from: [CaseState.CLUE],
    to: CaseState.CLUE,
    by: ['bureau_head'],
    source: linkLaw,
    conditions: [general, byItsHead, clueAwaitsAnswer],
    effect: {
      title: { zh: '记录接收时间,起算立案期限', en: 'Note the time; the time to file begins' },
      apply: (row, { now }) => {
        row.proceeding = { ...row.proceeding, clueAcceptedAt: now.toISOString() };
      },
    },
    restarts: true,
  },
  refuseClue: {
    title: { zh: '不予立案,退回线索', en: 'Refuse a clue' },
    from: [CaseState.CLUE],
    to: CaseState.WITHDRAWN,
    by: ['bureau_head'],
    source: linkLaw,
    conditions: [general, byItsHead],
    guards: [reasonWritten],
    effect: {
      title: { zh: '记录理由,告知移交部门', en: 'Note the reason, and tell the department' },
      apply: (row, { input: { reason } }) => {
        row.withdrawalReason = reason.trim();
      },
    },
    entry: (_row, { input: { reason } }) => ({ comment: reason.trim() }),
    emits: [
      emission(clueReturned, ({ caseNo, originCode, organizationCode }, { input: { reason } }) => ({
        caseNo,
        originCode,
        organizationCode,
        reason: reason.trim(),
      })),
    ],
  },
  fileCase: {
    title: { zh: '立案', en: 'File the case' },
    from: [CaseState.CLUE],
    to: CaseState.FILED,
    by: ['bureau_head'],
    source: generalLaw,
    conditions: [general, byItsHead, clueAccepted],
    effect: {
      title: { zh: '指定执法人员,核验证件和队伍,起算九十日', en: 'Name the officers, check them; the 90 days begin' },
      apply: async (row, moment) => {
        const { officers, item, subject } = moment.input;
        row.officerNumbers = [...officers];
        row.subjectCode = subject.code;
        row.filedAt = moment.now;
        await requireFirst(row, moment.context);
        await requireOfficers(row, item.domain, moment);
      },
    },
    step: 'FILED',
    entry: ({ officerNumbers, subjectCode }) => ({
      values: { officers: officerNumbers.join('、'), subject: subjectCode },
    }),
    emits: [tellsFiling],
  },
};
