import { attachFiles } from '../../../kit/files/attach-files.js';
import { defineWorkflow, emission } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { caseTransferred, transferOverdue } from '../cases/case-events.js';
import { jurisdictionLaw } from '../proceedings/jurisdiction.js';
import { CaseTransfer } from './case-transfer.js';
import {
  forPolice,
  notDesignated,
  notForPolice,
  notOfSender,
  ofClaimant,
  ofPolice,
  ofSender,
  ofSuperior,
  transferLaw,
} from './transfer-conditions.js';
import { approval, designating, handingOver, receiving, sending } from './transfer-deadlines.js';
import { bringBack, findOverdue, letPoliceHave, sendAway, takeOn, whoShouldHave } from './transfer-effects.js';
import {
  caseUndecided,
  designatesParty,
  kindProposed,
  noneOpen,
  ofReceiver,
  reasonGiven,
  reasonWritten,
  twoLookedIntoIt,
} from './transfer-guards.js';
import type { TransferInputs } from './transfer-inputs.js';
import { TransferState } from './transfer-vocabulary.js';

const heads = ['bureau_head'];

/** The states whose deadlines are found when they run out. */
const clocked = [
  TransferState.PROPOSED,
  TransferState.APPROVED,
  TransferState.DESIGNATED,
  TransferState.SENT,
  TransferState.RECEIVED,
] as const;

const toEntry = ({ caseNo, kind, fromCode, toCode, reason }: CaseTransfer) => ({
  comment: reason,
  values: { caseNo, kind, from: fromCode, to: toCode },
});

