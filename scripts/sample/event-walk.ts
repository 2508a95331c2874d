import type { CountyRules } from '../../kit/county/county-rules.js';
import { isSimple } from '../../subgraphs/dispatch/dispatching-effects.js';
import { AssignmentRole, AssignmentState, type EventAssignment } from '../../subgraphs/dispatch/event-assignment.js';
import { EventLevel, EventState, Satisfaction } from '../../subgraphs/dispatch/event-vocabulary.js';
import { eventSettings } from '../../subgraphs/dispatch/settings.js';
import { at, type Chance } from '../county/random.js';
import { drawn, satisfactions, shares } from './chances.js';
import type { CountyFacts, SampleCategory } from './county-facts.js';
import type { Doer, EventLife } from './event-life.js';
import { momentWithin } from './moment-within.js';
import { sampleId } from './sample-id.js';

/** What the walk of one event works with. */
export interface Walk {
  readonly life: EventLife;
  readonly facts: CountyFacts;
  readonly rules: CountyRules;
  readonly category: SampleCategory;
  readonly chance: Chance;
  /** Nothing happens after it. */
  readonly until: Date;
  readonly assignments: EventAssignment[];
}

/**
 * Takes an event that was accepted on: filed, dispatched, handled, verified, evaluated, each step within its deadline, but
 * for some that are late and climb. It stops where the next step would come too late for the sample.
 */
export function walkOn(walk: Walk): void {
  const steps = [file, hand, takeOn, finish, verify, feedBack];
  for (const step of steps) if (!step(walk)) return;
}

/** A moment at which the next step is done in time; null once the sample is over. */
function next({ life, rules, chance, until }: Walk, share = 0.6): Date | null {
  const timer = life.deadline;
  if (!timer) throw new Error(`The state ${life.event.state} has no deadline.`);
  const moment = momentWithin(timer, rules.calendar, chance, share);
  return moment <= until ? moment : null;
}

function centreOf(
  { life, facts, chance }: Walk,
  region = life.event.regionCode,
): Doer & { readonly staffNumber: string } {
  const organization = facts.centres.get(region) ?? '';
  return { organization, staffNumber: chance.pick(facts.people.get(organization) ?? []) };
}

function file(walk: Walk): boolean {
  const { life, facts, rules, category, chance } = walk;
  const moment = next(walk);
  if (!moment) return false;
  const townBodyCode = facts.bodies.get(life.event.regionCode) ?? null;
  const filing = {
    categoryCode: category.code,
    majorClass: category.majorClass,
    platform: chance.pick(rules.read(eventSettings.platforms)),
    dutyCode: category.dutyCode,
    primarySide: category.primarySide,
    dutyLeadCode: category.dutyLeadCode,
    townBodyCode,
    townCode: null,
    handleLimit: category.handleLimit,
    limitUnit: category.limitUnit,
  };
  life.does('fileEvent', moment, centreOf(walk), filing, (event) => {
    const { categoryCode, dutyCode, platform, handleLimit, limitUnit } = filing;
    const simple = isSimple(filing, rules.read(eventSettings.simpleClasses));
    const namedLeadCode = simple ? (townBodyCode ?? category.dutyLeadCode) : category.dutyLeadCode;
    Object.assign(event, { categoryCode, dutyCode, platform, handleLimit, limitUnit, simple, namedLeadCode });
  });
  return true;
}

/** To whom the event goes: by the town, or by the county where the town passes it up; once in a while it comes back. */
function hand(walk: Walk): boolean {
  const { life, chance } = walk;
  if (!life.event.simple && chance.next() < shares.escalated) return passUp(walk);
  if (!order(walk, 'dispatchEvent')) return false;
  if (chance.next() >= shares.returned) return true;
  const moment = next(walk);
  if (!moment) return false;
  const reason = '不属本单位职责。';
  life.does('returnAssignment', moment, handlerOf(walk), { reason });
  endAssignments(walk, AssignmentState.RETURNED, moment, reason);
  return order(walk, 'redispatchEvent');
}

function passUp(walk: Walk): boolean {
  const moment = next(walk);
  if (!moment) return false;
  walk.life.does('escalateEvent', moment, centreOf(walk), { reason: '需县级部门处置。' }, (event) => {
    event.level = EventLevel.COUNTY;
    event.leftTown = true;
  });
  return order(walk, 'dispatchFromCounty');
}

function order(walk: Walk, verb: 'dispatchEvent' | 'redispatchEvent' | 'dispatchFromCounty'): boolean {
  const { life, facts, assignments } = walk;
  const moment = next(walk);
  if (!moment) return false;
  const code = life.event.namedLeadCode ?? '';
  const lead = { code, regionCode: code.split('-')[0] ?? '' };
  const doer = verb === 'dispatchFromCounty' ? centreOf(walk, facts.county) : centreOf(walk);
  life.does(verb, moment, doer, { lead, helpers: [], instruction: null, reason: null }, (event) => {
    event.leadOrganizationCode = code;
    event.leftTown ||= !lead.regionCode.startsWith(event.regionCode);
  });
  assignments.push({
    id: sampleId(moment, walk.chance),
    eventId: life.event.id,
    regionCode: life.event.regionCode,
    organizationCode: code,
    role: AssignmentRole.LEAD,
    state: AssignmentState.PENDING,
    instruction: null,
    handlerNumber: null,
    assignedAt: moment,
    answeredAt: null,
    reason: null,
  });
  return true;
}

