import { countyRules } from '../../kit/county/county-rules-of.js';
import { answersFor } from '../../kit/identity/caller.js';
import type { Condition } from '../../kit/identity/policy.js';
import type { Event } from './event.js';
import { eventSettings } from './settings.js';

const territory = {
  zh: '三级联动:主抓在镇(街),指导在市(DI-03)',
  en: 'Three levels: the town runs it, the county guides (DI-03)',
};
const organised = { zh: '派遣给主办单位办理(DI-02)', en: 'The leading organisation handles what it is given (DI-02)' };

/** The centre of the town that runs the grid, or of the county above it. */
export const withinTerritory: Condition<Event> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该事件不在您负责的区域内。', en: 'The event lies outside the territory that you answer for.' },
  source: territory,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
};

/** 地上有格: nobody accepts what lies in no grid. */
export const gridKnown: Condition<Event> = {
  reason: 'GRID_UNRESOLVED',
  code: 'CONFLICT',
  sentence: {
    zh: '事件尚未落到网格,请先定位(locateEvent)。',
    en: 'The event lies in no grid yet; locate it first (locateEvent).',
  },
  source: { zh: '九步流程:地上有格(DI-01)', en: 'Nine steps: the ground has a grid (DI-01)' },
  holds: ({ gridCode }) => gridCode !== null,
};

/** The organisation that leads answers, through one of its staff. */
export const ofLeadOrganization: Condition<Event> = {
  reason: 'NOT_LEAD_ORGANIZATION',
  code: 'FORBIDDEN',
  sentence: {
    zh: '须由主办单位的在册工作人员办理。',
    en: 'Only somebody on the staff of the organisation that leads may do this.',
  },
  source: organised,
  holds: ({ leadOrganizationCode }, { caller }) =>
    caller.staffNumber !== null && caller.organizations.includes(leadOrganizationCode ?? ''),
};

/** An organisation that helps answers, through one of its staff. */
export const ofHelpingOrganization: Condition<Event> = {
  reason: 'NOT_CO_HANDLER',
  code: 'FORBIDDEN',
  sentence: {
    zh: '须由协办单位的在册工作人员办理。',
    en: 'Only somebody on the staff of an organisation that helps may do this.',
  },
  source: organised,
  holds: ({ coOrganizationCodes }, { caller }) =>
    caller.staffNumber !== null && caller.organizations.some((code) => coOrganizationCodes.includes(code)),
};

/** GR-10: where the county separates reporting from handling, the reporter does not handle. */
export const reporterDoesNotHandle: Condition<Event> = {
  reason: 'REPORTER_IS_HANDLER',
  code: 'CONFLICT',
  sentence: {
    zh: '本县实行报办分离,上报人不得办理自己上报的事件。',
    en: 'This county separates reporting from handling: whoever reported an event does not handle it.',
  },
  source: { zh: '网格事件报办分离(GR-10),县级规则', en: 'Report and handle apart (GR-10), the county’s profile' },
  holds: async ({ regionCode, course, reporterNumber }, { session, clock, caller }) => {
    if (reporterNumber === null || reporterNumber !== caller.staffNumber) return true;
    const rules = await countyRules(session, regionCode, clock, course.profileVersion);
    return !rules.read(eventSettings.separation);
  },
};

/** What the county assigned is not returned once more. */
export const notAssignedByCounty: Condition<Event> = {
  reason: 'ASSIGNED_BY_COUNTY',
  code: 'CONFLICT',
  sentence: {
    zh: '县级已指定承办单位,不得再退回。',
    en: 'The county has assigned the event; it cannot be returned again.',
  },
  source: { zh: '县级指定后不得退回(DI-03)', en: 'What the county assigns is not returned (DI-03)' },
  holds: ({ course }) => (course.counts['dispatchFromCounty'] ?? 0) === 0,
};

/** Whoever took the event on goes on with it. */
export const byHandler: Condition<Event> = {
  reason: 'NOT_HANDLER',
  code: 'FORBIDDEN',
  sentence: { zh: '须由该事件的承办人办理。', en: 'Only the handler of the event may do this.' },
  source: organised,
  holds: ({ handlerNumber }, { caller }) => handlerNumber !== null && handlerNumber === caller.staffNumber,
};

const verification = {
  zh: '处置与核查分离(DI-01 序后评估)',
  en: 'Handling and verification apart (DI-01, assessment after order)',
};

/** Nobody verifies their own work. */
export const handlerDoesNotVerify: Condition<Event> = {
  reason: 'VERIFIER_IS_HANDLER',
  code: 'CONFLICT',
  sentence: { zh: '承办人不得核查自己办理的事件。', en: 'The handler of an event does not verify it.' },
  source: verification,
  holds: ({ handlerNumber }, { caller }) => handlerNumber === null || handlerNumber !== caller.staffNumber,
};

/** Only who was named verifies. */
export const byVerifier: Condition<Event> = {
  reason: 'NOT_VERIFIER',
  code: 'FORBIDDEN',
  sentence: { zh: '须由指派的核查人办理。', en: 'Only the verifier who was named may do this.' },
  source: verification,
  holds: ({ verifierNumber }, { caller }) => verifierNumber !== null && verifierNumber === caller.staffNumber,
};

/** The centre that asks the reporter, or the citizen who reported it. */
export const byCentreOrReporter: Condition<Event> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: {
    zh: '须由负责该区域的指挥中心回访,或由上报人本人反馈。',
    en: 'Only the centre that answers for the event, or whoever reported it, may do this.',
  },
  source: territory,
  holds: ({ regionCode, reporterSubject }, { caller }) =>
    answersFor(caller, regionCode) || (reporterSubject !== null && reporterSubject === caller.subject),
};
