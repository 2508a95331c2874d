import { v7 as uuid } from 'uuid';
import type { Context } from '../../kit/module/context.js';
import { begin, moveInside } from '../../kit/workflow/move.js';
import type { Event } from './event.js';
import type { EventPriority, EventSource } from './event-vocabulary.js';
import { EventLevel } from './event-vocabulary.js';
import type { Reporting } from './event-inputs.js';
import { eventWorkflow } from './event-workflow.js';

/** What a new event holds beside what its reporter sent. */
export interface Beginning {
  readonly source: EventSource;
  readonly priority: EventPriority;
  /** The town that runs the grid, or the county while no grid is known. */
  readonly regionCode: string;
}

/** Brings an event to life by one of the two verbs that do; with a position its grid is stamped in the same transaction. */
export function beginEvent(
  verb: 'reportEvent' | 'ingestEvent',
  context: Context,
  beginning: Beginning,
  input: Reporting,
): Promise<Event> {
  const { place } = input;
  return begin(eventWorkflow, verb, rowOf(context, beginning, input), context, input, async ({ id }, inside) => {
    if (place !== null) await moveInside(eventWorkflow, 'resolveGrid', id, inside, place);
  });
}

function rowOf(
  { caller, clock }: Context,
  { source, priority, regionCode }: Beginning,
  { description, address, place, occurredAt, patrolTaskId }: Reporting,
): Omit<Event, 'state' | 'course' | 'version'> {
  return {
    ...blank,
    id: uuid(),
    regionCode,
    level: levelOf(source, place !== null),
    source,
    priority,
    description,
    address,
    longitude: place?.longitude ?? null,
    latitude: place?.latitude ?? null,
    occurredAt,
    reportedAt: clock.now(),
    reporterNumber: caller.staffNumber,
    reporterSubject: caller.subject,
    patrolTaskId,
    coOrganizationCodes: [],
  };
}

/** What a patrol finds is first the village's, what a system passes on the town's; without a place it is the county's. */
function levelOf(source: EventSource, placed: boolean): EventLevel {
  if (!placed) return EventLevel.COUNTY;
  return source === 'GRID_PATROL' ? EventLevel.VILLAGE : EventLevel.TOWN;
}

const blank = {
  // The effect of the verb numbers it and makes its words searchable.
  eventNo: '',
  search: '',
  gridCode: null,
  photoPlaceUnknown: false,
  categoryCode: null,
  dutyCode: null,
  platform: null,
  simple: false,
  handleLimit: null,
  limitUnit: null,
  namedLeadCode: null,
  townCode: null,
  roadCode: null,
  leadOrganizationCode: null,
  handlerNumber: null,
  verifierNumber: null,
  result: null,
  handledAt: null,
  closedAt: null,
  late: false,
  leftTown: false,
  satisfaction: null,
  feedback: null,
  falseReport: false,
  mergedIntoId: null,
  overdueSince: null,
} as const;
