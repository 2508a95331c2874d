import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin, beginInside } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { Event } from '../event.js';
import { openStates } from '../event-vocabulary.js';
import { askResponders } from './ask-responders.js';
import type { CommandInput } from './command-arguments.js';
import type { CalledOut } from './command-inputs.js';
import type { CommandOrder } from './command-order.js';
import { commandWorkflow } from './command-workflow.js';
import { responderWorkflow } from './responder-workflow.js';

/**
 * Calls everybody out by one mutation: a commander, one organisation that leads, and those that help (DI-16). Faults: NOT_FOUND
 * for the event, an organisation or a person; INVALID, reasons COMMANDER_COUNT, LEAD_COUNT, CO_RESPONDER_MISSING,
 * ORGANIZATION_TWICE, ORGANIZATION_ELSEWHERE, CONTACT_MISSING, CONTACT_ELSEWHERE, TEXT_LENGTH; CONFLICT, reasons EVENT_NOT_OPEN,
 * COMMAND_EXISTS, and COMMANDS_NOT_PROVIDED by the county's profile.
 */
export async function issueCommand(context: Context, input: CommandInput): Promise<CommandOrder> {
  requireRole(policyOf(commandWorkflow, 'issueCommand'), context);
  requireWritten({ zh: '指令', en: 'The instruction' }, input.instruction, 1000);
  const event = await context.session.one(Event, 'eventNo', input.eventNo);
  if (event === null) throw notFound(Event, input.eventNo);
  const [commander = ''] = input.commanders;
  if (commander !== '') {
    await context.ask('query ($number: ID!) { staffMember(number: $number) { number } }', { number: commander });
  }
  const responders = await askResponders(context, input.responders, event.gridCode);
  const now = context.clock.now();
  const order = {
    id: uuid(),
    // The effect of the verb numbers it and starts the clock.
    orderNo: '',
    issuedAt: now,
    mobiliseDueAt: now,
    regionCode: event.regionCode,
    eventId: event.id,
    commanderNumber: commander,
    partyCodes: responders.map(({ organizationCode }) => organizationCode),
    instruction: input.instruction.trim(),
    allMobilisedWithinLimit: null,
    summary: null,
  };
  const issuing = { commanders: input.commanders, responders, eventIsOpen: openStates.includes(event.state) };
  return begin(
    commandWorkflow,
    'issueCommand',
    order,
    context,
    issuing,
    async ({ id, regionCode, issuedAt }, inside) => {
      for (const each of responders) {
        await beginInside(responderWorkflow, 'callOut', calledOut(id, regionCode, issuedAt, each), inside, {});
      }
    },
  );
}

function calledOut(orderId: string, regionCode: string, issuedAt: Date, responder: CalledOut) {
  const { organizationCode, contactNumber, isLead, level } = responder;
  return {
    id: uuid(),
    regionCode,
    orderId,
    organizationCode,
    contactNumber,
    isLead,
    level,
    issuedAt,
    channel: null,
    deliveredAt: null,
    acknowledgedAt: null,
    departedAt: null,
    arrivedAt: null,
    alarmedAt: null,
    longitude: null,
    latitude: null,
    positionAt: null,
  };
}
