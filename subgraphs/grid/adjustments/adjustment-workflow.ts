import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import type { Duration } from '../../../kit/time/duration.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { numberOfDay, startOfDay } from '../../../kit/time/shanghai-day.js';
import { actorOf } from '../../../kit/workflow/interpret.js';
import { defineWorkflow, type Effect, type Guard } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { GridState } from '../grid.js';
import { ofTerritory } from '../place-conditions.js';
import { servesGrid } from '../serves-grid.js';
import { dayToCome, gridsFree, proposalGuards, source } from './adjustment-guards.js';
import { AdjustmentState } from './adjustment-vocabulary.js';
import { carryOut, release, setStates } from './carry-out-adjustment.js';
import { GridAdjustment } from './grid-adjustment.js';

const { PROPOSED, TOWN_REVIEW, COUNTY_REVIEW, APPROVED, EFFECTIVE, REJECTED, WITHDRAWN } = AdjustmentState;
const minute = 60_000;
const countyLength = 6;

type Opinion = { readonly opinion: string };

/** What each verb of an adjustment is sent. */
export interface AdjustmentInputs {
  readonly proposeGridAdjustment: object;
  readonly submitGridAdjustment: object;
  readonly withdrawGridAdjustment: object;
  readonly endorseGridAdjustment: Opinion;
  readonly approveGridAdjustment: Opinion & { readonly effectiveOn: string };
  readonly rejectGridAdjustment: Opinion;
  readonly bringGridAdjustmentIntoForce: object;
}

type AdjustmentCondition = Condition<GridAdjustment>;

const servesThere: AdjustmentCondition = {
  reason: 'NOT_SERVING_GRID',
  code: 'FORBIDDEN',
  sentence: {
    zh: '您今日不在所列网格任职,也不管理该镇街的网格。',
    en: 'You hold no role in these grids today and do not administer the grids of the town.',
  },
  source,
  holds: async ({ gridCodes, regionCode }, context) => {
    for (const gridCode of gridCodes) if (await servesGrid({ gridCode, townCode: regionCode }, context)) return true;
    return false;
  },
};

const byProposer: AdjustmentCondition = {
  reason: 'NOT_OWN_PROPOSAL',
  code: 'FORBIDDEN',
  sentence: { zh: '只有提出人可以办理。', en: 'Only who proposed it may do this.' },
  source,
  holds: ({ proposedBy }, context) => actorOf({ context }) === proposedBy,
};

const byAnother: AdjustmentCondition = {
  reason: 'PROPOSER_REVIEWS',
  code: 'FORBIDDEN',
  sentence: { zh: '提出人不得审核自己的方案。', en: 'Nobody reviews the own proposal.' },
  source,
  holds: ({ proposedBy }, context) => actorOf({ context }) !== proposedBy,
};

/** The town reviews first; from then on it is for the county. */
const byReviewer: AdjustmentCondition = {
  reason: 'COUNTY_REVIEWS',
  code: 'FORBIDDEN',
  sentence: { zh: '该方案由县级网格管理部门审核。', en: 'The county’s administrators of grids review it now.' },
  source,
  holds: ({ state, regionCode }, { caller }) =>
    state === TOWN_REVIEW || answersFor(caller, regionCode.slice(0, countyLength)),
};

const opinionWritten: Guard<GridAdjustment, Opinion> = written(
  { zh: '审核意见', en: 'The opinion' },
  500,
  source,
  ({ opinion }) => opinion,
);

const keepOpinion: Effect<GridAdjustment, Opinion> = {
  title: { zh: '记录审核意见', en: 'the opinion is kept' },
  apply: (adjustment, { input }) => {
    adjustment.opinion = input.opinion.trim();
  },
};

function said(_adjustment: GridAdjustment, { input }: { readonly input: Opinion }) {
  return { comment: input.opinion.trim() };
}

/** Until the day begins in Shanghai on which it comes into force. */
function untilItsDay({ effectiveOn, course }: GridAdjustment): Duration | null {
  if (effectiveOn === null || course.since === '') return null;
  const begins = startOfDay(numberOfDay(effectiveOn));
  return { amount: Math.max(1, Math.ceil((begins - Date.parse(course.since)) / minute)), unit: 'MINUTE' };
}

