import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { defineWorkflow, type Guard } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { type Grid, isInService } from '../grid.js';
import { ofDepartment, ofTerritory } from '../place-conditions.js';
import { SpecialisedGrid, SpecialisedGridState } from './specialised-grid.js';

const { STANDING, OVERLAID, MERGED, ENDED } = SpecialisedGridState;

/** Where the rules of merging stand. */
export const source = {
  zh: '把在基层设置的多个“专科网格”整合为一个“综合网格”,实现“多网合一、一网覆盖”(GR-06)',
  en: 'The departments’ many grids become one grid that covers all (GR-06)',
};

/** What a department sets up, and where. */
export interface Registration {
  readonly grid: Grid;
  readonly overlay: boolean;
}

/** What each verb of a department's grid is sent. */
export interface SpecialisedInputs {
  readonly registerSpecialisedGrid: Registration;
  readonly endSpecialisedGrid: { readonly reason: string };
  readonly mergeIntoGrid: object;
}

const ofOwnDepartment = ofDepartment<SpecialisedGrid>(source);

const onBasicGrid: Guard<SpecialisedGrid, Registration> = {
  reason: 'GRID_NOT_BASIC',
  code: 'CONFLICT',
  source,
  sentence: ({ gridCode }) => ({
    zh: `「${gridCode}」不是三级网格。`,
    en: `"${gridCode}" is no third-level grid.`,
  }),
  holds: (_row, { input: { grid } }) => grid.level === 'L3_BASIC' && grid.state !== 'RETIRED',
};

/** 一网覆盖: once the grid is in service there is no second net on its ground. */
const noSecondNet: Guard<SpecialisedGrid, Registration> = {
  reason: 'GRID_ALREADY_ONE',
  code: 'CONFLICT',
  source,
  sentence: ({ gridCode, line }) => ({
    zh: `综合网格「${gridCode}」已在运行,不得再单设「${line}」网格;可作为叠加登记。`,
    en: `The grid "${gridCode}" is in service: "${line}" may lie over it, and not stand beside it.`,
  }),
  holds: (_row, { input: { grid, overlay } }) => overlay || !isInService(grid),
};

const oncePerLine: Guard<SpecialisedGrid, Registration> = {
  reason: 'LINE_GRID_ALREADY',
  code: 'CONFLICT',
  source,
  sentence: ({ gridCode, line }) => ({
    zh: `本部门在「${gridCode}」已设「${line}」网格。`,
    en: `Your department has a grid for "${line}" on "${gridCode}" already.`,
  }),
  holds: async ({ gridCode, departmentCode, line }, { context: { session } }) => {
    const there = await session.many(SpecialisedGrid, 'gridCode', gridCode, ['code']);
    return !there.some((each) => lives(each) && each.departmentCode === departmentCode && each.line === line);
  },
};

/** The life of a department's grid: it stands by itself or lies over the one grid, and is merged or given up. */
export const specialisedWorkflow = defineWorkflow<SpecialisedGrid, SpecialisedInputs>({
  module: 'grid',
  name: 'specialised-grid',
  title: { zh: '专科网格', en: 'A department’s grid' },
  source,
  entity: SpecialisedGrid,
  states: {
    STANDING: { title: { zh: '单设', en: 'stands by itself' } },
    OVERLAID: { title: { zh: '叠加', en: 'lies over the one grid' } },
    MERGED: { title: { zh: '已并入', en: 'merged' }, final: true },
    ENDED: { title: { zh: '已撤销', en: 'given up' }, final: true },
  },
  transitions: {
    registerSpecialisedGrid: {
      title: { zh: '登记专科网格', en: 'Register a department’s grid' },
      from: [],
      to: {
        among: [STANDING, OVERLAID],
        rule: { zh: '叠加的不单设人员', en: 'what lies over has no people of its own' },
        choose: (_row, { input }) => (input.overlay ? OVERLAID : STANDING),
      },
      by: ['department_handler'],
      source,
      conditions: [ofOwnDepartment, ofTerritory(source)],
      guards: [onBasicGrid, noSecondNet, oncePerLine],
      effect: {
        title: { zh: '编号', en: 'it gets its code' },
        apply: async (row, { context }) => {
          const series = `Z${row.gridCode}`;
          row.code = `${series}${String(await nextNumber(context, series)).padStart(3, '0')}`;
        },
      },
      entry: ({ line, name }) => ({ comment: name, values: { line } }),
    },
    endSpecialisedGrid: {
      title: { zh: '撤销专科网格', en: 'Give a department’s grid up' },
      from: [STANDING, OVERLAID],
      to: ENDED,
      by: ['department_handler'],
      source,
      conditions: [ofOwnDepartment],
      guards: [written({ zh: '理由', en: 'The reason' }, 500, source, ({ reason }) => reason)],
      effect: {
        title: { zh: '记录理由', en: 'the reason is kept' },
        apply: (row, { input }) => {
          row.endReason = input.reason.trim();
        },
      },
      entry: (_row, { input }) => ({ comment: input.reason.trim() }),
    },
    mergeIntoGrid: {
      title: { zh: '并入综合网格', en: 'It is merged into the one grid' },
      from: [STANDING],
      to: MERGED,
      by: 'system',
      source,
      effect: {
        title: { zh: '记录并入日期', en: 'the day is kept' },
        apply: (row, { now }) => {
          row.mergedOn = dayOf(now);
        },
      },
    },
  },
});

function lives({ state }: SpecialisedGrid): boolean {
  return state === STANDING || state === OVERLAID;
}
