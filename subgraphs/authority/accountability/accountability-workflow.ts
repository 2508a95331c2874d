import { attachFiles } from '../../../kit/files/attach-files.js';
import { defineWorkflow, type Effect } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import {
  type AccountabilityDecision,
  decisionGuards,
  notInTheFuture,
  ofSubject,
  source,
  withinCounty,
} from './accountability-guards.js';
import { AccountabilityReview } from './accountability-review.js';
import { accountabilitySettings } from './accountability-settings.js';
import { AccountabilityState } from './accountability-vocabulary.js';
import { listedRole } from './listed-role.js';

/** What each verb of a review is sent. */
export interface AccountabilityInputs {
  readonly openAccountabilityReview: object;
  readonly receiveReferral: object;
  readonly checkDutyList: object;
  readonly submitDiligence: { readonly statement: string; readonly files: readonly string[] };
  readonly endDiligence: object;
  readonly decideAccountability: AccountabilityDecision;
  readonly appealAccountability: { readonly appeal: string };
  readonly decideAccountabilityAppeal: AccountabilityDecision;
  readonly closeAccountability: object;
}

const reviewers = ['discipline_office'];
const subjects = ['town_leader', 'department_handler'];

const compare: Effect<AccountabilityReview, object> = {
  title: { zh: '按事发当日施行的清单认定角色', en: 'the part is taken from the list of the day of the incident' },
  apply: async (row, { context }) => {
    const { role, edition } = await listedRole(context, row);
    row.listedRole = role;
    row.listEdition = edition;
  },
};

const keepOutcome: Effect<AccountabilityReview, AccountabilityDecision> = {
  title: { zh: '记录结果和理由', en: 'outcome and reasons are kept' },
  apply: (row, { input: { outcome, diligent, reasoning, lawCited } }) => {
    Object.assign(row, { outcome, diligent, reasoning: reasoning?.trim() ?? null, lawCited: lawCited?.trim() ?? null });
  },
};

const outcomeEntry = (_row: AccountabilityReview, { input }: { readonly input: AccountabilityDecision }) => ({
  comment: input.reasoning?.trim() ?? null,
  values: { outcome: input.outcome, diligent: input.diligent },
});

/** The life of a review: opened, compared with the list, diligence shown, decided, perhaps appealed. */
export const accountabilityWorkflow = defineWorkflow<AccountabilityReview, AccountabilityInputs>({
  module: 'authority',
  name: 'accountability',
  title: { zh: '依单监管问责', en: 'Accountability by the list' },
  source,
  entity: AccountabilityReview,
  states: {
    OPENED: { title: { zh: '已启动', en: 'opened' } },
    LIST_CHECKED: {
      title: { zh: '已对照清单', en: 'compared with the list' },
      deadline: {
        name: 'diligence',
        title: { zh: '说明履职情况', en: 'Show what was done' },
        length: accountabilitySettings.diligence,
        then: 'endDiligence',
      },
    },
    DILIGENCE_REVIEW: { title: { zh: '审核勤勉尽责', en: 'reviewing diligence' } },
    DECIDED: {
      title: { zh: '已决定', en: 'decided' },
      deadline: {
        name: 'appeal',
        title: { zh: '申诉', en: 'Appeal' },
        length: accountabilitySettings.appeal,
        then: 'closeAccountability',
      },
    },
    APPEALED: { title: { zh: '已申诉', en: 'appealed' } },
    CLOSED: { title: { zh: '已了结', en: 'closed' }, final: true },
  },
  transitions: {
    openAccountabilityReview: {
      title: { zh: '启动问责', en: 'Open a review' },
      from: [],
      to: AccountabilityState.OPENED,
      by: reviewers,
      source,
      conditions: [withinCounty],
      guards: [notInTheFuture],
      effect: compare,
      entry: ({ listedRole: role, listEdition }) => ({ values: { listedRole: role, list: listEdition } }),
    },
    receiveReferral: {
      title: { zh: '接收督查移送', en: 'Receive a referral of supervision' },
      from: [],
      to: AccountabilityState.OPENED,
      by: 'system',
      source: {
        zh: '造成不良后果的,由督查机构移送(DI-12)',
        en: 'What had a bad consequence is referred by supervision (DI-12)',
      },
      effect: compare,
      entry: ({ listedRole: role, listEdition }) => ({ values: { listedRole: role, list: listEdition } }),
    },
    checkDutyList: {
      title: { zh: '对照清单', en: 'Compare with the list' },
      from: [AccountabilityState.OPENED],
      to: AccountabilityState.LIST_CHECKED,
      by: reviewers,
      source,
      conditions: [withinCounty],
      effect: compare,
      entry: ({ listedRole: role, listEdition }) => ({ values: { listedRole: role, list: listEdition } }),
    },
    submitDiligence: {
      title: { zh: '说明履职情况', en: 'Show what was done' },
      from: [AccountabilityState.LIST_CHECKED],
      to: AccountabilityState.DILIGENCE_REVIEW,
      by: subjects,
      source,
      conditions: [ofSubject],
      guards: [written({ zh: '履职说明', en: 'The statement' }, 4000, source, ({ statement }) => statement)],
      effect: {
        title: { zh: '记录说明和材料', en: 'statement and evidence are kept' },
        apply: async (row, { input, context }) => {
          row.statement = input.statement.trim();
          await attachFiles(context, input.files, { entity: AccountabilityReview.name, id: row.id });
        },
      },
      entry: (_row, { input }) => ({ values: { files: input.files.length } }),
    },
    endDiligence: {
      title: { zh: '说明期满', en: 'The time to show it is over' },
      from: [AccountabilityState.LIST_CHECKED],
      to: AccountabilityState.DILIGENCE_REVIEW,
      by: 'system',
      source,
    },
    decideAccountability: {
      title: { zh: '作出问责决定', en: 'Decide' },
      from: [AccountabilityState.DILIGENCE_REVIEW],
      to: AccountabilityState.DECIDED,
      by: reviewers,
      source,
      conditions: [withinCounty],
      guards: decisionGuards,
      effect: keepOutcome,
      entry: outcomeEntry,
    },
    appealAccountability: {
      title: { zh: '申诉', en: 'Appeal' },
      from: [AccountabilityState.DECIDED],
      to: AccountabilityState.APPEALED,
      by: subjects,
      source,
      conditions: [ofSubject],
      guards: [written({ zh: '申诉理由', en: 'The appeal' }, 4000, source, ({ appeal }) => appeal)],
      effect: {
        title: { zh: '记录申诉理由', en: 'the appeal is kept' },
        apply: (row, { input }) => {
          row.appeal = input.appeal.trim();
        },
      },
    },
    decideAccountabilityAppeal: {
      title: { zh: '申诉决定', en: 'Decide the appeal' },
      from: [AccountabilityState.APPEALED],
      to: AccountabilityState.CLOSED,
      by: reviewers,
      source,
      conditions: [withinCounty],
      guards: decisionGuards,
      effect: keepOutcome,
      entry: outcomeEntry,
    },
    closeAccountability: {
      title: { zh: '申诉期满', en: 'The time to appeal is over' },
      from: [AccountabilityState.DECIDED],
      to: AccountabilityState.CLOSED,
      by: 'system',
      source,
    },
  },
});
