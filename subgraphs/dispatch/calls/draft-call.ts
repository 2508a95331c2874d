import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import type { Caller } from '../../../kit/identity/caller.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { askTown } from '../ask-town.js';
import { Event } from '../event.js';
import type { TownCallInput } from './call-arguments.js';
import { callWorkflow } from './call-workflow.js';
import type { TownCall } from './town-call.js';

/**
 * Drafts, for the caller's town, what it means to call the county for. Faults: NOT_FOUND for the event or the duty; INVALID,
 * reasons TEXT_LENGTH and TOWN_MISSING; CONFLICT, reason CALLS_NOT_PROVIDED, where the county's profile names no platform.
 */
export async function draftCall(context: Context, input: TownCallInput): Promise<TownCall> {
  requireRole(policyOf(callWorkflow, 'draftCall'), context);
  checkTexts(input);
  const { eventNo = null, ownEfforts = null } = input;
  const event = eventNo === null ? null : await eventOf(context, eventNo);
  const regionCode = event?.regionCode ?? townOf(context.caller);
  const dutyCode = input.duty ?? event?.dutyCode ?? null;
  const townCode = await askTown(context, regionCode);
  if (townCode === null) throw townMissing(regionCode);
  const namedLeadCode = dutyCode === null ? null : await askLead(context, dutyCode);
  const call = {
    ...blank,
    id: uuid(),
    regionCode,
    townCode,
    partyCodes: [townCode],
    subject: input.subject.trim(),
    content: input.content.trim(),
    ownEfforts: ownEfforts?.trim() ?? null,
    eventId: event?.id ?? null,
    dutyCode,
    namedLeadCode,
    coDepartmentCodes: [],
    measures: [],
  };
  return begin(callWorkflow, 'draftCall', call, context, { files: input.files });
}

const blank = {
  // The effect of the verb numbers it.
  callNo: '',
  reckless: false,
  calledAt: null,
  ground: null,
  judgement: null,
  leadDepartmentCode: null,
  assignedAt: null,
  respondedAt: null,
  teamName: null,
  teamLeaderNumber: null,
  result: null,
  resolvedAt: null,
  round: 1,
  firstTownRating: null,
  townRating: null,
  departmentRating: null,
  ratingsEndedAt: null,
  closedAt: null,
} as const;

function checkTexts({ subject, content, ownEfforts }: TownCallInput): void {
  requireWritten({ zh: '事由', en: 'The subject' }, subject, 100);
  requireWritten({ zh: '情况', en: 'The content' }, content, 4000);
  // A draft may still lack it.
  if (ownEfforts != null && ownEfforts.trim() !== '') {
    requireWritten({ zh: '镇街已采取的措施', en: 'What the town did' }, ownEfforts, 2000);
  }
}

async function eventOf({ session }: Context, eventNo: string): Promise<Event> {
  const event = await session.one(Event, 'eventNo', eventNo);
  if (event === null) throw notFound(Event, eventNo);
  return event;
}

/** The department that the list of duties names. */
async function askLead(context: Context, duty: string): Promise<string | null> {
  const { territorialDuty } = await context.ask<{
    readonly territorialDuty: { readonly leadOrganization: { readonly code: string } | null };
  }>('query ($duty: ID!) { territorialDuty(code: $duty) { leadOrganization { code } } }', { duty });
  return territorialDuty.leadOrganization?.code ?? null;
}

/** The town that a caller calls for: the first of the own territory. */
function townOf({ regions }: Caller): string {
  const town = regions.find((region) => region.length >= 9);
  if (town === undefined) throw townMissing(regions[0] ?? '');
  return town.slice(0, 9);
}

function townMissing(region: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `「${region}」没有镇街政府或开发区管委会,不能呼叫。`,
      en: `"${region}" has no government of a town and no committee of a zone that could call.`,
    },
    { reason: 'TOWN_MISSING', details: { region } },
  );
}