/** The life of an adjustment: proposed, reviewed by town and county, in force on its day. */
export const adjustmentWorkflow = defineWorkflow<GridAdjustment, AdjustmentInputs>({
  module: 'grid',
  name: 'grid-adjustment',
  title: { zh: '网格调整', en: 'Adjustment of grids' },
  source,
  entity: GridAdjustment,
  states: {
    PROPOSED: { title: { zh: '已提出', en: 'proposed' } },
    TOWN_REVIEW: { title: { zh: '镇街审核', en: 'with the town' } },
    COUNTY_REVIEW: { title: { zh: '县级审核', en: 'with the county' } },
    APPROVED: {
      title: { zh: '已批准', en: 'approved' },
      deadline: {
        name: 'force',
        title: { zh: '生效', en: 'Comes into force' },
        length: { rule: { zh: '至生效日期开始', en: 'until its day begins' }, of: untilItsDay },
        then: 'bringGridAdjustmentIntoForce',
      },
    },
    EFFECTIVE: { title: { zh: '已生效', en: 'in force' }, final: true },
    REJECTED: { title: { zh: '不予调整', en: 'rejected' }, final: true },
    WITHDRAWN: { title: { zh: '已撤回', en: 'withdrawn' }, final: true },
  },
  transitions: {
    proposeGridAdjustment: {
      title: { zh: '提出网格调整', en: 'Propose an adjustment' },
      from: [],
      to: PROPOSED,
      by: ['grid_officer', 'grid_admin'],
      source,
      conditions: [servesThere],
      guards: proposalGuards,
      effect: {
        title: { zh: '编号', en: 'it gets its number' },
        apply: async (adjustment, { context, now }) => {
          const series = `G${adjustment.regionCode}${dayOf(now).slice(0, 4)}`;
          adjustment.number = `${series}${String(await nextNumber(context, series)).padStart(3, '0')}`;
        },
      },
      entry: ({ reason, kind }) => ({ comment: reason, values: { kind } }),
    },
    submitGridAdjustment: {
      title: { zh: '报送镇街审核', en: 'Send it to the town' },
      from: [PROPOSED],
      to: TOWN_REVIEW,
      by: ['grid_officer', 'grid_admin'],
      source,
      conditions: [byProposer],
      guards: [gridsFree, ...proposalGuards],
      effect: {
        title: { zh: '网格转为调整中', en: 'the grids are being adjusted' },
        apply: (adjustment, { context }) => setStates(adjustment, context, GridState.ADJUSTING),
      },
    },
    withdrawGridAdjustment: {
      title: { zh: '撤回网格调整', en: 'Withdraw an adjustment' },
      from: [PROPOSED],
      to: WITHDRAWN,
      by: ['grid_officer', 'grid_admin'],
      source,
      conditions: [byProposer],
    },
    endorseGridAdjustment: {
      title: { zh: '镇街同意', en: 'The town agrees' },
      from: [TOWN_REVIEW],
      to: COUNTY_REVIEW,
      by: ['grid_admin'],
      source,
      conditions: [ofTerritory(source), byAnother],
      guards: [opinionWritten],
      effect: keepOpinion,
      entry: said,
    },
    approveGridAdjustment: {
      title: { zh: '批准网格调整', en: 'Approve an adjustment' },
      from: [COUNTY_REVIEW],
      to: APPROVED,
      by: ['grid_admin'],
      source,
      conditions: [byReviewer, byAnother],
      guards: [opinionWritten, dayToCome],
      effect: {
        title: { zh: '记录意见和生效日期', en: 'the opinion and the day are kept' },
        apply: (adjustment, { input }) => {
          adjustment.opinion = input.opinion.trim();
          adjustment.effectiveOn = input.effectiveOn;
        },
      },
      entry: (_adjustment, { input }) => ({
        comment: input.opinion.trim(),
        values: { effectiveOn: input.effectiveOn },
      }),
    },
    rejectGridAdjustment: {
      title: { zh: '不予调整', en: 'Reject an adjustment' },
      from: [TOWN_REVIEW, COUNTY_REVIEW],
      to: REJECTED,
      by: ['grid_admin'],
      source,
      conditions: [ofTerritory(source), byReviewer, byAnother],
      guards: [opinionWritten],
      effect: {
        title: { zh: '记录意见,网格恢复运行', en: 'the opinion is kept, and the grids are no longer being adjusted' },
        apply: async (adjustment, moment) => {
          adjustment.opinion = moment.input.opinion.trim();
          await release.apply(adjustment, moment);
        },
      },
      entry: said,
    },
    bringGridAdjustmentIntoForce: {
      title: { zh: '生效', en: 'It comes into force' },
      from: [APPROVED],
      to: EFFECTIVE,
      by: 'system',
      source,
      effect: carryOut,
      entry: ({ newCodes }) => ({ values: { newCodes: newCodes.join('、') } }),
    },
  },
});
