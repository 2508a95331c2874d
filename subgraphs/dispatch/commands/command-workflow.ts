import { attachFiles } from '../../../kit/files/attach-files.js';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { defineWorkflow, emission, type Effect, type Transition } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { countyDispatchers } from '../event-roles.js';
import { notification } from '../events.js';
import {
  commandsOrder,
  commandsProvided,
  eventOpen,
  firstOfEvent,
  oneCommander,
  oneLead,
  ofGroup,
  respondersDiffer,
  respondersOfCounty,
  somebodyHelps,
  source,
} from './command-guards.js';
import type { CommandInputs } from './command-inputs.js';
import { CommandOrder } from './command-order.js';
import { CommandResponder } from './command-responder.js';
import { commanders, groupRoles } from './command-roles.js';
import { commandSettings } from './command-settings.js';
import { CommandOrderState as State } from './command-vocabulary.js';
import { withinCounty } from './within-county.js';

type CommandTransition<Verb extends keyof CommandInputs> = Transition<CommandOrder, CommandInputs[Verb]>;

const second = 1_000;
const mobilised = {
  zh: '一键下达的指令直接传达到负责人手机,相关部门 10 分钟内全部出动(DI-16)',
  en: 'One key reaches the heads’ telephones, and all set out within ten minutes (DI-16)',
};
const standing = [State.ISSUED, State.MOBILISING, State.ON_SCENE, State.CONTROLLED] as const;
const stays = {
  among: standing,
  rule: { zh: '状态不变', en: 'the state stays' },
  choose: ({ state }: CommandOrder) => state,
};

const numberOrder: Effect<CommandOrder, CommandInputs['issueCommand']> = {
  title: { zh: '编号并开始计时', en: 'it is numbered, and the clock starts' },
  apply: async (order, { context, now, rules }) => {
    order.issuedAt = now;
    order.mobiliseDueAt = new Date(now.getTime() + rules.read(commandSettings.mobilise) * second);
    const series = `ZH${order.regionCode.slice(0, 6)}${dayOf(now).replaceAll('-', '')}`;
    order.orderNo = `${series}${String(await nextNumber(context, series)).padStart(4, '0')}`;
  },
};

const countDeparted: Effect<CommandOrder, CommandInputs['noteDeparture']> = {
  title: {
    zh: '全部出动时断定是否按时',
    en: 'once all have set out, whether that was in time',
  },
  apply: async (order, { context, input }) => {
    const waiting = await context.session.manager.count(
      CommandResponder,
      { orderId: order.id, organizationCode: { $ne: input.organizationCode }, departedAt: null },
      { filters: { visible: false } },
    );
    if (waiting === 0) order.allMobilisedWithinLimit ??= true;
  },
};

/** Keeps how an order ended: then its group is dissolved. */
function ending<Input>(textOf: (input: Input) => string): Effect<CommandOrder, Input> {
  return {
    title: { zh: '记录小结或理由,线上专班解散', en: 'how it ended is kept, and the group is dissolved' },
    apply: (order, { input }) => {
      order.summary = textOf(input).trim();
    },
  };
}

const issuing: CommandTransition<'issueCommand'> = {
  title: { zh: '一键下达指令', en: 'Issue a command' },
  from: [],
  to: State.ISSUED,
  by: countyDispatchers,
  source,
  conditions: [withinCounty],
  guards: [
    commandsProvided,
    oneCommander,
    oneLead,
    somebodyHelps,
    respondersDiffer,
    respondersOfCounty,
    eventOpen,
    firstOfEvent,
  ],
  effect: numberOrder,
  entry: ({ instruction, commanderNumber }, { input }) => ({
    comment: instruction,
    values: {
      commander: commanderNumber,
      responders: input.responders.map(({ organizationCode }) => organizationCode).join('、'),
    },
  }),
};

const posting: CommandTransition<'postToCommand'> = {
  title: { zh: '专班发言', en: 'Post to the group' },
  from: standing,
  to: stays,
  by: groupRoles,
  source,
  conditions: [ofGroup],
  guards: [written({ zh: '内容', en: 'The text' }, 1000, source, ({ text }) => text)],
  effect: {
    title: { zh: '保存附件', en: 'its files are kept' },
    apply: async (order, { context, input }) => {
      await attachFiles(context, input.files, { entity: CommandOrder.name, id: order.id });
    },
  },
  entry: (_order, { input: { text, files } }) => ({ comment: text.trim(), values: { files: files.length } }),
};

