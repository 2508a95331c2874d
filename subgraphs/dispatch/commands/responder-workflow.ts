import type { CountyRules } from '../../../kit/county/county-rules.js';
import type { Condition } from '../../../kit/identity/policy.js';
import type { Duration } from '../../../kit/time/duration.js';
import { moveInside } from '../../../kit/workflow/move.js';
import { type Deadline, defineWorkflow, emission, type Effect, type Moment } from '../../../kit/workflow/workflow.js';
import { notification } from '../events.js';
import { positionFits, source } from './command-guards.js';
import type { Position, ResponderInputs } from './command-inputs.js';
import { CommandOrder } from './command-order.js';
import { CommandResponder } from './command-responder.js';
import { responders } from './command-roles.js';
import { commandSettings } from './command-settings.js';
import { DeliveryChannel, ResponderState as State } from './command-vocabulary.js';
import { commandWorkflow } from './command-workflow.js';

const second = 1_000;
const onTheMap = { zh: '可视化指挥:区、乡、村、格协同(DI-17)', en: 'Seen on the map at four levels (DI-17)' };

const ofOrganization: Condition<CommandResponder> = {
  reason: 'NOT_CALLED_OUT',
  code: 'FORBIDDEN',
  sentence: {
    zh: '须由应召单位的人员办理。',
    en: 'Only somebody of the organisation that was called out may do this.',
  },
  source,
  holds: ({ organizationCode, contactNumber }, { caller }) =>
    caller.staffNumber !== null &&
    (contactNumber === caller.staffNumber || caller.organizations.includes(organizationCode)),
};

/** 直接传达到相关部门负责人的手机终端: the receipt is that of the head's own telephone. */
const ofContact: Condition<CommandResponder> = {
  ...ofOrganization,
  reason: 'NOT_CONTACT',
  sentence: { zh: '回执须由接令的负责人本人的终端发出。', en: 'The receipt is that of the head’s own telephone.' },
  holds: ({ contactNumber }, { caller }) => contactNumber === caller.staffNumber,
};

const groupStands: Condition<CommandResponder> = {
  reason: 'GROUP_DISSOLVED',
  code: 'CONFLICT',
  sentence: { zh: '线上专班已解散。', en: 'The group is dissolved.' },
  source,
  holds: async ({ orderId }, { session }) => {
    const order = await session.one(CommandOrder, 'id', orderId);
    return order !== null && !(commandWorkflow.states[order.state].final ?? false);
  },
};

/** Seconds between the order and now, begun ones not counted. */
function secondsSince(issuedAt: Date, now: Date): number {
  return Math.floor((now.getTime() - issuedAt.getTime()) / second);
}

/** 600 seconds pass, and the 601st raises the alarm: counted from the order, whenever the state was entered. */
function untilAlarm({ issuedAt, course }: CommandResponder, rules: CountyRules): Duration {
  const alarm = issuedAt.getTime() + (rules.read(commandSettings.mobilise) + 1) * second;
  const since = course.since === '' ? issuedAt.getTime() : Date.parse(course.since);
  return { amount: Math.max(1, Math.ceil((alarm - since) / second)), unit: 'SECOND' };
}

const depart: Deadline<CommandResponder> = {
  name: 'depart',
  title: { zh: '出动', en: 'Set out' },
  length: {
    rule: {
      zh: '下达起 command.mobilise-seconds 秒内出动为按时,次秒告警',
      en: 'command.mobilise-seconds from the order are in time, the next second raises the alarm',
    },
    of: untilAlarm,
  },
  then: 'raiseLateAlarm',
};

function keepPosition(row: CommandResponder, { longitude, latitude }: Position, now: Date): void {
  Object.assign(row, { longitude, latitude, positionAt: now });
}

async function alarm(row: CommandResponder, { context, now }: Moment<unknown>): Promise<void> {
  if (row.alarmedAt !== null) return;
  const { organizationCode, orderId } = row;
  // Nobody is late for an order that was cancelled.
  const order = await moveInside(commandWorkflow, 'noteLateResponder', orderId, context, { organizationCode });
  if (order !== null) row.alarmedAt = now;
}

const setOut: Effect<CommandResponder, Position> = {
  title: { zh: '盖出动时间;逾时的告警', en: 'the time is stamped; one that is late raises the alarm' },
  apply: async (row, moment) => {
    const { context, input, now, rules } = moment;
    row.departedAt = now;
    keepPosition(row, input, now);
    const seconds = secondsSince(row.issuedAt, now);
    if (seconds > rules.read(commandSettings.mobilise)) await alarm(row, moment);
    const { organizationCode } = row;
    await moveInside(commandWorkflow, 'noteDeparture', row.orderId, context, { organizationCode, seconds });
  },
};

const called = [State.SENT, State.DELIVERED] as const;
const underWay = [State.ACKNOWLEDGED, State.DEPARTED, State.ARRIVED] as const;

