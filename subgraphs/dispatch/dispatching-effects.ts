import { v7 as uuid } from 'uuid';
import type { CountyRules } from '../../kit/county/county-rules.js';
import type { Moment } from '../../kit/workflow/workflow.js';
import { LimitUnit } from './category-limits.js';
import { watchForCall } from './findings/not-calling.js';
import { AssignmentRole, AssignmentState, EventAssignment } from './event-assignment.js';
import type { Event } from './event.js';
import type { Dispatching, EventInputs, Filing } from './event-inputs.js';
import { EventLevel } from './event-vocabulary.js';
import { awaitCentre, awaitCounty, awaitNext, type Awaited, endEntriesOf } from './inbox.js';
import { InboxKind } from './inbox-entry.js';
import { roadOfEvent } from './roads/road-of-event.js';
import { RoadSegment } from './roads/road-segment.js';
import { eventSettings } from './settings.js';

/** Hours of a working day, as far as a limit in hours is compared with one in days. */
const hoursOfDay = 8;

/** Why an entry came to a road's chief. */
const ofRoad = 'ROAD_CHIEF';

/** DI-25: the town answers for it first, or it is of a simple class and takes a working day at most. */
export function isSimple(filing: Filing, simpleClasses: readonly string[]): boolean {
  if (filing.primarySide === 'TOWN') return true;
  const days = filing.limitUnit === LimitUnit.WORKING_DAY ? filing.handleLimit : filing.handleLimit / hoursOfDay;
  return simpleClasses.includes(filing.majorClass) && days <= 1;
}

/** Files an event under its category: its duty, its limit, and who is to lead. */
export async function file(event: Event, moment: Moment<Filing>): Promise<void> {
  const { input, rules } = moment;
  event.categoryCode = input.categoryCode;
  event.dutyCode = input.dutyCode;
  event.platform = input.platform;
  event.handleLimit = input.handleLimit;
  event.limitUnit = input.limitUnit;
  event.simple = isSimple(input, rules.read(eventSettings.simpleClasses));
  event.namedLeadCode = event.simple ? (input.townBodyCode ?? input.dutyLeadCode) : input.dutyLeadCode;
  const road = await roadOfEvent(event, moment);
  if (road !== null) {
    event.roadCode = road.code;
    event.namedLeadCode = road.organizationCode;
  }
  event.townCode = input.townCode;
  await watchForCall(event, moment);
  await awaitCentre(event, moment, InboxKind.DISPATCHING);
}

/** Hands an event to one organisation that leads and to those that help. */
export async function order(event: Event, moment: Moment<Dispatching>): Promise<void> {
  const { input, context, now } = moment;
  const { lead, helpers, instruction } = input;
  await endAssignments(event, moment, AssignmentState.RECALLED, null);
  event.leadOrganizationCode = lead.code;
  event.coOrganizationCodes = helpers.map(({ code }) => code);
  event.handlerNumber = null;
  event.leftTown ||= !lead.regionCode.startsWith(event.regionCode);
  const parts = [
    { organization: lead, role: AssignmentRole.LEAD },
    ...helpers.map((organization) => ({ organization, role: AssignmentRole.CO_HANDLER })),
  ];
  for (const { organization, role } of parts) {
    context.session.manager.persist(
      Object.assign(new EventAssignment(), {
        id: uuid(),
        eventId: event.id,
        regionCode: event.regionCode,
        organizationCode: organization.code,
        role,
        state: AssignmentState.PENDING,
        instruction,
        handlerNumber: null,
        assignedAt: now,
        answeredAt: null,
        reason: null,
      }),
    );
  }
  await awaitNext(event, moment, [
    ...parts.map(({ organization }) => ({ kind: InboxKind.ASSIGNMENT, organizationCode: organization.code })),
    ...(await ofRoadChief(event, moment)),
  ]);
}

/** The chief of the road that an event lies on finds it in the own inbox, once the chief's team leads (DI-14). */
async function ofRoadChief(
  { roadCode, leadOrganizationCode }: Event,
  { context }: Pick<Moment<unknown>, 'context'>,
): Promise<Awaited[]> {
  const road = roadCode === null ? null : await context.session.one(RoadSegment, 'code', roadCode);
  if (road === null || road.organizationCode !== leadOrganizationCode) return [];
  return [{ kind: InboxKind.ASSIGNMENT, staffNumber: road.chiefNumber, reason: ofRoad }];
}

/** Takes an event on for the organisation that leads: its handler from now on. */
export async function takeOn(event: Event, moment: Moment<EventInputs['acceptAssignment']>): Promise<void> {
  event.handlerNumber = moment.context.caller.staffNumber;
  await accept(event, moment, AssignmentRole.LEAD, [event.leadOrganizationCode ?? '']);
  if (event.roadCode !== null) await endEntriesOf(event, moment, { reason: ofRoad });
}

/** Takes on the parts of the caller's organisations that help. */
export async function join(event: Event, moment: Moment<EventInputs['joinHandling']>): Promise<void> {
  const { organizations } = moment.context.caller;
  const own = event.coOrganizationCodes.filter((code) => organizations.includes(code));
  await accept(event, moment, AssignmentRole.CO_HANDLER, own);
}

async function accept(
  event: Event,
  moment: Moment<unknown>,
  role: AssignmentRole,
  organizationCodes: readonly string[],
): Promise<void> {
  const { context, now } = moment;
  await context.session.manager.nativeUpdate(
    EventAssignment,
    { eventId: event.id, role, state: AssignmentState.PENDING, organizationCode: { $in: [...organizationCodes] } },
    { state: AssignmentState.ACCEPTED, handlerNumber: context.caller.staffNumber, answeredAt: now },
    { filters: { visible: false } },
  );
  for (const organizationCode of organizationCodes) await endEntriesOf(event, moment, { organizationCode });
}

/** Whether the return that is under way is one too many for the county's profile. */
export function isReturnedTooOften({ course }: Event, rules: CountyRules): boolean {
  const returns = (course.counts['returnAssignment'] ?? 0) + 1;
  return returns >= rules.read(eventSettings.returnsBeforeEscalation);
}

/** Puts an event before the county's centre, which answers for it from now on. */
export async function passUp(event: Event, moment: Moment<unknown>): Promise<void> {
  event.level = EventLevel.COUNTY;
  event.leftTown = true;
  await awaitCounty(event, moment, InboxKind.COUNTY_DISPATCHING);
}

/** Ends the assignments that nobody has finished. */
export async function endAssignments(
  event: Event,
  { context, now }: Pick<Moment<unknown>, 'context' | 'now'>,
  state: AssignmentState,
  reason: string | null,
): Promise<void> {
  await context.session.manager.nativeUpdate(
    EventAssignment,
    { eventId: event.id, state: { $in: [AssignmentState.PENDING, AssignmentState.ACCEPTED] } },
    { state, reason, ...(state === AssignmentState.DONE ? {} : { answeredAt: now }) },
    { filters: { visible: false } },
  );
}