/** The life of a command order: issued by one key, answered, on the scene, under control, closed: then the group is dissolved. */
export const commandWorkflow = defineWorkflow<CommandOrder, CommandInputs>({
  module: 'dispatch',
  name: 'command-order',
  title: { zh: '掌上指挥', en: 'Mobile command' },
  source,
  entity: CommandOrder,
  states: {
    ISSUED: { title: { zh: '已下达', en: 'issued' } },
    MOBILISING: { title: { zh: '出动中', en: 'mobilising' } },
    ON_SCENE: { title: { zh: '已到场', en: 'on the scene' } },
    CONTROLLED: { title: { zh: '已控制', en: 'under control' } },
    CLOSED: { title: { zh: '已办结', en: 'closed' }, final: true },
    CANCELLED: { title: { zh: '已撤销', en: 'cancelled' }, final: true },
  },
  transitions: {
    issueCommand: issuing,
    postToCommand: posting,
    declareControlled: {
      title: { zh: '宣布现场已控制', en: 'Declare it under control' },
      from: [State.ON_SCENE],
      to: State.CONTROLLED,
      by: commanders,
      source,
      conditions: [commandsOrder],
      guards: [written({ zh: '情况', en: 'The text' }, 1000, source, ({ text }) => text)],
      entry: (_order, { input: { text } }) => ({ comment: text.trim() }),
    },
    closeCommand: {
      title: { zh: '办结,解散专班', en: 'Close, and dissolve the group' },
      from: [State.CONTROLLED],
      to: State.CLOSED,
      by: commanders,
      source,
      conditions: [commandsOrder],
      guards: [written({ zh: '小结', en: 'The summary' }, 2000, source, ({ summary }) => summary)],
      effect: ending(({ summary }) => summary),
      entry: ({ allMobilisedWithinLimit }, { input: { summary } }) => ({
        comment: summary.trim(),
        values: { allMobilisedWithinLimit },
      }),
    },
    cancelCommand: {
      title: { zh: '撤销指令', en: 'Cancel a command' },
      from: [State.ISSUED, State.MOBILISING, State.ON_SCENE],
      to: State.CANCELLED,
      by: commanders,
      source,
      conditions: [commandsOrder],
      guards: [written({ zh: '理由', en: 'The reason' }, 1000, source, ({ reason }) => reason)],
      effect: ending(({ reason }) => reason),
      entry: (_order, { input: { reason } }) => ({ comment: reason.trim() }),
    },
    noteAcknowledgement: {
      title: { zh: '首个单位应答', en: 'The first one answers' },
      from: [State.ISSUED],
      to: State.MOBILISING,
      by: 'system',
      source: mobilised,
      entry: (_order, { input }) => ({ values: { organization: input.organizationCode } }),
    },
    noteDeparture: {
      title: { zh: '单位出动', en: 'One sets out' },
      from: standing,
      to: {
        ...stays,
        rule: { zh: '首个单位出动即为出动中', en: 'mobilising as soon as one sets out' },
        choose: ({ state }) => (state === State.ISSUED ? State.MOBILISING : state),
      },
      by: 'system',
      source: mobilised,
      effect: countDeparted,
      entry: (_order, { input: { organizationCode, seconds } }) => ({
        values: { organization: organizationCode, seconds },
      }),
    },
    noteArrival: {
      title: { zh: '首个单位到场', en: 'The first one arrives' },
      from: [State.ISSUED, State.MOBILISING],
      to: State.ON_SCENE,
      by: 'system',
      source: mobilised,
      entry: (_order, { input }) => ({ values: { organization: input.organizationCode } }),
    },
    noteLateResponder: {
      title: { zh: '逾时未出动,告警', en: 'One has not set out in time: alarm' },
      from: standing,
      to: stays,
      by: 'system',
      source: mobilised,
      effect: {
        title: { zh: '记为未按时全部出动', en: 'not all set out in time' },
        apply: (order) => {
          order.allMobilisedWithinLimit = false;
        },
      },
      entry: (_order, { input }) => ({ values: { organization: input.organizationCode } }),
      emits: [
        emission(notification, ({ orderNo, commanderNumber }, { input: { organizationCode } }) => ({
          kind: 'COMMAND_LATE',
          eventNo: null,
          organizationCode: null,
          staffNumber: commanderNumber,
          textZh: `指令 ${orderNo}:${organizationCode} 逾时未出动。`,
          textEn: `Command ${orderNo}: ${organizationCode} has not set out in time.`,
        })),
      ],
    },
  },
});
