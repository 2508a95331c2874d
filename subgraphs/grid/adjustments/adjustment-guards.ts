import type { Context } from '../../../kit/module/context.js';
import type { Bilingual } from '../../../kit/module/fault.js';
import type { SheetRow } from '../../../kit/onboarding/sheet.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import { checkTiling } from '../check-tiling.js';
import { Grid, GridLevel, GridState } from '../grid.js';
import { sizingOf } from '../sizing.js';
import { AdjustmentKind } from './adjustment-vocabulary.js';
import type { GridAdjustment } from './grid-adjustment.js';
import type { ProposedGrid } from './proposed-grid.js';

/** Where the rules of adjustments stand. */
export const source: Bilingual = {
  zh: '三级网格划分全域、不重不漏,调整逐级审核、按日生效(GR-01)',
  en: 'Grids divide all ground once; changes are reviewed and come into force on a day (GR-01)',
};

type AdjustmentGuard = Guard<GridAdjustment, object>;

const counts = ['households', 'enterprises', 'registeredPopulation', 'floatingPopulation'] as const;

/** How many grids a kind takes and makes. */
const shapes: Readonly<Record<AdjustmentKind, (from: number, to: number) => boolean>> = {
  SPLIT: (from, to) => from === 1 && to >= 2,
  MERGE: (from, to) => from >= 2 && to === 1,
  REDRAW: (from, to) => from >= 2 && from === to,
  RENAME: (from, to) => from === 1 && to === 1,
};

const fitsKind: AdjustmentGuard = {
  reason: 'ADJUSTMENT_SHAPE',
  code: 'INVALID',
  source,
  sentence: ({ kind, gridCodes, proposed }) => ({
    zh: `${gridCodes.length} 个网格调整为 ${proposed.length} 个,与「${kind}」不符:拆分一成几、合并几成一、调整边界和更名沿用原编码。`,
    en: `${gridCodes.length} grids that become ${proposed.length} are no ${kind}: a split makes several of one, a merge one of several; redrawing and renaming keep the codes.`,
  }),
  holds: ({ kind, gridCodes, proposed }) => {
    const keeps = kind === AdjustmentKind.REDRAW || kind === AdjustmentKind.RENAME;
    const codes = proposed.map(({ code }) => code);
    const fit = keeps
      ? [...codes].sort().join() === [...gridCodes].sort().join()
      : codes.every((code) => code === null);
    const bounded = proposed.every(({ boundary }) => (boundary === null) === (kind === AdjustmentKind.RENAME));
    return shapes[kind](gridCodes.length, proposed.length) && fit && bounded;
  },
};

/** Nobody appears or is lost by moving borders. */
const countsAgree: AdjustmentGuard = {
  reason: 'COUNTS_DIFFER',
  code: 'INVALID',
  source,
  sentence: () => ({
    zh: '调整前后的户数、企业数、户籍人口、流动人口之和须分别相等。',
    en: 'Households, enterprises, registered and floating population must each add up to the same as before.',
  }),
  holds: async ({ gridCodes, proposed }, { context }) => {
    const grids = await gridsOf(context, gridCodes);
    return counts.every((count) => sumOf(grids, count) === sumOf(proposed, count));
  },
};

const withinSize: AdjustmentGuard = {
  reason: 'SIZE_NOT_WAIVED',
  code: 'INVALID',
  source: { zh: '每格 200—300 户(企)、600—900 人(GR-02)', en: 'The size of a grid (GR-02)' },
  sentence: ({ proposed }) => {
    const names = proposed.filter((each) => !mayHaveSize(each)).map(({ name }) => name);
    return {
      zh: `规模不合标准又无豁免理由:${names.join('、')}。`,
      en: `Outside the standard size, without a reason why: ${names.join(', ')}.`,
    };
  },
  holds: ({ kind, proposed }) => kind === AdjustmentKind.RENAME || proposed.every(mayHaveSize),
};