/** The life of a transfer (SM10): approved, sent, taken on or sent back; two who want a case are told by their superior. */
export const transferWorkflow = defineWorkflow<CaseTransfer, TransferInputs>({
  module: 'enforcement',
  name: 'case-transfer',
  title: { zh: '案件移送', en: 'Transfer of a case' },
  source: transferLaw,
  entity: CaseTransfer,
  states: {
    [TransferState.PROPOSED]: { title: { zh: '已提出', en: 'proposed' }, deadline: approval },
    [TransferState.APPROVED]: { title: { zh: '已批准', en: 'approved' }, deadline: sending },
    [TransferState.REJECTED]: { title: { zh: '不予移送', en: 'rejected' }, final: true },
    [TransferState.SENT]: { title: { zh: '已移送', en: 'sent' }, deadline: receiving },
    [TransferState.RECEIVED]: { title: { zh: '已接收', en: 'received' }, deadline: handingOver },
    [TransferState.ITEMS_HANDED_OVER]: { title: { zh: '已移交物品', en: 'items handed over' }, final: true },
    [TransferState.RETURNED]: { title: { zh: '已退回', en: 'returned' } },
    [TransferState.DISPUTED]: { title: { zh: '争议', en: 'disputed' }, deadline: designating },
    [TransferState.DESIGNATED]: { title: { zh: '已指定', en: 'designated' }, deadline: sending },
    [TransferState.KEPT]: { title: { zh: '原机关管辖', en: 'kept' }, final: true },
  },
  transitions: {
    proposeTransfer: {
      title: { zh: '提出移送', en: 'Propose a transfer' },
      from: [],
      to: TransferState.PROPOSED,
      by: ['enforcement_officer', 'bureau_head'],
      source: transferLaw,
      conditions: [ofSender],
      guards: [kindProposed, reasonGiven, caseUndecided, noneOpen],
      entry: toEntry,
    },
    disputeJurisdiction: {
      title: { zh: '报请指定管辖', en: 'Have the jurisdiction designated' },
      from: [],
      to: TransferState.DISPUTED,
      by: heads,
      source: jurisdictionLaw,
      conditions: [ofClaimant],
      guards: [reasonGiven, caseUndecided, noneOpen],
      entry: toEntry,
    },
    orderTransfer: {
      title: { zh: '赋权收回,未决案件须移送', en: 'The power was withdrawn: the case goes back' },
      from: [],
      to: TransferState.APPROVED,
      by: 'system',
      source: { zh: '行政处罚法第二十四、三十八条', en: 'Administrative Penalty Law §§ 24 and 38' },
      entry: toEntry,
    },
    decideTransfer: {
      title: { zh: '决定是否移送', en: 'Decide on a transfer' },
      from: [TransferState.PROPOSED],
      to: {
        among: [TransferState.APPROVED, TransferState.REJECTED],
        rule: { zh: '批准的待移送', en: 'on to sending when it is approved' },
        choose: (_row, { input: { approve } }) => (approve ? TransferState.APPROVED : TransferState.REJECTED),
      },
      by: heads,
      source: transferLaw,
      conditions: [ofSender],
      guards: [twoLookedIntoIt, reasonWritten],
      effect: {
        title: { zh: '记录决定', en: 'the decision is kept' },
        apply: (row, { input: { reason } }) => {
          row.answer = reason.trim();
        },
      },
      entry: (_row, { input: { approve, reason } }) => ({ comment: reason.trim(), values: { approve } }),
    },
    sendTransfer: {
      title: { zh: '移送', en: 'Send the case' },
      from: [TransferState.APPROVED, TransferState.DESIGNATED],
      to: TransferState.SENT,
      by: ['enforcement_officer', 'bureau_head'],
      source: transferLaw,
      conditions: [ofSender],
      effect: sendAway,
      entry: ({ toCode, materialDigests }) => ({ values: { to: toCode, materials: materialDigests.join('、') } }),
    },
    receiveTransfer: {
      title: { zh: '接收移送', en: 'Take the case on' },
      from: [TransferState.SENT],
      to: TransferState.RECEIVED,
      by: heads,
      source: transferLaw,
      conditions: [notForPolice, notOfSender],
      guards: [ofReceiver],
      effect: takeOn,
      entry: ({ receiverCaseNo }) => ({ values: { case: receiverCaseNo } }),
      emits: [
        emission(caseTransferred, ({ caseNo, receiverCaseNo, fromCode, toCode, kind }) => ({
          caseNo,
          receiverCaseNo,
          from: fromCode,
          to: toCode,
          kind,
        })),
      ],
    },
    fileWithPolice: {
      title: { zh: '公安机关立案', en: 'The police file it' },
      from: [TransferState.SENT],
      to: TransferState.RECEIVED,
      by: ['police_desk'],
      source: transferLaw,
      conditions: [ofPolice],
      guards: [written({ zh: '立案号', en: 'The number' }, 50, transferLaw, ({ number }) => number)],
      effect: letPoliceHave,
      entry: (_row, { input: { number } }) => ({ values: { number: number.trim() } }),
    },
    returnTransfer: {
      title: { zh: '退回移送', en: 'Send the case back' },
      from: [TransferState.SENT],
      to: TransferState.RETURNED,
      by: heads,
      source: transferLaw,
      conditions: [notForPolice, notOfSender, notDesignated],
      guards: [reasonWritten],
      effect: bringBack,
      entry: (_row, { input: { reason } }) => ({ comment: reason.trim() }),
    },
    refuseByPolice: {
      title: { zh: '公安机关不予立案', en: 'The police do not file it' },
      from: [TransferState.SENT],
      to: TransferState.RETURNED,
      by: ['police_desk'],
      source: transferLaw,
      conditions: [ofPolice],
      guards: [reasonWritten],
      effect: bringBack,
      entry: (_row, { input: { reason } }) => ({ comment: reason.trim() }),
    },
    handOverItems: {
      title: { zh: '移交涉案物品和材料', en: 'Hand things and papers over' },
      from: [TransferState.RECEIVED],
      to: TransferState.ITEMS_HANDED_OVER,
      by: ['enforcement_officer', 'bureau_head'],
      source: transferLaw,
      conditions: [forPolice, ofSender],
      effect: {
        title: { zh: '保存移交清单', en: 'the list of what is handed over is kept' },
        apply: async (row, { context: inside, input: { files } }) => {
          const kept = await attachFiles(inside, files, { entity: 'CaseTransfer', id: row.id });
          row.materialDigests = [...row.materialDigests, ...kept.map(({ sm3 }) => sm3)];
        },
      },
      entry: ({ materialDigests }) => ({ values: { materials: materialDigests.join('、') } }),
    },
    designateJurisdiction: {
      title: { zh: '指定管辖', en: 'Designate the jurisdiction' },
      from: [TransferState.DISPUTED, TransferState.RETURNED],
      to: {
        among: [TransferState.DESIGNATED, TransferState.KEPT],
        rule: { zh: '指定给原机关的不再移送', en: 'nothing moves when it stays where it is' },
        choose: ({ fromCode }, { input: { organization } }) =>
          organization === fromCode ? TransferState.KEPT : TransferState.DESIGNATED,
      },
      by: ['enforcement_coordinator'],
      source: jurisdictionLaw,
      conditions: [notForPolice, ofSuperior],
      guards: [designatesParty, reasonWritten],
      effect: {
        title: { zh: '记录指定', en: 'the designation is kept' },
        apply: (row, { input: { reason } }) => {
          row.answer = reason.trim();
        },
      },
      entry: (_row, { input: { organization, reason } }) => ({ comment: reason.trim(), values: { organization } }),
    },
    findTransferOverdue: {
      title: { zh: '移送超期', en: 'A deadline ran out' },
      from: clocked,
      to: {
        among: clocked,
        rule: { zh: '状态不变', en: 'the state stays' },
        choose: ({ state }) => state,
      },
      by: 'system',
      source: transferLaw,
      effect: findOverdue,
      entry: (_row, { input: { deadline, dueAt } }) => ({ values: { deadline, dueAt } }),
      emits: [
        emission(transferOverdue, (row, { input: { deadline, dueAt } }) => ({
          transferId: row.id,
          caseNo: row.caseNo,
          regionCode: row.regionCode,
          deadline,
          dueAt,
          organizationCode: whoShouldHave(row, deadline),
        })),
      ],
    },
  },
});
