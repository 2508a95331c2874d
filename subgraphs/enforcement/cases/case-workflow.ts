import { defineWorkflow, emission, type Guard } from '../../../kit/workflow/workflow.js';
import { Case, CaseState } from './case.js';
import {
  atTheScene,
  byItsOfficers,
  byItsOrganization,
  caseWithinTerritory,
  closable,
  owesCollectedFine,
  simpleProcedureLaw,
} from './case-conditions.js';
import { caseClosed, caseDecided, caseFiled } from './case-events.js';
import type { CaseVerbs } from './case-verbs.js';
import { paymentDays, writeDecision } from './decision-effect.js';
import { decisionGuards } from './decision-guards.js';
import { openCase, twoOfficers } from './opening-effect.js';
import { noteRecording, noteService } from './performance-effects.js';
import { performanceTransitions } from './performance-transitions.js';
import { written } from './written-text.js';

const refusalWitnessed: Guard<Case, CaseVerbs['serveDecision']> = {
  reason: 'WITNESS_MISSING',
  code: 'INVALID',
  sentence: () => ({
    zh: '当事人拒绝签收的,须注明见证人。',
    en: 'Where the party refuses to sign, a witness is named.',
  }),
  source: simpleProcedureLaw,
  holds: (_row, { input: { refused, witness } }) => !refused || witness !== null,
};

const neverEmpty = <Input>(textOf: (input: Input) => string | null, zh: string, en: string) =>
  written<Input>({ zh, en }, 500, textOf);

/**
 * The life of a case (SM9). Today the simple procedure alone; the general one adds its states and verbs to this table.
 * The time to record a decision runs beside the payment's deadline, as a timer of its own.
 */
export const caseWorkflow = defineWorkflow<Case, CaseVerbs>({
  module: 'enforcement',
  name: 'case',
  title: { zh: '行政处罚案件', en: 'A case of administrative penalty' },
  source: simpleProcedureLaw,
  entity: Case,
  steps: {
    OPENED: { zh: '立案', en: 'Opened' },
    DECIDED: { zh: '决定', en: 'Decided' },
    SERVED: { zh: '送达', en: 'Served' },
    RECORDED: { zh: '备案', en: 'Recorded' },
    PAID: { zh: '缴款', en: 'Paid' },
    CLOSED: { zh: '结案', en: 'Closed' },
  },
  states: {
    [CaseState.CLUE]: { title: { zh: '线索', en: 'clue' } },
    [CaseState.DECIDED]: { title: { zh: '已决定', en: 'decided' } },
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
      emits: [
        emission(caseFiled, ({ caseNo, eventNo, powerItemCode, organizationCode, officerNumbers, filedAt }) => ({
          caseNo,
          eventNo,
          powerItemCode,
          organizationCode,
          officers: officerNumbers,
          filedAt: filedAt.toISOString(),
        })),
      ],
    },
    decideOnTheSpot: {
      title: { zh: '当场决定', en: 'Decide on the spot' },
      from: [CaseState.CLUE],
      to: CaseState.DECIDED,
      by: atTheScene,
      source: simpleProcedureLaw,
      conditions: [byItsOfficers],
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
      title: { zh: '当场交付', en: 'Hand over the decision' },
      from: [CaseState.DECIDED],
      to: CaseState.SERVED,
      by: atTheScene,
      source: simpleProcedureLaw,
      conditions: [byItsOfficers],
      guards: [refusalWitnessed, neverEmpty(({ witness }) => witness, '见证人', 'The witness')],
      effect: noteService,
      step: 'SERVED',
      entry: ({ paymentDueOn }, { input: { refused, witness } }) => ({
        values: { refused, paymentDueOn },
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
      conditions: [byItsOrganization],
      effect: noteRecording,
      step: 'RECORDED',
      once: true,
    },
    ...performanceTransitions,
    closeCase: {
      title: { zh: '结案', en: 'Close the case' },
      from: [CaseState.SERVED, CaseState.PERFORMING],
      to: CaseState.CLOSED,
      by: atTheScene,
      source: simpleProcedureLaw,
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
      from: [CaseState.CLUE],
      to: CaseState.WITHDRAWN,
      by: atTheScene,
      source: simpleProcedureLaw,
      conditions: [byItsOrganization],
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

function personalOf({ partyRecord: { name, idNumber, phone } }: Case): Record<string, string> {
  const found = { partyName: name, partyIdNumber: idNumber, partyPhone: phone };
  return Object.fromEntries(Object.entries(found).filter((each): each is [string, string] => each[1] !== null));
}