/** How one organisation comes: sent, delivered, acknowledged, departed, arrived, each with its time. */
export const responderWorkflow = defineWorkflow<CommandResponder, ResponderInputs>({
  module: 'dispatch',
  name: 'command-responder',
  title: { zh: '掌上指挥应召', en: 'Answering a command' },
  source,
  entity: CommandResponder,
  states: {
    SENT: {
      title: { zh: '已发送', en: 'sent' },
      deadline: {
        name: 'receipt',
        title: commandSettings.receipt.title,
        length: commandSettings.receipt,
        then: 'fallBackToMessage',
      },
    },
    DELIVERED: { title: { zh: '已送达', en: 'delivered' }, deadline: depart },
    ACKNOWLEDGED: { title: { zh: '已应答', en: 'acknowledged' }, deadline: depart },
    DEPARTED: { title: { zh: '已出动', en: 'departed' } },
    ARRIVED: { title: { zh: '已到场', en: 'arrived' } },
  },
  transitions: {
    callOut: {
      title: { zh: '应召', en: 'Call out' },
      from: [],
      to: State.SENT,
      by: 'system',
      source,
      entry: ({ organizationCode, contactNumber, isLead }) => ({
        values: { organization: organizationCode, contact: contactNumber, isLead },
      }),
    },
    receiveCommand: {
      title: { zh: '手机回执', en: 'Receive a command' },
      from: [State.SENT],
      to: State.DELIVERED,
      by: responders,
      source,
      conditions: [ofContact, groupStands],
      effect: {
        title: { zh: '盖送达时间', en: 'the receipt is stamped' },
        apply: (row, { now }) => {
          row.deliveredAt = now;
          row.channel = DeliveryChannel.LIVE;
        },
      },
    },
    fallBackToMessage: {
      title: { zh: '逾时无回执,转短信', en: 'No receipt in time: a short message' },
      from: [State.SENT],
      to: State.DELIVERED,
      by: 'system',
      source,
      effect: {
        title: { zh: '记为短信送达', en: 'delivered by message' },
        apply: (row) => {
          row.channel = DeliveryChannel.SMS;
        },
      },
      emits: [
        emission(notification, ({ organizationCode, contactNumber }) => ({
          kind: 'COMMAND_SMS',
          eventNo: null,
          organizationCode,
          staffNumber: contactNumber,
          textZh: '您单位接到掌上指挥指令,请立即应答并出动。',
          textEn: 'Your organisation is called out: acknowledge and set out at once.',
        })),
      ],
    },
    acknowledgeCommand: {
      title: { zh: '应答', en: 'Acknowledge' },
      from: called,
      to: State.ACKNOWLEDGED,
      by: responders,
      source,
      conditions: [ofOrganization, groupStands],
      effect: {
        title: { zh: '盖应答时间', en: 'the time is stamped' },
        apply: async (row, { context, now }) => {
          row.acknowledgedAt = now;
          row.channel ??= DeliveryChannel.LIVE;
          const { organizationCode } = row;
          await moveInside(commandWorkflow, 'noteAcknowledgement', row.orderId, context, { organizationCode });
        },
      },
    },
    departForCommand: {
      title: { zh: '出动', en: 'Set out' },
      from: [...called, State.ACKNOWLEDGED],
      to: State.DEPARTED,
      by: responders,
      source,
      conditions: [ofOrganization, groupStands],
      guards: [positionFits],
      effect: setOut,
      entry: ({ issuedAt }, { now }) => ({ values: { seconds: secondsSince(issuedAt, now) } }),
    },
    arriveForCommand: {
      title: { zh: '到场', en: 'Arrive' },
      from: [State.DEPARTED],
      to: State.ARRIVED,
      by: responders,
      source,
      conditions: [ofOrganization, groupStands],
      guards: [positionFits],
      effect: {
        title: { zh: '盖到场时间', en: 'the time is stamped' },
        apply: async (row, { context, input, now }) => {
          row.arrivedAt = now;
          keepPosition(row, input, now);
          const { organizationCode } = row;
          await moveInside(commandWorkflow, 'noteArrival', row.orderId, context, { organizationCode });
        },
      },
    },
    reportPosition: {
      title: { zh: '报告位置', en: 'Report a position' },
      from: underWay,
      to: { among: underWay, rule: { zh: '状态不变', en: 'the state stays' }, choose: ({ state }) => state },
      by: responders,
      source: onTheMap,
      conditions: [ofOrganization, groupStands],
      guards: [positionFits],
      effect: {
        title: { zh: '记下最近位置', en: 'the last position is kept' },
        apply: (row, { input, now }) => keepPosition(row, input, now),
      },
      entry: (_row, { input: { longitude, latitude } }) => ({ values: { longitude, latitude } }),
    },
    raiseLateAlarm: {
      title: { zh: '逾时未出动', en: 'It has not set out in time' },
      from: [State.DELIVERED, State.ACKNOWLEDGED],
      to: {
        among: [State.DELIVERED, State.ACKNOWLEDGED],
        rule: { zh: '状态不变', en: 'the state stays' },
        choose: ({ state }) => state,
      },
      by: 'system',
      source,
      effect: { title: { zh: '告警并点名', en: 'the alarm names it' }, apply: (row, moment) => alarm(row, moment) },
      entry: (_row, { input: { dueAt } }) => ({ values: { dueAt } }),
    },
  },
});
