import { dayOf } from '../../../kit/time/calendar.js';
import { numberOfDay } from '../../../kit/time/shanghai-day.js';
import { defineWorkflow } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { disclose, joinVisits, keepFindings, setDay } from './inspection-effects.js';
import type { InspectionInputs } from './inspection-inputs.js';
import {
  byItsInspectors,
  codeShown,
  findingsFit,
  fitsTogether,
  mayJoin,
  noOtherVisit,
  ofItsDepartments,
  onceLaw,
  visitToCome,
} from './inspection-rules.js';
import { inspectionSettings } from './inspection-settings.js';
import { InspectionTask } from './inspection-task.js';
import { InspectionResult, InspectionState } from './inspection-vocabulary.js';
import { randomLaw } from './plan-conditions.js';

const desk = ['department_handler', 'bureau_head', 'enforcement_officer'];
const visitEntry = ({ premisesCode, kind, departmentCodes, officerNumbers }: InspectionTask) => ({
  values: {
    premises: premisesCode,
    kind,
    departments: departmentCodes.join('、'),
    officers: officerNumbers.join('、'),
  },
});

/** The life of a visit (EN-13, EN-14): drawn or planned, perhaps merged, set, begun at the door, found, published, put right. */
export const inspectionWorkflow = defineWorkflow<InspectionTask, InspectionInputs>({
  module: 'enforcement',
  name: 'inspection',
  title: { zh: '检查任务', en: 'An inspection' },
  source: randomLaw,
  entity: InspectionTask,
  states: {
    [InspectionState.DRAWN]: { title: { zh: '待安排', en: 'to be scheduled' } },
    [InspectionState.MERGED]: { title: { zh: '已合并', en: 'merged' }, final: true },
    [InspectionState.SCHEDULED]: { title: { zh: '已安排', en: 'scheduled' } },
    [InspectionState.IN_PROGRESS]: { title: { zh: '检查中', en: 'in progress' } },
    [InspectionState.SUBMITTED]: {
      title: { zh: '待公示', en: 'to be published' },
      deadline: {
        name: 'publication',
        title: { zh: '公示检查结果', en: 'Publication of the result' },
        length: inspectionSettings.publication,
      },
    },
    [InspectionState.PUBLISHED]: { title: { zh: '已公示', en: 'published' }, final: true },
    [InspectionState.RECTIFYING]: {
      title: { zh: '整改中', en: 'to be put right' },
      deadline: {
        name: 'rectification',
        title: { zh: '整改', en: 'Putting it right' },
        length: {
          rule: { zh: '至整改期限止', en: 'to the day that was set' },
          of: ({ rectifyBy, course }) => {
            if (rectifyBy === null) return null;
            const left = numberOfDay(rectifyBy) - numberOfDay(dayOf(new Date(course.since)));
            return { amount: Math.max(0, left), unit: 'DAY' };
          },
        },
      },
    },
    [InspectionState.CLOSED]: { title: { zh: '整改完成', en: 'put right' }, final: true },
  },
  transitions: {
    drawVisit: {
      title: { zh: '抽取生成', en: 'Drawn' },
      from: [],
      to: InspectionState.DRAWN,
      by: 'system',
      source: randomLaw,
      entry: visitEntry,
    },
    planVisit: {
      title: { zh: '登记检查任务', en: 'Plan a visit' },
      from: [],
      to: InspectionState.DRAWN,
      by: desk,
      source: randomLaw,
      conditions: [ofItsDepartments],
      entry: visitEntry,
    },
    mergeInspection: {
      title: { zh: '合并检查', en: 'Merge into another visit' },
      from: [InspectionState.DRAWN, InspectionState.SCHEDULED],
      to: InspectionState.MERGED,
      by: [...desk, 'enforcement_coordinator'],
      source: onceLaw,
      conditions: [mayJoin],
      guards: [fitsTogether],
      effect: joinVisits,
      entry: ({ mergedIntoId }) => ({ values: { into: mergedIntoId } }),
    },
    scheduleInspection: {
      title: { zh: '安排检查', en: 'Set the day' },
      from: [InspectionState.DRAWN, InspectionState.SCHEDULED],
      to: InspectionState.SCHEDULED,
      by: desk,
      source: randomLaw,
      conditions: [ofItsDepartments],
      guards: [visitToCome, noOtherVisit],
      effect: setDay,
      entry: ({ visitOn }) => ({ values: { visitOn } }),
    },
    beginInspection: {
      title: { zh: '亮码开始检查', en: 'Begin at the door' },
      from: [InspectionState.SCHEDULED],
      to: InspectionState.IN_PROGRESS,
      by: ['enforcement_officer', 'bureau_head'],
      source: randomLaw,
      conditions: [byItsInspectors],
      guards: [codeShown],
    },
    submitInspection: {
      title: { zh: '提交检查结果', en: 'Submit what was found' },
      from: [InspectionState.IN_PROGRESS],
      to: InspectionState.SUBMITTED,
      by: ['enforcement_officer', 'bureau_head'],
      source: randomLaw,
      conditions: [byItsInspectors],
      guards: [findingsFit],
      effect: keepFindings,
      entry: (_row, { input: { result, checklist } }) => ({ values: { result, lines: checklist.length } }),
    },
    publishInspection: {
      title: { zh: '公示检查结果', en: 'Publish the result' },
      from: [InspectionState.SUBMITTED],
      to: {
        among: [InspectionState.PUBLISHED, InspectionState.RECTIFYING],
        rule: { zh: '责令整改的转整改', en: 'on to putting right what is to be put right' },
        choose: ({ result }) =>
          result === InspectionResult.PROBLEM_TO_RECTIFY ? InspectionState.RECTIFYING : InspectionState.PUBLISHED,
      },
      by: desk,
      source: randomLaw,
      conditions: [ofItsDepartments],
      effect: disclose,
    },
    confirmRectified: {
      title: { zh: '确认整改完成', en: 'Confirm that it was put right' },
      from: [InspectionState.RECTIFYING],
      to: InspectionState.CLOSED,
      by: desk,
      source: randomLaw,
      conditions: [ofItsDepartments],
      guards: [written({ zh: '整改情况', en: 'The note' }, 500, randomLaw, ({ note }) => note)],
      entry: (_row, { input: { note } }) => ({ comment: note.trim() }),
    },
  },
});
