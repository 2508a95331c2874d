import { defineWorkflow, emission } from '../../../kit/workflow/workflow.js';
import { Case } from './case.js';
import { CaseProcedure, CaseState } from './case-states.js';
import {
  atTheScene,
  byItsOfficers,
  byItsOrganization,
  caseWithinTerritory,
  closable,
  owesCollectedFine,
  simpleProcedureLaw,
} from './case-conditions.js';
import { caseClosed, caseDecided } from './case-events.js';
import type { CaseVerbs } from './case-verbs.js';
import { paymentDays, writeDecision } from './decision-effect.js';
import { decisionGuards } from './decision-guards.js';
import { tellsFiling } from './filed-emission.js';
import { openCase, twoOfficers } from './opening-effect.js';
import { noteRecording, noteService } from './performance-effects.js';
import { performanceTransitions } from './performance-transitions.js';
import { personalOf } from './party-record.js';
import { serviceGuards } from './service-guards.js';
import { written } from './written-text.js';
import { clueTransitions } from '../proceedings/clue-transitions.js';
import { compellingTransitions } from '../proceedings/compelling-transitions.js';
import { decidingTransitions } from '../proceedings/deciding-transitions.js';
import { headOnceFiled, ofProcedure } from '../proceedings/general-conditions.js';
import {
  clueAnswer,
  decision,
  filing,
  legalReview,
  partyAnswer,
  service,
  urged,
} from '../proceedings/general-deadlines.js';
import { hearingTransitions } from '../proceedings/hearing-transitions.js';
import { investigatingTransitions } from '../proceedings/investigating-transitions.js';
import { passingTransitions } from '../transfers/passing-transitions.js';

const procedureLaw = {
  zh: '行政处罚法第五章(EN-05、EN-06)',
  en: 'Administrative Penalty Law, chapter 5 (EN-05, EN-06)',
};

const neverEmpty = <Input>(textOf: (input: Input) => string | null, zh: string, en: string) =>
  written<Input>({ zh, en }, 500, textOf);

/**
 * The life of a case (SM9): the simple procedure here, the general one in ../proceedings, passing on in ../transfers.
 * The time to record a decision on the spot runs beside the payment's deadline, as a timer of its own.
 */
