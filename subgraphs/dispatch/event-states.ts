import type { CountyRules } from '../../kit/county/county-rules.js';
import type { Setting } from '../../kit/county/setting.js';
import type { Bilingual } from '../../kit/module/fault.js';
import type { Duration } from '../../kit/time/duration.js';
import type { Deadline, StateDeclaration } from '../../kit/workflow/workflow.js';
import { LimitUnit } from './category-limits.js';
import type { Event } from './event.js';
import { EventPriority, type EventState } from './event-vocabulary.js';
import { eventSettings } from './settings.js';

type Length = (event: Event, rules: CountyRules) => Duration | null;

const minutesOfHour = 60;

/** A deadline after which the event climbs a level; the county's own runs out once and is not set again. */
function climbing(name: string, title: Bilingual, rule: Bilingual, length: Length): Deadline<Event> {
  const of: Length = (event, rules) => (event.overdueSince === event.course.since ? null : length(event, rules));
  return { name, title, length: { rule, of }, then: 'climbEvent' };
}

function bySetting(name: string, setting: Setting<'duration'>): Deadline<Event> {
  const rule = { zh: `县级规则 ${setting.key}`, en: `The county’s profile, ${setting.key}` };
  return climbing(name, setting.title, rule, (_event, rules) => rules.read(setting));
}

/** The category's limit as it was when the event was filed. */
export function limitOf({ handleLimit, limitUnit }: Event): Duration | null {
  if (handleLimit === null || limitUnit === null) return null;
  return { amount: handleLimit, unit: limitUnit };
}

/** A share of the limit: of hours to the minute, of days rounded up to whole days. */
function reworkLimit(event: Event, rules: CountyRules): Duration | null {
  const limit = limitOf(event);
  if (limit === null) return null;
  const share = Number(rules.read(eventSettings.reworkShare));
  return limit.unit === LimitUnit.WORKING_HOUR
    ? { amount: Math.ceil(limit.amount * minutesOfHour * share), unit: 'WORKING_MINUTE' }
    : { amount: Math.ceil(limit.amount * share), unit: limit.unit };
}

const accept = climbing(
  'accept',
  eventSettings.accept.title,
  {
    zh: '县级规则 event.accept;特急为 event.accept.emergency',
    en: 'The county’s profile, event.accept; event.accept.emergency for an emergency',
  },
  ({ priority }, rules) =>
    rules.read(priority === EventPriority.EMERGENCY ? eventSettings.acceptEmergency : eventSettings.accept),
);

const handle = climbing(
  'handle',
  { zh: '处置时限', en: 'Time to handle' },
  { zh: '立案时类别的处置时限', en: 'The limit of the category when the event was filed' },
  limitOf,
);

const rework = climbing(
  'rework',
  { zh: '返工时限', en: 'Time to rework' },
  { zh: '原时限乘以县级规则 event.rework-share', en: 'The limit times event.rework-share of the county’s profile' },
  reworkLimit,
);

const feedback: Deadline<Event> = {
  name: 'feedback',
  title: eventSettings.feedback.title,
  length: eventSettings.feedback,
  then: 'expireFeedback',
};

/** What each state of an event is called, and how long it may last. */
export const eventStates: Readonly<Record<EventState, StateDeclaration<Event>>> = {
  REPORTED: { title: { zh: '待受理', en: 'Reported' }, deadline: accept },
  ACCEPTED: { title: { zh: '待立案', en: 'Accepted' }, deadline: bySetting('file', eventSettings.file) },
  FILED: { title: { zh: '待派遣', en: 'Filed' }, deadline: bySetting('dispatch', eventSettings.dispatch) },
  DISPATCHED: {
    title: { zh: '待接单', en: 'Dispatched' },
    deadline: bySetting('accept-assignment', eventSettings.acceptAssignment),
  },
  RETURNED: { title: { zh: '已退回', en: 'Returned' }, deadline: bySetting('redispatch', eventSettings.redispatch) },
  ESCALATED: {
    title: { zh: '已上报县级', en: 'Passed up to the county' },
    deadline: bySetting('county-dispatch', eventSettings.countyDispatch),
  },
  HANDLING: { title: { zh: '处置中', en: 'Being handled' }, deadline: handle },
  HANDLED: {
    title: { zh: '待指派核查', en: 'Handled' },
    deadline: bySetting('assign-verifier', eventSettings.assignVerifier),
  },
  VERIFYING: { title: { zh: '核查中', en: 'Being verified' }, deadline: bySetting('verify', eventSettings.verify) },
  REWORK: { title: { zh: '返工中', en: 'Being reworked' }, deadline: rework },
  CLOSED: { title: { zh: '已结案', en: 'Closed' }, deadline: feedback },
  EVALUATED: { title: { zh: '已评价', en: 'Evaluated' } },
  APPRAISED: { title: { zh: '已考核', en: 'Appraised' } },
  ARCHIVED: { title: { zh: '已归档', en: 'Archived' }, final: true },
  REJECTED: { title: { zh: '不予受理', en: 'Rejected' }, final: true },
  MERGED: { title: { zh: '已合并', en: 'Merged' }, final: true },
};

/** The nine steps of the loop in their order, by the names that the county gives them (DI-01). */
export const nineSteps = {
  CLOUD: { zh: '天上有云', en: 'A cloud in the sky: the source is recorded' },
  GRID: { zh: '地上有格', en: 'A grid on the ground: the grid is known' },
  PERSON: { zh: '格中有人', en: 'A person in the grid: the report is accepted' },
  CAPABLE: { zh: '人能管事', en: 'A person who can act: the lead takes it on' },
  ORDERLY: { zh: '管理有序', en: 'Order: it is handled' },
  ASSESSED: { zh: '序后评估', en: 'Assessment after order: it is verified and closed' },
  APPRAISED: { zh: '评后考核', en: 'Appraisal after assessment: the feedback is in' },
  RECORDED: { zh: '考核入档', en: 'The appraisal on file: the score is posted' },
  ARCHIVED: { zh: '归档入云', en: 'The file in the cloud: archived under a signed head' },
} as const satisfies Readonly<Record<string, Bilingual>>;
