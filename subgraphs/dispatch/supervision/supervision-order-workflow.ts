import type { Setting } from '../../../kit/county/setting.js';
import { answersFor } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { DeadlinePassed } from '../../../kit/workflow/timers-of.js';
import { defineWorkflow, emission, type Emission, type StateDeclaration } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { notification } from '../events.js';
import { countyOffices, type Referral, referralStated } from './referral.js';
import { accountabilityReferred } from './referral-event.js';
import { SupervisionOrder } from './supervision-order.js';
import { supervisionSettings } from './supervision-settings.js';
import { SupervisionLevel, SupervisionOrderState as State } from './supervision-vocabulary.js';

const source = {
  zh: '督查工作机构加大督导力度,通报、督办(DI-12)',
  en: 'The supervision office follows up and circulates (DI-12)',
};

/** What each verb of a supervision order is sent. */
export interface SupervisionOrderInputs {
  readonly issueSupervision: object;
  readonly replyToSupervision: { readonly reply: string };
  readonly raiseSupervisionLevel: DeadlinePassed;
  readonly closeSupervision: object;
  readonly demandAgain: { readonly reason: string };
  readonly referSupervision: Referral;
}

const withinCounty: Condition<SupervisionOrder> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该督办不在您负责的区域内。', en: 'The order lies outside the territory that you answer for.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode.slice(0, 6)),
};

const ofTarget: Condition<SupervisionOrder> = {
  reason: 'NOT_SUBJECT',
  code: 'FORBIDDEN',
  sentence: { zh: '只有被督办的单位可以答复。', en: 'Only the organisation that it is addressed to may reply.' },
  source,
  holds: ({ targetCode }, { caller }) => caller.organizations.includes(targetCode),
};

/** The levels in their order, and the one that silence leads to; the last one stays. */
const above: Readonly<Record<SupervisionLevel, SupervisionLevel>> = {
  REMIND: SupervisionLevel.YELLOW,
  YELLOW: SupervisionLevel.RED,
  RED: SupervisionLevel.LISTED,
  LISTED: SupervisionLevel.LISTED,
};

const waiting = [State.REMIND, State.YELLOW, State.RED, State.LISTED] as const;

const toLevel = {
  among: waiting,
  rule: { zh: '其级别', en: 'its level' },
  choose: ({ level }: SupervisionOrder) => State[level],
};

const told: Emission<SupervisionOrder> = emission(notification, (row: SupervisionOrder) => ({
  kind: `SUPERVISION_${row.level}`,
  eventNo: null,
  organizationCode: row.targetCode,
  staffNumber: null,
  textZh: `督办单 ${row.orderNo}(${row.level}):${row.requirement}`,
  textEn: `Supervision order ${row.orderNo} (${row.level}): ${row.requirement}`,
}));

function waitingAt(
  title: { readonly zh: string; readonly en: string },
  name: 'remind' | 'yellow' | 'red',
  length: Setting<'duration'>,
): StateDeclaration<SupervisionOrder> {
  return { title, deadline: { name, title: length.title, length, then: 'raiseSupervisionLevel' } };
}

