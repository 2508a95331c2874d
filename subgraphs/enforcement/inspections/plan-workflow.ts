import { defineWorkflow } from '../../../kit/workflow/workflow.js';
import { commit, drawAll } from './draw-effect.js';
import { inspectionSettings } from './inspection-settings.js';
import { InspectionPlan } from './inspection-plan.js';
import { PlanState } from './inspection-vocabulary.js';
import { allAgreed, notAgreedYet, ofLead, ofParticipant, planWithinTerritory, randomLaw } from './plan-conditions.js';
import { seedFits, seedLong, visitsOver } from './plan-guards.js';
import type { PlanInputs } from './plan-inputs.js';

const planners = ['department_handler', 'bureau_head', 'enforcement_coordinator'];

/** The life of a plan of random inspections (EN-13): agreed, published with a commitment, drawn, visited, finished. */
export const planWorkflow = defineWorkflow<InspectionPlan, PlanInputs>({
  module: 'enforcement',
  name: 'inspection-plan',
  title: { zh: '双随机检查计划', en: 'A plan of random inspections' },
  source: randomLaw,
  entity: InspectionPlan,
  states: {
    [PlanState.DRAFT]: { title: { zh: '起草', en: 'draft' } },
    [PlanState.COORDINATING]: {
      title: { zh: '征求意见', en: 'coordinating' },
      deadline: {
        name: 'coordination',
        title: { zh: '参加部门答复', en: 'The answer of those who take part' },
        length: inspectionSettings.coordination,
      },
    },
    [PlanState.PUBLISHED]: { title: { zh: '已公布', en: 'published' } },
    [PlanState.RUNNING]: { title: { zh: '检查中', en: 'running' } },
    [PlanState.FINISHED]: { title: { zh: '已完成', en: 'finished' }, final: true },
  },
  transitions: {
    draftInspectionPlan: {
      title: { zh: '起草检查计划', en: 'Draft a plan' },
      from: [],
      to: PlanState.DRAFT,
      by: planners,
      source: randomLaw,
      conditions: [planWithinTerritory, ofLead],
      entry: ({ name, objects, officers, seedCommitment }) => ({
        comment: name,
        values: { objects: objects.length, officers: officers.length, seedCommitment },
      }),
    },
    submitInspectionPlan: {
      title: { zh: '征求参加部门意见', en: 'Ask those who take part' },
      from: [PlanState.DRAFT],
      to: PlanState.COORDINATING,
      by: planners,
      source: randomLaw,
      conditions: [ofLead],
    },
    agreeToInspectionPlan: {
      title: { zh: '同意参加', en: 'Agree to take part' },
      from: [PlanState.COORDINATING],
      to: PlanState.COORDINATING,
      by: planners,
      source: randomLaw,
      conditions: [ofParticipant, notAgreedYet],
      effect: {
        title: { zh: '记录同意', en: 'the consent is kept' },
        apply: (row, { context: { caller } }) => {
          const agreeing = row.partyCodes.filter((each) => caller.organizations.includes(each));
          row.agreedCodes = [...row.agreedCodes, ...agreeing];
        },
      },
    },
    publishInspectionPlan: {
      title: { zh: '公布计划', en: 'Publish the plan' },
      from: [PlanState.COORDINATING],
      to: PlanState.PUBLISHED,
      by: planners,
      source: randomLaw,
      conditions: [ofLead, allAgreed],
      effect: commit,
      entry: ({ seedCommitment }) => ({ values: { seedCommitment } }),
    },
    drawInspections: {
      title: { zh: '随机抽取', en: 'Draw' },
      from: [PlanState.PUBLISHED],
      to: PlanState.RUNNING,
      by: planners,
      source: randomLaw,
      conditions: [ofLead],
      guards: [seedLong, seedFits],
      effect: drawAll,
      entry: (_row, { input: { seed } }) => ({ values: { seed } }),
    },
    finishInspectionPlan: {
      title: { zh: '完成计划', en: 'Finish the plan' },
      from: [PlanState.RUNNING],
      to: PlanState.FINISHED,
      by: planners,
      source: randomLaw,
      conditions: [ofLead],
      guards: [visitsOver],
    },
  },
});