/** The village stays covered once: by what is proposed and by the grids that stay as they are. */
const groundCovered: AdjustmentGuard = {
  reason: 'GROUND_NOT_COVERED',
  code: 'INVALID',
  source,
  sentence: ({ villageCode }) => ({
    zh: `调整后的网格未能不重不漏地覆盖「${villageCode}」(允许误差 0.5%)。`,
    en: `The grids as proposed do not cover "${villageCode}" once, within 0.5 %.`,
  }),
  holds: async (adjustment, { context: { session } }) => {
    if (adjustment.kind === AdjustmentKind.RENAME) return true;
    const village = await session.one(Grid, 'code', adjustment.villageCode);
    const there = await session.many(Grid, 'parentCode', adjustment.villageCode, ['code']);
    const staying = there.filter(
      ({ code, state }) => state !== GridState.RETIRED && !adjustment.gridCodes.includes(code),
    );
    return village === null || tiles(village, staying, adjustment.proposed);
  },
};

/** What a proposal must fulfil. */
export const proposalGuards: readonly AdjustmentGuard[] = [fitsKind, countsAgree, withinSize, groundCovered];

/** One adjustment of a grid at a time, and only of grids in service. */
export const gridsFree: AdjustmentGuard = {
  reason: 'GRID_NOT_ACTIVE',
  code: 'CONFLICT',
  source,
  sentence: ({ gridCodes }) => ({
    zh: `所列网格(${gridCodes.join('、')})须都在运行且不在其他调整中。`,
    en: `All of ${gridCodes.join(', ')} must be in service and in no other adjustment.`,
  }),
  holds: async ({ gridCodes }, { context: { session } }) => {
    // Locked before anything else reads them, so that of two adjustments of one grid the slower is refused.
    const rows = (await session.manager.execute(
      `select state from grid.grids where code in (select jsonb_array_elements_text(?::jsonb)) order by id for update`,
      [JSON.stringify(gridCodes)],
    )) as { state: string }[];
    return rows.length === gridCodes.length && rows.every(({ state }) => state === 'ACTIVE');
  },
};

/** What is approved comes into force on a day to come. */
export const dayToCome: Guard<GridAdjustment, { readonly effectiveOn: string }> = {
  reason: 'DAY_NOT_TO_COME',
  code: 'INVALID',
  source,
  sentence: (_row, { input, now }) => ({
    zh: `生效日期 ${input.effectiveOn} 须晚于今日 ${dayOf(now)}。`,
    en: `The day ${input.effectiveOn} must be later than today, ${dayOf(now)}.`,
  }),
  holds: (_row, { input, now }) => input.effectiveOn > dayOf(now),
};

/** The grids of some codes, as the transaction sees them. */
export async function gridsOf({ session }: Pick<Context, 'session'>, codes: readonly string[]): Promise<Grid[]> {
  const grids = await Promise.all(codes.map((code) => session.one(Grid, 'code', code)));
  return grids.filter((grid) => grid !== null);
}

function sumOf(grids: readonly (Grid | ProposedGrid)[], count: (typeof counts)[number]): number {
  return grids.reduce((sum, grid) => sum + grid[count], 0);
}

function mayHaveSize(proposed: ProposedGrid): boolean {
  return proposed.sizeWaiver !== null || sizingOf({ ...proposed, level: GridLevel.L3_BASIC }).withinStandard;
}

function tiles(village: Grid, staying: readonly Grid[], proposed: readonly ProposedGrid[]): boolean {
  const basic = [...staying, ...proposed].map(({ boundary }, index): SheetRow => ({
    code: `basic ${index}`,
    parentCode: village.code,
    level: GridLevel.L3_BASIC,
    boundary,
  }));
  const above: SheetRow = {
    code: village.code,
    parentCode: '',
    level: GridLevel.L2_VILLAGE,
    boundary: village.boundary,
  };
  try {
    return checkTiling([above, ...basic]).length === 0;
  } catch {
    // The library gives up on rings that cross themselves.
    return false;
  }
}
