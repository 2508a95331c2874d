import { defineWorkflow, emission } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { JointOperation, OperationState } from './joint-operation.js';
import { operationApproved } from './operation-events.js';
import type { OperationInputs } from './operation-inputs.js';
import {
  caseCountedOnce,
  caseOfParty,
  coordinatesCounty,
  jointLaw,
  ofInitiator,
  takesPart,
  withinItsDays,
} from './operation-rules.js';

const initiators = ['bureau_head', 'department_handler'];
const reasonGiven = written<JointOperation, { readonly reason: string }>(
  { zh: '理由', en: 'The reason' },
  500,
  jointLaw,
  ({ reason }) => reason,
);

/** The life of a joint operation (EN-12): planned, approved by who coordinates, run for its days, finished with its cases. */
export const operationWorkflow = defineWorkflow<JointOperation, OperationInputs>({
  module: 'enforcement',
  name: 'joint-operation',
  title: { zh: '联合执法', en: 'A joint operation' },
  source: jointLaw,
  entity: JointOperation,
  states: {
    [OperationState.PLANNED]: { title: { zh: '已提出', en: 'planned' } },
    [OperationState.APPROVED]: { title: { zh: '已批准', en: 'approved' } },
    [OperationState.RUNNING]: { title: { zh: '开展中', en: 'running' } },
    [OperationState.FINISHED]: { title: { zh: '已结束', en: 'finished' }, final: true },
    [OperationState.CANCELLED]: { title: { zh: '已取消', en: 'cancelled' }, final: true },
  },
  transitions: {
    planOperation: {
      title: { zh: '提出联合执法', en: 'Plan an operation' },
      from: [],
      to: OperationState.PLANNED,
      by: initiators,
      source: jointLaw,
      conditions: [ofInitiator],
      entry: ({ name, partyCodes, policeSupport }) => ({
        comment: name,
        values: { parties: partyCodes.join('、'), policeSupport },
      }),
    },
    approveOperation: {
      title: { zh: '批准联合执法', en: 'Approve an operation' },
      from: [OperationState.PLANNED],
      to: OperationState.APPROVED,
      by: ['enforcement_coordinator'],
      source: jointLaw,
      conditions: [coordinatesCounty],
      guards: [reasonGiven],
      entry: (_row, { input: { reason } }) => ({ comment: reason.trim() }),
      emits: [
        emission(operationApproved, ({ id, name, regionCode, startsOn, endsOn, policeSupport }) => ({
          operationId: id,
          name,
          regionCode,
          startsOn,
          endsOn,
          policeSupport,
        })),
      ],
    },
    cancelOperation: {
      title: { zh: '取消联合执法', en: 'Cancel an operation' },
      from: [OperationState.PLANNED, OperationState.APPROVED],
      to: OperationState.CANCELLED,
      by: ['enforcement_coordinator'],
      source: jointLaw,
      conditions: [coordinatesCounty],
      guards: [reasonGiven],
      entry: (_row, { input: { reason } }) => ({ comment: reason.trim() }),
    },
    startOperation: {
      title: { zh: '开展联合执法', en: 'Start an operation' },
      from: [OperationState.APPROVED],
      to: OperationState.RUNNING,
      by: initiators,
      source: jointLaw,
      conditions: [ofInitiator, withinItsDays],
    },
    addOperationCase: {
      title: { zh: '计入查处案件', en: 'Count a case for the operation' },
      from: [OperationState.RUNNING],
      to: OperationState.RUNNING,
      by: ['enforcement_officer', 'bureau_head'],
      source: jointLaw,
      conditions: [takesPart],
      guards: [caseOfParty, caseCountedOnce],
      effect: {
        title: { zh: '记录案号', en: 'the number of the case is kept' },
        apply: (row, { input: { caseNo } }) => {
          row.caseNos = [...row.caseNos, caseNo];
        },
      },
      entry: (_row, { input: { caseNo } }) => ({ values: { caseNo } }),
    },
    finishOperation: {
      title: { zh: '结束联合执法', en: 'Finish an operation' },
      from: [OperationState.RUNNING],
      to: OperationState.FINISHED,
      by: initiators,
      source: jointLaw,
      conditions: [ofInitiator],
      guards: [written({ zh: '总结', en: 'The summary' }, 2000, jointLaw, ({ summary }) => summary)],
      effect: {
        title: { zh: '记录总结', en: 'the summary is kept' },
        apply: (row, { input: { summary } }) => {
          row.summary = summary.trim();
        },
      },
      entry: ({ caseNos }) => ({ values: { cases: caseNos.length } }),
    },
  },
});
