import type { Condition } from '../../../kit/identity/policy.js';
import { answersFor } from '../../../kit/identity/caller.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { defineWorkflow, type Effect } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { checkDays, handedDown, insertGrants } from '../grants/grant-powers.js';
import type { BatchInputs } from './batch-inputs.js';
import { BatchState } from './batch-vocabulary.js';
import { DelegationBatch } from './delegation-batch.js';
import { requireCapacity } from './require-capacity.js';

const source = {
  zh: '根据乡镇(街道)的实际需求和承接能力,分批次确定依法下放权限(AU-28)',
  en: 'Powers are handed down in batches, by what towns need and can carry (AU-28)',
};

const withinCounty: Condition<DelegationBatch> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该批次不在您负责的区域内。', en: 'The batch is outside the territory that you answer for.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
};

const makeGrants: Effect<DelegationBatch, BatchInputs['publishDelegationBatch']> = {
  title: { zh: '每个事项、每个镇街各形成一项赋权,同日生效', en: 'one grant for each item and town, all from one day' },
  apply: async (row, { input, context, now }) => {
    const { itemCodes, granteeCodes, mode, name } = row;
    const { effectiveFrom } = input;
    const documentNumber = input.documentNumber.trim();
    const publishedOn = dayOf(now);
    const decision = { mode, batch: name, documentNumber, publishedOn, effectiveFrom };
    checkDays(decision, publishedOn);
    // What was in order when it was planned may be no more.
    const { items, holders } = await handedDown(context, { items: itemCodes, grantees: granteeCodes });
    await requireCapacity(context, holders);
    await insertGrants(context.session, items, holders, decision);
    Object.assign(row, { documentNumber, publishedOn, effectiveFrom });
  },
};

/** The life of a batch: planned, approved by the committee, and published as grants that begin together. */
export const batchWorkflow = defineWorkflow<DelegationBatch, BatchInputs>({
  module: 'authority',
  name: 'delegation-batch',
  title: { zh: '分批下放计划', en: 'A batch of powers' },
  source,
  entity: DelegationBatch,
  states: {
    DRAFT: { title: { zh: '草案', en: 'draft' } },
    APPROVED: { title: { zh: '已批准', en: 'approved' } },
    PUBLISHED: { title: { zh: '已公布', en: 'published' }, final: true },
    WITHDRAWN: { title: { zh: '已撤回', en: 'withdrawn' }, final: true },
  },
  transitions: {
    planDelegationBatch: {
      title: { zh: '制定分批下放计划', en: 'Plan a batch' },
      from: [],
      to: BatchState.DRAFT,
      by: ['establishment_office'],
      source,
      conditions: [withinCounty],
      entry: ({ name, itemCodes, granteeCodes }) => ({
        values: { batch: name, items: itemCodes.length, grantees: granteeCodes.length },
      }),
    },
    approveDelegationBatch: {
      title: { zh: '批准计划', en: 'Approve a batch' },
      from: [BatchState.DRAFT],
      to: BatchState.APPROVED,
      by: ['establishment_committee'],
      source,
      conditions: [withinCounty],
      guards: [written({ zh: '批准意见', en: 'The decision' }, 1000, source, ({ decision }) => decision)],
      effect: {
        title: { zh: '记录批准意见', en: 'the decision is kept' },
        apply: (row, { input }) => {
          row.decision = input.decision.trim();
        },
      },
      entry: (_row, { input }) => ({ comment: input.decision.trim() }),
    },
    withdrawDelegationBatch: {
      title: { zh: '撤回计划', en: 'Withdraw a batch' },
      from: [BatchState.DRAFT, BatchState.APPROVED],
      to: BatchState.WITHDRAWN,
      by: ['establishment_office'],
      source,
      conditions: [withinCounty],
      guards: [written({ zh: '撤回理由', en: 'The reason' }, 500, source, ({ reason }) => reason)],
      effect: {
        title: { zh: '记录撤回理由', en: 'the reason is kept' },
        apply: (row, { input }) => {
          row.decision = input.reason.trim();
        },
      },
      entry: (_row, { input }) => ({ comment: input.reason.trim() }),
    },
    publishDelegationBatch: {
      title: { zh: '公布并赋权', en: 'Publish a batch' },
      from: [BatchState.APPROVED],
      to: BatchState.PUBLISHED,
      by: ['establishment_office'],
      source,
      conditions: [withinCounty],
      guards: [written({ zh: '文号', en: 'The document number' }, 100, source, ({ documentNumber }) => documentNumber)],
      effect: makeGrants,
      entry: (_row, { input }) => ({
        values: { document: input.documentNumber.trim(), from: input.effectiveFrom },
      }),
    },
  },
});