/** Somebody of the leading organisation who did not report the event. */
function handlerOf({ life, facts, chance }: Walk): Doer & { readonly staffNumber: string } {
  const organization = life.event.leadOrganizationCode ?? '';
  const staff = (facts.people.get(organization) ?? []).filter((number) => number !== life.event.reporterNumber);
  return { organization, staffNumber: chance.pick(staff) };
}

function takeOn(walk: Walk): boolean {
  const { life, assignments } = walk;
  const moment = next(walk);
  if (!moment) return false;
  const handler = handlerOf(walk);
  life.does('acceptAssignment', moment, handler, {}, (event) => {
    event.handlerNumber = handler.staffNumber;
  });
  const part = at(assignments, assignments.length - 1);
  Object.assign(part, { state: AssignmentState.ACCEPTED, handlerNumber: handler.staffNumber, answeredAt: moment });
  return true;
}

function finish(walk: Walk): boolean {
  const { life, chance, until } = walk;
  if (chance.next() < shares.late) {
    if ((life.deadline?.dueAt ?? until) >= until) return false;
    life.misses(climb);
  }
  return handIn(walk, 'finishHandling', `${walk.category.name}已处置。`);
}

/** A level up, or overdue where there is none above (DI-03). */
function climb(event: EventLife['event']): void {
  event.late = true;
  if (event.level === EventLevel.COUNTY) event.overdueSince = event.course.since;
  else event.level = event.level === EventLevel.VILLAGE ? EventLevel.TOWN : EventLevel.COUNTY;
}

function handIn(walk: Walk, verb: 'finishHandling' | 'finishRework', result: string): boolean {
  const { life, until } = walk;
  // What is overdue with the county has no deadline any more: it is done on the day after.
  const overdue = new Date(Date.parse(life.entries.at(-1)?.at ?? '') + 86_400_000);
  const moment = life.deadline ? next(walk, 0.9) : overdue <= until ? overdue : null;
  if (!moment) return false;
  const { leadOrganizationCode, handlerNumber } = life.event;
  const handler = { organization: leadOrganizationCode ?? '', staffNumber: handlerNumber ?? '' };
  life.does(verb, moment, handler, { result, files: [] }, (event) => {
    event.result = result;
    event.handledAt = moment;
  });
  endAssignments(walk, AssignmentState.DONE, moment, null);
  return true;
}

function endAssignments({ assignments }: Walk, state: AssignmentState, moment: Date, reason: string | null): void {
  for (const part of assignments) {
    if (part.state !== AssignmentState.PENDING && part.state !== AssignmentState.ACCEPTED) continue;
    Object.assign(part, { state, reason, ...(state === AssignmentState.DONE ? {} : { answeredAt: moment }) });
  }
}

function verify(walk: Walk): boolean {
  const { life, facts, chance } = walk;
  const assigned = next(walk);
  if (!assigned) return false;
  const centre = centreOf(walk);
  const others = (facts.people.get(centre.organization ?? '') ?? []).filter(
    (each) => each !== life.event.handlerNumber,
  );
  const verifier = { organization: centre.organization ?? '', staffNumber: chance.pick(others) };
  life.does('assignVerifier', assigned, centre, verifier, (event) => {
    event.verifierNumber = verifier.staffNumber;
  });
  const moment = next(walk);
  if (!moment) return false;
  const reworked = (life.event.course.counts['failVerification'] ?? 0) > 0;
  if (!reworked && chance.next() < shares.reworked) {
    life.does('failVerification', moment, verifier, { reason: '现场仍有残留。' });
    return handIn(walk, 'finishRework', `${walk.category.name}已再次处置。`) && verify(walk);
  }
  life.does('passVerification', moment, verifier, { comment: null }, (event) => {
    event.closedAt = moment;
  });
  return true;
}

function feedBack(walk: Walk): boolean {
  const { life, chance, until } = walk;
  if (chance.next() < shares.feedback) {
    const moment = next(walk);
    if (!moment) return false;
    const satisfaction = Satisfaction[drawn(chance, satisfactions)];
    life.does('recordFeedback', moment, centreOf(walk), { satisfaction, comment: null }, (event) => {
      event.satisfaction = satisfaction;
    });
  } else {
    if ((life.deadline?.dueAt ?? until) >= until) return false;
    life.misses(() => {});
  }
  return life.event.state === EventState.EVALUATED;
}
