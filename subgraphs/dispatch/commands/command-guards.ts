import { answersFor, type Caller } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import type { Guard, Instance } from '../../../kit/workflow/workflow.js';
import { Event } from '../event.js';
import { countyDispatchers } from '../event-roles.js';
import type { Issuing, Position } from './command-inputs.js';
import { CommandOrder } from './command-order.js';
import { commandSettings } from './command-settings.js';
import { CommandOrderState } from './command-vocabulary.js';

/** Where the rules of this workflow stand. */
export const source = {
  zh: '“掌上指挥”:每起事件设置 1 名指挥长、1 个牵头单位和 X 个协同单位(DI-16)',
  en: 'Mobile command: each event has one commander, one that leads and X that help (DI-16)',
};

/** Organisations that one order may call out. */
const mostResponders = 20;

/** A county without mobile command in its profile has none: the system is one article's. */
export const commandsProvided: Guard<Instance, object> = {
  reason: 'COMMANDS_NOT_PROVIDED',
  code: 'CONFLICT',
  source: { zh: '县级规则 command.mobile(AU-27)', en: 'The county’s profile, command.mobile (AU-27)' },
  sentence: ({ regionCode }) => ({
    zh: `${regionCode.slice(0, 6)} 的规则未设掌上指挥。`,
    en: `The profile of ${regionCode.slice(0, 6)} has no mobile command.`,
  }),
  holds: (_row, { rules }) => rules.read(commandSettings.provided),
};

/** 1 名指挥长. */
export const oneCommander: Guard<Instance, Issuing> = {
  reason: 'COMMANDER_COUNT',
  code: 'INVALID',
  source,
  sentence: (_row, { input: { commanders } }) => ({
    zh: `须有且仅有 1 名指挥长,收到 ${commanders.length} 名。`,
    en: `An order has exactly 1 commander; got ${commanders.length}.`,
  }),
  holds: (_row, { input: { commanders } }) => commanders.length === 1,
};

/** 1 个牵头单位. */
export const oneLead: Guard<Instance, Issuing> = {
  reason: 'LEAD_COUNT',
  code: 'INVALID',
  source,
  sentence: (_row, { input }) => ({
    zh: `须有且仅有 1 个牵头单位,收到 ${leadsOf(input)} 个。`,
    en: `Exactly 1 organisation leads; got ${leadsOf(input)}.`,
  }),
  holds: (_row, { input }) => leadsOf(input) === 1,
};

/** X 个协同单位: one at least. */
export const somebodyHelps: Guard<Instance, Issuing> = {
  reason: 'CO_RESPONDER_MISSING',
  code: 'INVALID',
  source,
  sentence: () => ({
    zh: `至少须有 1 个协同单位,连同牵头至多 ${mostResponders} 个。`,
    en: `At least 1 organisation helps, and at most ${mostResponders} are called out.`,
  }),
  holds: (_row, { input }) => {
    const helping = input.responders.length - leadsOf(input);
    return helping >= 1 && input.responders.length <= mostResponders;
  },
};

function leadsOf({ responders }: Issuing): number {
  return responders.filter(({ isLead }) => isLead).length;
}

/** Nobody is called out twice. */
export const respondersDiffer: Guard<Instance, Issuing> = {
  reason: 'ORGANIZATION_TWICE',
  code: 'INVALID',
  source,
  sentence: (_row, { input }) => ({
    zh: `每个单位只列一次:${codesOf(input).join('、')}。`,
    en: `Each organisation is named once: ${codesOf(input).join(', ')}.`,
  }),
  holds: (_row, { input }) => new Set(codesOf(input)).size === codesOf(input).length,
};

function codesOf({ responders }: Issuing): string[] {
  return responders.map(({ organizationCode }) => organizationCode);
}

/** Who is called out belongs to the county. */
export const respondersOfCounty: Guard<Instance, Issuing> = {
  reason: 'ORGANIZATION_ELSEWHERE',
  code: 'INVALID',
  source,
  sentence: ({ regionCode }) => ({
    zh: `应召单位须在 ${regionCode.slice(0, 6)} 之内。`,
    en: `Those who are called out belong to ${regionCode.slice(0, 6)}.`,
  }),
  holds: ({ regionCode }, { input: { responders } }) =>
    responders.every((each) => each.regionCode.startsWith(regionCode.slice(0, 6))),
};

/** What is over needs no command. */
export const eventOpen: Guard<Instance, Issuing> = {
  reason: 'EVENT_NOT_OPEN',
  code: 'CONFLICT',
  source,
  sentence: () => ({ zh: '该事件已结案、不予受理或已合并。', en: 'The event is closed, rejected or merged.' }),
  holds: (_row, { input }) => input.eventIsOpen,
};

/** One event, one order: two that are issued at once wait for each other at the event's row. */
export const firstOfEvent: Guard<CommandOrder, object> = {
  reason: 'COMMAND_EXISTS',
  code: 'CONFLICT',
  source,
  sentence: () => ({
    zh: '该事件已有指令;一事一令,撤销后方可重新下达。',
    en: 'The event has its order; another can be issued only after that is cancelled.',
  }),
  holds: async ({ id, eventId }, { context: { session } }) => {
    await session.locked(Event, eventId);
    const others = await session.manager.count(
      CommandOrder,
      { eventId, id: { $ne: id }, state: { $ne: CommandOrderState.CANCELLED } },
      { filters: { visible: false } },
    );
    return others === 0;
  },
};

/** A position on the globe. */
export const positionFits: Guard<Instance, Position> = {
  reason: 'POSITION_INVALID',
  code: 'INVALID',
  source,
  sentence: (_row, { input: { longitude, latitude } }) => ({
    zh: `坐标(${longitude}, ${latitude})越界。`,
    en: `The position (${longitude}, ${latitude}) lies nowhere.`,
  }),
  holds: (_row, { input: { longitude, latitude } }) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90,
};

/** The commander whom the order names, and the centre of the county. */
export const commandsOrder: Condition<CommandOrder> = {
  reason: 'NOT_COMMANDER',
  code: 'FORBIDDEN',
  sentence: {
    zh: '须由该指令的指挥长或县级指挥中心办理。',
    en: 'Only the commander of the order, or the county’s centre, may do this.',
  },
  source,
  holds: (order, { caller }) => commands(order, caller),
};

/** The group: who commands, and those who were called out. */
export const ofGroup: Condition<CommandOrder> = {
  reason: 'NOT_IN_GROUP',
  code: 'FORBIDDEN',
  sentence: { zh: '您不在该线上专班内。', en: 'You do not belong to the group of this order.' },
  source,
  holds: (order, { caller }) =>
    commands(order, caller) || order.partyCodes.some((code) => caller.organizations.includes(code)),
};

function commands({ commanderNumber, regionCode }: CommandOrder, caller: Caller): boolean {
  const ofCentre = countyDispatchers.some((role) => caller.grants.has(`realm:${role}`));
  return commanderNumber === caller.staffNumber || (ofCentre && answersFor(caller, regionCode.slice(0, 6)));
}