/** The life of a supervision order: silence raises its level to the last, and refers nobody; a bad consequence does. */
export const supervisionOrderWorkflow = defineWorkflow<SupervisionOrder, SupervisionOrderInputs>({
  module: 'dispatch',
  name: 'supervision-order',
  title: { zh: '督办单', en: 'Supervision order' },
  source,
  entity: SupervisionOrder,
  states: {
    REMIND: waitingAt({ zh: '提醒', en: 'reminded' }, 'remind', supervisionSettings.remind),
    YELLOW: waitingAt({ zh: '黄牌', en: 'yellow card' }, 'yellow', supervisionSettings.yellow),
    RED: waitingAt({ zh: '红牌', en: 'red card' }, 'red', supervisionSettings.red),
    LISTED: { title: { zh: '挂牌通报', en: 'listed' } },
    REPLIED: { title: { zh: '已答复', en: 'replied' } },
    CLOSED: { title: { zh: '已销号', en: 'closed' }, final: true },
    REFERRED: { title: { zh: '已移送问责', en: 'referred' }, final: true },
  },
  transitions: {
    issueSupervision: {
      title: { zh: '签发督办单', en: 'Issue a supervision order' },
      from: [],
      to: toLevel,
      by: countyOffices,
      source,
      conditions: [withinCounty],
      effect: {
        title: { zh: '编号', en: 'it is numbered' },
        apply: async (row, { context, now }) => {
          const series = `DB${row.regionCode.slice(0, 6)}${dayOf(now).replaceAll('-', '')}`;
          row.orderNo = `${series}${String(await nextNumber(context, series)).padStart(4, '0')}`;
        },
      },
      entry: ({ level, targetCode, requirement }) => ({ comment: requirement, values: { level, target: targetCode } }),
      emits: [told],
    },
    replyToSupervision: {
      title: { zh: '答复督办', en: 'Reply' },
      from: waiting,
      to: State.REPLIED,
      by: ['department_handler', 'town_leader', 'town_dispatcher'],
      source,
      conditions: [ofTarget],
      guards: [written({ zh: '答复', en: 'The reply' }, 2000, source, ({ reply }) => reply)],
      effect: {
        title: { zh: '记录答复', en: 'the reply is kept' },
        apply: (row, { input, now }) => {
          row.reply = input.reply.trim();
          row.repliedAt = now;
        },
      },
      entry: (_row, { input }) => ({ comment: input.reply.trim() }),
    },
    raiseSupervisionLevel: {
      title: { zh: '逾期未答复,升级', en: 'Silence raises the level' },
      from: [State.REMIND, State.YELLOW, State.RED],
      to: {
        among: [State.YELLOW, State.RED, State.LISTED],
        rule: { zh: '上一级', en: 'the next level' },
        choose: ({ level }) => State[above[level]],
      },
      by: 'system',
      source: { zh: '未答复只升级,不移送(DI-12)', en: 'Silence raises the level and refers nobody (DI-12)' },
      effect: {
        title: { zh: '升一级', en: 'one level up' },
        apply: (row) => {
          row.level = above[row.level];
        },
      },
      entry: ({ level }, { input: { dueAt } }) => ({ values: { level, dueAt } }),
      emits: [told],
    },
    closeSupervision: {
      title: { zh: '销号', en: 'Close' },
      from: [State.REPLIED],
      to: State.CLOSED,
      by: countyOffices,
      source,
      conditions: [withinCounty],
    },
    demandAgain: {
      title: { zh: '答复不符,再督办', en: 'Demand it again' },
      from: [State.REPLIED],
      to: toLevel,
      by: countyOffices,
      source,
      conditions: [withinCounty],
      guards: [written({ zh: '理由', en: 'The reason' }, 1000, source, ({ reason }) => reason)],
      entry: (_row, { input }) => ({ comment: input.reason.trim() }),
      emits: [told],
    },
    referSupervision: {
      title: { zh: '移送问责', en: 'Refer for accountability' },
      from: [...waiting, State.REPLIED],
      to: State.REFERRED,
      by: countyOffices,
      source,
      conditions: [withinCounty],
      guards: referralStated,
      effect: {
        title: { zh: '记录造成的不良后果', en: 'the consequence is kept' },
        apply: (row, { input }) => {
          row.consequence = input.consequence.trim();
        },
      },
      entry: (_row, { input }) => ({ comment: input.consequence.trim() }),
      emits: [
        emission(accountabilityReferred, ({ targetCode, dutyCode, requirement }, { input }) => ({
          subjectCode: targetCode,
          dutyCode,
          eventNo: null,
          occurredOn: input.occurredOn,
          incident: requirement,
          consequence: input.consequence.trim(),
        })),
      ],
    },
  },
});
