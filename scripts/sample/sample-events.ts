import { searchText } from '../../kit/search/search-text.js';
import { EventReport } from '../../subgraphs/dispatch/event-report.js';
import {
  EventLevel,
  EventPriority,
  EventSource,
  EventState,
  externalSources,
} from '../../subgraphs/dispatch/event-vocabulary.js';
import type { EventAssignment } from '../../subgraphs/dispatch/event-assignment.js';
import { Chance } from '../county/random.js';
import { drawn, priorities, shares, sources, zipf } from './chances.js';
import type { CountyFacts, SampleGrid } from './county-facts.js';
import { type Doer, type EventDraft, EventLife } from './event-life.js';
import { walkOn, type Walk } from './event-walk.js';
import { momentWithin } from './moment-within.js';
import { placeInGrid } from './place-in-grid.js';
import { eventsOfDays, momentsOf } from './sample-days.js';
import { sampleId } from './sample-id.js';

/** One event of the sample with all that belongs to it. */
export interface SampledEvent {
  readonly life: EventLife;
  readonly report: EventReport;
  readonly assignments: readonly EventAssignment[];
}

/** What a sample is made of: so many events of the year before the end of `last`, in a county, by a seed. */
export interface SampleOrder {
  /** Code of the county, six digits (GB/T 2260). */
  readonly county: string;
  readonly seed: string;
  readonly last: string;
  readonly events: number;
}

/**
 * Makes the events one after the other, in the order of their reports: the same facts and order give the same events. No
 * more than a day's moments and the last event of each town are held meanwhile.
 */
export async function* sampleEvents(facts: CountyFacts, order: SampleOrder): AsyncGenerator<SampledEvent> {
  const chance = new Chance(`sample ${order.seed}`);
  const until = new Date(`${order.last}T24:00:00+08:00`);
  const places = chance.shuffle(facts.grids);
  const hot = places.slice(0, Math.ceil(places.length * shares.hotGrids));
  const { calendar } = await facts.rulesOn(until);
  const open = new Map<string, SampledEvent>();
  let serial = 0;
  for (const { day, count } of eventsOfDays(order.last, order.events, calendar)) {
    const rules = await facts.rulesOn(new Date(`${day}T00:00:00+08:00`));
    const numbers = new Map<string, number>();
    for (const reportedAt of momentsOf(day, count, chance)) {
      serial += 1;
      const grid = chance.pick(chance.next() < shares.inHotGrids ? hot : places);
      const number = (numbers.get(grid.town) ?? 0) + 1;
      numbers.set(grid.town, number);
      const eventNo = `E${grid.town}${day.replaceAll('-', '')}${String(number).padStart(6, '0')}`;
      const category = facts.categories[zipf(chance, facts.categories.length)];
      if (!category) throw new Error(`The county ${facts.county} has no category that events are filed under.`);
      const draft = draftOf(grid, { reportedAt, eventNo, serial, what: category.name }, facts, chance);
      const walk: Walk = { life: new EventLife(draft, rules), facts, rules, category, chance, until, assignments: [] };
      const externalRef = externalSources.includes(draft.source) ? `${order.seed}-${serial}` : null;
      const made = { life: walk.life, report: reportOf(draft, externalRef, chance), assignments: walk.assignments };
      takeIn(walk, grid, made, open.get(grid.town));
      if (draft.state !== EventState.MERGED && draft.state !== EventState.REJECTED) open.set(grid.town, made);
      yield made;
    }
  }
}

function draftOf(
  grid: SampleGrid,
  { reportedAt, eventNo, serial, what }: { reportedAt: Date; eventNo: string; serial: number; what: string },
  facts: CountyFacts,
  chance: Chance,
): EventDraft {
  const source = EventSource[drawn(chance, sources)];
  const description = `${what}:${grid.code.slice(-3)} 号网格内,请处置。`;
  const bodyStaff = facts.people.get(facts.bodies.get(grid.town) ?? '') ?? [];
  const reporter = source === EventSource.GRID_PATROL ? grid.officer : null;
  return {
    id: sampleId(reportedAt, chance),
    version: 0,
    eventNo,
    state: EventState.REPORTED,
    course: { profileVersion: 0, since: '', counts: {}, answers: {}, length: 0, head: '' },
    regionCode: grid.town,
    level: source === EventSource.GRID_PATROL ? EventLevel.VILLAGE : EventLevel.TOWN,
    source,
    priority: EventPriority[drawn(chance, priorities)],
    description,
    address: null,
    ...placeInGrid(grid, chance),
    gridCode: null,
    occurredAt: reportedAt,
    reportedAt,
    reporterNumber: source === EventSource.DEPARTMENT && bodyStaff.length > 0 ? chance.pick(bodyStaff) : reporter,
    reporterSubject: source === EventSource.CITIZEN ? `sample-citizen-${serial}` : null,
    patrolTaskId: null,
    photoPlaceUnknown: true,
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
    coOrganizationCodes: [],
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
    search: searchText(eventNo, description, null),
  };
}