export const caseWorkflow = defineWorkflow<Case, CaseVerbs>({
  module: 'enforcement',
  name: 'case',
  title: { zh: '行政处罚案件', en: 'A case of administrative penalty' },
  source: procedureLaw,
  entity: Case,
  steps: {
    OPENED: { zh: '登记', en: 'Opened' },
    FILED: { zh: '立案', en: 'Filed' },
    INVESTIGATED: { zh: '调查终结', en: 'Investigated' },
    REVIEWED: { zh: '法制审核', en: 'Reviewed' },
    NOTIFIED: { zh: '告知', en: 'Told' },
    HEARD: { zh: '听证', en: 'Heard' },
    DISCUSSED: { zh: '集体讨论', en: 'Discussed' },
    DECIDED: { zh: '决定', en: 'Decided' },
    SERVED: { zh: '送达', en: 'Served' },
    RECORDED: { zh: '备案', en: 'Recorded' },
    PAID: { zh: '缴款', en: 'Paid' },
    CLOSED: { zh: '结案', en: 'Closed' },
  },
  states: {
    [CaseState.CLUE]: { title: { zh: '线索', en: 'clue' }, deadline: [clueAnswer, filing] },
    [CaseState.FILED]: { title: { zh: '已立案', en: 'filed' }, deadline: decision },
    [CaseState.INVESTIGATING]: { title: { zh: '调查取证', en: 'investigating' }, deadline: decision },
    [CaseState.SUSPENDED]: { title: { zh: '中止', en: 'suspended' }, suspends: decision.name },
    [CaseState.INVESTIGATION_CLOSED]: { title: { zh: '调查终结', en: 'investigated' }, deadline: decision },
    [CaseState.LEGAL_REVIEW]: { title: { zh: '法制审核', en: 'legal review' }, deadline: [decision, legalReview] },
    [CaseState.NOTIFIED]: { title: { zh: '已告知', en: 'notified' }, deadline: [decision, partyAnswer] },
    [CaseState.HEARING]: { title: { zh: '听证', en: 'hearing' }, deadline: decision },
    [CaseState.COLLECTIVE_DISCUSSION]: { title: { zh: '已集体讨论', en: 'discussed' }, deadline: decision },
    [CaseState.TRANSFERRED]: { title: { zh: '移送中', en: 'on its way' }, suspends: decision.name },
    [CaseState.HANDED_OVER]: { title: { zh: '已移交', en: 'handed over' }, final: true },
    [CaseState.NOT_PUNISHED]: { title: { zh: '不予处罚', en: 'not punished' }, final: true },
    [CaseState.DECIDED]: { title: { zh: '已决定', en: 'decided' }, deadline: service },
    [CaseState.ENFORCING]: { title: { zh: '强制执行', en: 'enforcing' }, deadline: urged },
    [CaseState.SERVED]: {
      title: { zh: '已送达', en: 'served' },
      deadline: {
        name: 'payment',
        title: { zh: '缴纳罚款', en: 'Payment of the fine' },
        length: {
          rule: { zh: '有罚款的十五日(第六十七条)', en: '15 days where there is a fine (§ 67)' },
          of: ({ fine }) => (fine === null ? null : { amount: paymentDays, unit: 'DAY' }),
        },
      },
    },
    [CaseState.PERFORMING]: {
      title: { zh: '执行中', en: 'performing' },
      deadline: {
        name: 'hand-in',
        title: { zh: '当场收缴罚款交至行政机关', en: 'Handing in what was collected on the spot' },
        length: {
          rule: {
            zh: '当场收缴的二个工作日(第七十一条)',
            en: '2 working days where it was collected on the spot (§ 71)',
          },
          of: (row) => (owesCollectedFine(row) ? { amount: 2, unit: 'WORKING_DAY' } : null),
        },
      },
    },
    [CaseState.CLOSED]: { title: { zh: '已结案', en: 'closed' }, final: true },
    [CaseState.WITHDRAWN]: { title: { zh: '已撤销', en: 'withdrawn' }, final: true },
  },
  transitions: {
    openSimpleCase: {
      title: { zh: '当场立案', en: 'Open a simple case' },
      from: [],
      to: CaseState.CLUE,
      by: atTheScene,
      source: simpleProcedureLaw,
      conditions: [caseWithinTerritory, byItsOfficers],
      guards: [twoOfficers],
      effect: openCase,
      step: 'OPENED',
      entry: (row) => ({
        values: {
          caseNo: row.caseNo,
          eventNo: row.eventNo,
          powerItem: row.powerItemCode,
          subject: row.subjectCode,
          officers: row.officerNumbers.join('、'),
          evidence: row.evidenceDigests.join('、'),
        },
        personal: personalOf(row),
      }),
      emits: [tellsFiling],
    },
    decideOnTheSpot: {
      title: { zh: '当场决定', en: 'Decide on the spot' },
      from: [CaseState.CLUE],
      to: CaseState.DECIDED,
      by: atTheScene,
      source: simpleProcedureLaw,
      conditions: [byItsOfficers, ofProcedure(CaseProcedure.SIMPLE)],
      guards: decisionGuards,
      effect: writeDecision,
      step: 'DECIDED',
      entry: ({ fine, decisionDigest }, { input: { penalties } }) => ({
        values: { penalties: penalties.join('、'), fine, decision: decisionDigest },
      }),
      emits: [
        emission(caseDecided, ({ caseNo, eventNo, fine }, { now }) => ({
          caseNo,
          eventNo,
          fine: fine ?? '0.00',
          decidedAt: now.toISOString(),
        })),
      ],
    },
    serveDecision: {
      title: { zh: '送达决定书', en: 'Serve the decision' },
      from: [CaseState.DECIDED],
      to: CaseState.SERVED,
      by: atTheScene,
      source: procedureLaw,
      conditions: [byItsOfficers],
      guards: [...serviceGuards, neverEmpty(({ witness }) => witness, '见证人', 'The witness')],
      effect: noteService,
      step: 'SERVED',
      entry: ({ paymentDueOn }, { input: { refused, witness, method } }) => ({
        values: { method, refused, paymentDueOn },
        ...(witness === null ? {} : { personal: { witness } }),
      }),
    },
    recordWithAgency: {
      title: { zh: '报所属机关备案', en: 'Record with the agency' },
      from: [CaseState.SERVED, CaseState.PERFORMING],
      to: {
        among: [CaseState.SERVED, CaseState.PERFORMING],
        rule: { zh: '状态不变', en: 'the state stays' },
        choose: ({ state }) => state,
      },
      by: atTheScene,
      source: simpleProcedureLaw,
      conditions: [byItsOrganization, ofProcedure(CaseProcedure.SIMPLE)],
      effect: noteRecording,
      step: 'RECORDED',
      once: true,
    },
    ...performanceTransitions,
    ...clueTransitions,
    ...investigatingTransitions,
    ...hearingTransitions,
    ...decidingTransitions,
    ...compellingTransitions,
    ...passingTransitions,
    closeCase: {
      title: { zh: '结案', en: 'Close the case' },
      from: [CaseState.SERVED, CaseState.PERFORMING, CaseState.ENFORCING],
      to: CaseState.CLOSED,
      by: atTheScene,
      source: procedureLaw,
      conditions: [byItsOrganization, ...closable],
      effect: {
        title: { zh: '记录结案时间', en: 'Note the time' },
        apply: (row, { now }) => {
          row.closedAt = now;
        },
      },
      step: 'CLOSED',
      emits: [
        emission(caseClosed, ({ caseNo, eventNo }, { now }) => ({ caseNo, eventNo, closedAt: now.toISOString() })),
      ],
    },
    withdrawCase: {
      title: { zh: '撤销案件', en: 'Withdraw the case' },
      from: [CaseState.CLUE, CaseState.FILED, CaseState.INVESTIGATING, CaseState.INVESTIGATION_CLOSED],
      to: CaseState.WITHDRAWN,
      by: atTheScene,
      source: procedureLaw,
      conditions: [byItsOrganization, headOnceFiled],
      guards: [neverEmpty(({ reason }) => reason, '撤销理由', 'The reason')],
      effect: {
        title: { zh: '记录理由', en: 'Note the reason' },
        apply: (row, { input: { reason } }) => {
          row.withdrawalReason = reason;
        },
      },
      entry: (_row, { input: { reason } }) => ({ comment: reason }),
    },
  },
});
