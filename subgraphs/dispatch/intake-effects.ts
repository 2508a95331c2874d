import { v7 as uuid } from 'uuid';
import { attachFiles } from '../../kit/files/attach-files.js';
import { photoPlace } from '../../kit/files/photo-place.js';
import { nextNumber } from '../../kit/numbering/next-number.js';
import { searchText } from '../../kit/search/search-text.js';
import { dayOf } from '../../kit/time/calendar.js';
import type { Moment } from '../../kit/workflow/workflow.js';
import { Event } from './event.js';
import { EventReport } from './event-report.js';
import type { EventInputs, Place, Reporting } from './event-inputs.js';
import { EventLevel } from './event-vocabulary.js';
import { suspectPassedOver } from './findings/not-calling.js';
import { awaitCentre, awaitNext } from './inbox.js';
import { InboxKind } from './inbox-entry.js';
import { eventSettings } from './settings.js';

/** Numbers a new event, keeps its report and its files, and puts it before the centre that accepts. */
export async function receive(event: Event, moment: Moment<Reporting>): Promise<void> {
  const { context, input, rules, now } = moment;
  const files = await attachFiles(context, input.files, { entity: Event.name, id: event.id });
  if (input.place) {
    const { unknown } = photoPlace(files, input.place, rules.read(eventSettings.photoDistance));
    event.photoPlaceUnknown = unknown;
  }
  context.session.manager.persist(reportOf(event, input));
  await awaitCentre(event, moment, InboxKind.ACCEPTANCE);
  // The place of an event that no grid is known of yet is the county, as in the statistical codes.
  const town = event.regionCode.padEnd(9, '0');
  const day = dayOf(now).replaceAll('-', '');
  const number = await nextNumber(context, `event ${town} ${day}`);
  event.eventNo = `E${town}${day}${String(number).padStart(6, '0')}`;
  event.search = searchText(event.eventNo, event.description, event.address);
}

function reportOf(event: Event, input: Reporting): EventReport {
  return Object.assign(new EventReport(), {
    id: uuid(),
    eventId: event.id,
    regionCode: event.regionCode,
    source: event.source,
    externalRef: input.externalRef,
    reporterNumber: event.reporterNumber,
    reporterSubject: event.reporterSubject,
    nameOfReporter: input.reporterName,
    phoneOfReporter: input.reporterPhone,
    reportedAt: event.reportedAt,
    answeredAt: null,
    answer: null,
  });
}

/** Gives an event its grid, and the town that runs it as its place. */
export function become(event: Event, { input }: Pick<Moment<Place>, 'input'>): void {
  event.gridCode = input.gridCode;
  event.regionCode = input.townCode;
}

/** Corrects where an event is; its reports go with it, and its new centre is to accept it. */
export async function locate(event: Event, moment: Moment<EventInputs['locateEvent']>): Promise<void> {
  const { input, context } = moment;
  event.longitude = input.longitude;
  event.latitude = input.latitude;
  if (input.address !== null) {
    event.address = input.address;
    event.search = searchText(event.eventNo, event.description, event.address);
  }
  // Until then the county answered for what lay in no town.
  if (event.gridCode === null) event.level = EventLevel.TOWN;
  become(event, moment);
  await context.session.manager.nativeUpdate(
    EventReport,
    { eventId: event.id },
    { regionCode: input.townCode },
    { filters: { visible: false } },
  );
  await awaitCentre(event, moment, InboxKind.ACCEPTANCE);
}

/** Hangs an event on another one, and with it what hangs on it already. */
export async function merge(event: Event, moment: Moment<EventInputs['mergeEvent']>): Promise<void> {
  const { input, context } = moment;
  event.mergedIntoId = input.intoId;
  await context.session.manager.nativeUpdate(
    Event,
    { mergedIntoId: event.id },
    { mergedIntoId: input.intoId },
    { filters: { visible: false } },
  );
  await suspectPassedOver(event, moment);
  await awaitNext(event, moment, []);
}