function reportOf(event: EventDraft, externalRef: string | null, chance: Chance): EventReport {
  return Object.assign(new EventReport(), {
    id: sampleId(event.reportedAt, chance),
    eventId: event.id,
    regionCode: event.regionCode,
    source: event.source,
    externalRef,
    reporterNumber: event.reporterNumber,
    reporterSubject: event.reporterSubject,
    nameOfReporter: null,
    phoneOfReporter: null,
    reportedAt: event.reportedAt,
    answeredAt: null,
    answer: null,
  });
}

/** From the report to the end, or as far as the sample goes. */
function takeIn(walk: Walk, grid: SampleGrid, made: SampledEvent, earlier: SampledEvent | undefined): void {
  const { life, rules, chance, until } = walk;
  const { event } = life;
  beginLife(walk, grid, made.report);
  const timer = life.deadline;
  const moment = timer && momentWithin(timer, rules.calendar, chance, 0.6);
  if (!moment || moment > until) return;
  const fate = chance.next();
  if (fate < shares.rejected) return reject(walk, moment);
  const into = earlier && isOpenAt(earlier, moment) ? earlier : null;
  if (into && fate < shares.rejected + shares.merged) return merge(walk, moment, made.report, into);
  life.does('acceptEvent', moment, dispatcherOf(walk), {});
  walkOn(walk);
  answer(made.report, event);
}

function beginLife({ life }: Walk, grid: SampleGrid, report: EventReport): void {
  const { event } = life;
  const { longitude, latitude, reportedAt, description, occurredAt, source } = event;
  const place = { longitude: longitude ?? 0, latitude: latitude ?? 0, gridCode: grid.code, townCode: grid.town };
  const reporting = {
    ...{ description, occurredAt, place, address: null, files: [], patrolTaskId: null },
    ...{ externalRef: report.externalRef, reporterName: null, reporterPhone: null },
  };
  const external = externalSources.includes(source);
  const reporter: Doer = external
    ? { client: 'sample-intake' }
    : {
        ...(event.reporterNumber === null ? {} : { staffNumber: event.reporterNumber }),
        ...(event.reporterSubject === null ? {} : { subject: event.reporterSubject }),
      };
  life.does(external ? 'ingestEvent' : 'reportEvent', reportedAt, reporter, reporting);
  life.does('resolveGrid', reportedAt, reporter, place, (row) => {
    row.gridCode = grid.code;
  });
}

function dispatcherOf({ life, facts, chance }: Walk): Doer {
  const organization = facts.centres.get(life.event.regionCode) ?? '';
  return { organization, staffNumber: chance.pick(facts.people.get(organization) ?? []) };
}

function reject(walk: Walk, moment: Date): void {
  const falseReport = walk.chance.next() < shares.falseReport;
  const reason = falseReport ? '现场核查不属实。' : '不属受理范围。';
  walk.life.does('rejectEvent', moment, dispatcherOf(walk), { reason, falseReport }, (event) => {
    event.falseReport = falseReport;
  });
}

/** An event hangs on the one before it in its town, which answers its reporter too. */
function merge(walk: Walk, moment: Date, report: EventReport, { life: { event: into } }: SampledEvent): void {
  const input = { intoId: into.id, intoNo: into.eventNo };
  walk.life.does('mergeEvent', moment, dispatcherOf(walk), input, (event) => {
    event.mergedIntoId = into.id;
  });
  answer(report, into);
}

function isOpenAt({ life }: SampledEvent, moment: Date): boolean {
  const { closedAt } = life.event;
  return closedAt === null || closedAt > moment;
}

function answer(report: EventReport, { closedAt, result }: Pick<EventDraft, 'closedAt' | 'result'>): void {
  if (closedAt !== null) Object.assign(report, { answeredAt: closedAt, answer: result });
}
