import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { defineWorkflow, type Effect } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { gridSettings } from '../grid-settings.js';
import { admitted, ofCounty, ofOwnDepartment, source } from './duty-item-conditions.js';
import { DutyItemState, GridDutyItem } from './grid-duty-item.js';
import { issuePatrols, orderGuards, type PatrolOrder } from './issue-patrols.js';

const { PROPOSED, ADMITTED, REFUSED, WITHDRAWN } = DutyItemState;

/** What each verb of a duty is sent. */
export interface DutyItemInputs {
  readonly proposeGridDutyItem: object;
  readonly admitGridDutyItem: { readonly opinion: string };
  readonly refuseGridDutyItem: { readonly opinion: string };
  readonly withdrawGridDutyItem: { readonly opinion: string };
  readonly orderPatrols: PatrolOrder;
}

const opinionWritten = written<GridDutyItem, { readonly opinion: string }>(
  { zh: '意见', en: 'The opinion' },
  500,
  source,
  ({ opinion }) => opinion,
);

const keepOpinion: Effect<GridDutyItem, { readonly opinion: string }> = {
  title: { zh: '记录意见', en: 'the opinion is kept' },
  apply: (item, { input }) => {
    item.opinion = input.opinion.trim();
  },
};

function said(_item: GridDutyItem, { input }: { readonly input: { readonly opinion: string } }) {
  return { comment: input.opinion.trim() };
}

/** The life of a duty: proposed by a department, admitted by the county, ordered from grids, withdrawn. */
export const dutyItemWorkflow = defineWorkflow<GridDutyItem, DutyItemInputs>({
  module: 'grid',
  name: 'grid-duty-item',
  title: { zh: '网格事项准入', en: 'Admission of a duty to grids' },
  source,
  entity: GridDutyItem,
  states: {
    PROPOSED: {
      title: { zh: '申请准入', en: 'proposed' },
      deadline: {
        name: 'admission',
        title: { zh: '审核', en: 'Decide' },
        length: gridSettings.dutyAdmission,
      },
    },
    ADMITTED: { title: { zh: '已准入', en: 'admitted' } },
    REFUSED: { title: { zh: '不予准入', en: 'refused' }, final: true },
    WITHDRAWN: { title: { zh: '已退出', en: 'withdrawn' }, final: true },
  },
  transitions: {
    proposeGridDutyItem: {
      title: { zh: '申请网格事项准入', en: 'Propose a duty to grids' },
      from: [],
      to: PROPOSED,
      by: ['department_handler'],
      source,
      conditions: [ofOwnDepartment],
      effect: {
        title: { zh: '编号', en: 'it gets its number' },
        apply: async (item, { context }) => {
          const series = `W${item.regionCode}`;
          item.number = `${series}${String(await nextNumber(context, series)).padStart(4, '0')}`;
        },
      },
      entry: ({ name, line }) => ({ comment: name, values: { line } }),
    },
    admitGridDutyItem: {
      title: { zh: '准入网格事项', en: 'Admit a duty to grids' },
      from: [PROPOSED],
      to: ADMITTED,
      by: ['grid_admin'],
      source,
      conditions: [ofCounty],
      guards: [opinionWritten],
      effect: {
        title: { zh: '记录意见和准入日期', en: 'the opinion and the day are kept' },
        apply: (item, moment) => {
          item.opinion = moment.input.opinion.trim();
          item.admittedOn = dayOf(moment.now);
        },
      },
      entry: said,
    },
    refuseGridDutyItem: {
      title: { zh: '不予准入', en: 'Refuse a duty to grids' },
      from: [PROPOSED],
      to: REFUSED,
      by: ['grid_admin'],
      source,
      conditions: [ofCounty],
      guards: [opinionWritten],
      effect: keepOpinion,
      entry: said,
    },
    withdrawGridDutyItem: {
      title: { zh: '退出网格事项', en: 'Withdraw a duty from grids' },
      from: [ADMITTED],
      to: WITHDRAWN,
      by: ['grid_admin'],
      source,
      conditions: [ofCounty],
      guards: [opinionWritten],
      effect: keepOpinion,
      entry: said,
    },
    orderPatrols: {
      title: { zh: '下达网格巡查', en: 'Send grids on patrol' },
      // A department that comes too early is told what is missing, and not only the state.
      from: [PROPOSED, ADMITTED],
      to: ADMITTED,
      by: ['department_handler'],
      source,
      conditions: [ofOwnDepartment, admitted],
      guards: orderGuards,
      effect: issuePatrols,
      entry: (_item, { input }) => ({
        values: { grids: input.grids.map(({ code }) => code).join('、'), plannedFor: input.plannedFor },
      }),
    },
  },
});
