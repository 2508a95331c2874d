import { answersFor, type Caller } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { RatingDirection } from './call-vocabulary.js';
import type { TownCall } from './town-call.js';

/** Where the rules of this workflow stand. */
export const source = {
  zh: '“乡呼县应、上下联动”制度:乡镇无法独立解决的事项,可呼叫县级部门联动解决(DI-08)',
  en: 'Towns call, the county responds: what a town cannot settle alone (DI-08)',
};

/** One call, one rating by either side. */
export const ratingSource = {
  zh: '“一呼一评”:镇街评部门的响应,部门评镇街的配合(DI-10)',
  en: 'One call, one rating by either side (DI-10)',
};

/** Who calls and rates for a town. */
export const townRoles = ['town_dispatcher', 'town_leader'] as const;

type CallCondition = Condition<TownCall>;

/** The town for itself, and the county’s platform for its towns. */
export const withinTerritory: CallCondition = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该呼叫不在您负责的区域内。', en: 'The call lies outside the territory that you answer for.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
};

/** The county’s platform judges, extends and closes, for the whole county. */
export const ofCounty: CallCondition = {
  ...withinTerritory,
  sentence: {
    zh: '须由负责全县的“响应”平台办理。',
    en: 'Only the platform that answers for the whole county may do this.',
  },
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode.slice(0, 6)),
};

/** The department that leads responds and resolves. */
export const ofLeadDepartment: CallCondition = {
  reason: 'NOT_LEAD_DEPARTMENT',
  code: 'FORBIDDEN',
  sentence: { zh: '须由牵头响应的部门办理。', en: 'Only the department that leads may do this.' },
  source,
  holds: ({ leadDepartmentCode }, { caller }) => caller.organizations.includes(leadDepartmentCode ?? ''),
};

/** The departments of a call, and its town. */
export const ofCallParty: CallCondition = {
  reason: 'NOT_CALL_PARTY',
  code: 'FORBIDDEN',
  sentence: {
    zh: '只有呼叫的镇街和响应的部门可以办理。',
    en: 'Only the town that calls and the departments that respond may do this.',
  },
  source,
  holds: (call, { caller }) =>
    speaksForTown(call, caller) || call.partyCodes.some((code) => caller.organizations.includes(code)),
};

/** The town, or the department that led: those who rate each other. */
export const ratesCall: CallCondition = {
  ...ofCallParty,
  sentence: {
    zh: '由呼叫的镇街和牵头响应的部门双向评价。',
    en: 'The town that called and the department that led rate each other.',
  },
  source: ratingSource,
  holds: (call, { caller }) => directionOf(call, caller) !== null,
};

/** Each side rates once for each time that the call was handled. */
export const notYetRated: CallCondition = {
  reason: 'DUPLICATE_RATING',
  code: 'CONFLICT',
  sentence: { zh: '一呼一评:本方已经评价。', en: 'One call, one rating: your side has rated.' },
  source: ratingSource,
  holds: (call, { caller }) => {
    const direction = directionOf(call, caller);
    return direction === null || !(direction in call.course.answers);
  },
};

/** 一呼一评: nothing is closed while a side may still rate and has not. */
export const ratingsIn: CallCondition = {
  reason: 'RATING_MISSING',
  code: 'CONFLICT',
  sentence: {
    zh: '双向评价未齐,不得归档;评价期满仍未评的记为未评价。',
    en: 'Both sides rate before a call is closed; what nobody gave in time is recorded as not rated.',
  },
  source: ratingSource,
  holds: ({ ratingsEndedAt }) => ratingsEndedAt !== null,
};

/** In which direction a caller rates: for the department that led, for the town, or not at all. */
export function directionOf(call: TownCall, caller: Caller): RatingDirection | null {
  if (caller.organizations.includes(call.leadDepartmentCode ?? '')) return RatingDirection.DEPARTMENT_TO_TOWN;
  return speaksForTown(call, caller) ? RatingDirection.TOWN_TO_DEPARTMENT : null;
}

/** Whether a caller is the town’s dispatcher or leader. */
function speaksForTown({ regionCode }: TownCall, caller: Caller): boolean {
  return townRoles.some((role) => caller.grants.has(`realm:${role}`)) && answersFor(caller, regionCode);
}
