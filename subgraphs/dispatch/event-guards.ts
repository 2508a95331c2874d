import { answersFor } from '../../kit/identity/caller.js';
import type { Bilingual } from '../../kit/module/fault.js';
import type { Guard, Instance } from '../../kit/workflow/workflow.js';
import { EventAssignment } from './event-assignment.js';
import type { Event } from './event.js';
import type { Dispatching, EventInputs, Place, Reporting } from './event-inputs.js';
import { EventSource } from './event-vocabulary.js';
import { holdsPhoto } from './holds-photo.js';
import { eventSettings } from './settings.js';

/** How far a clock may run ahead of ours, in milliseconds. */
const clockTolerance = 5 * 60_000;

const record = { zh: '全程留痕(DI-01)', en: 'Everything leaves a trace (DI-01)' };
const order = { zh: '派遣规则(DI-02)', en: 'Rules of dispatching (DI-02)' };

/** A text of 1 to `longest` characters; an optional one may also be absent. */
export function written<Field extends string>(
  field: Field,
  title: Bilingual,
  longest: number,
  optional = false,
): Guard<Event, { readonly [Name in Field]: string | null }> {
  return {
    reason: 'TEXT_LENGTH',
    code: 'INVALID',
    source: record,
    sentence: (_event, { input }) => ({
      zh: `「${title.zh}」须为 1—${longest} 字,收到 ${lengthOf(input[field])} 字。`,
      en: `The ${title.en} must have 1 to ${longest} characters; got ${lengthOf(input[field])}.`,
    }),
    holds: (_event, { input }) => {
      const text: string | null = input[field];
      if (text === null) return optional;
      return text.trim() !== '' && [...text].length <= longest;
    },
  };
}

function lengthOf(text: string | null): number {
  return [...(text ?? '').trim()].length;
}

/** A reason of 1 to 500 characters. */
export const reasonGiven = written('reason', { zh: '理由', en: 'reason' }, 500);

export const notInTheFuture: Guard<Event, Reporting> = {
  reason: 'FUTURE_TIME',
  code: 'INVALID',
  source: record,
  sentence: (_event, { input, now }) => ({
    zh: `发生时间 ${input.occurredAt.toISOString()} 晚于现在 ${now.toISOString()}。`,
    en: `It cannot have happened at ${input.occurredAt.toISOString()}: now is ${now.toISOString()}.`,
  }),
  holds: (_event, { input, now }) => input.occurredAt.getTime() <= now.getTime() + clockTolerance,
};

const photo = { zh: '处置和巡查须附照片(DI-01)', en: 'Patrol and handling need a photo (DI-01)' };
const withoutPhoto = (): Bilingual => ({
  zh: '至少须附一张本人上传的照片。',
  en: 'At least one photo that you uploaded is needed.',
});

export const patrolHasPhoto: Guard<Event, Reporting> = {
  reason: 'PHOTO_MISSING',
  code: 'INVALID',
  source: photo,
  sentence: withoutPhoto,
  holds: ({ source }, { input, context }) => source !== EventSource.GRID_PATROL || holdsPhoto(context, input.files),
};

export const handlingHasPhoto: Guard<Event, { readonly files: readonly string[] }> = {
  reason: 'PHOTO_MISSING',
  code: 'INVALID',
  source: photo,
  sentence: withoutPhoto,
  holds: (_event, { input, context }) => holdsPhoto(context, input.files),
};

export const placeWithinTerritory: Guard<Event, Place> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  source: { zh: '属地管理(DI-03)', en: 'Each centre answers for its territory (DI-03)' },
  sentence: (_event, { input }) => ({
    zh: `网格 ${input.gridCode} 由 ${input.townCode} 管理,不在您负责的区域内。`,
    en: `The grid ${input.gridCode} is run by ${input.townCode}, outside the territory that you answer for.`,
  }),
  holds: (_event, { input, context }) => answersFor(context.caller, input.townCode),
};

/** A system passes on what lies in the territory that it serves. */
export const ticketWithinTerritory: Guard<Event, Reporting> = {
  ...placeWithinTerritory,
  sentence: ({ regionCode }) => ({
    zh: `该位置属 ${regionCode},不在您负责的区域内。`,
    en: `That position belongs to ${regionCode}, outside the territory that you answer for.`,
  }),
  holds: ({ regionCode }, { context }) => answersFor(context.caller, regionCode),
};

export const platformOfCounty: Guard<Event, EventInputs['fileEvent']> = {
  reason: 'PLATFORM_UNKNOWN',
  code: 'INVALID',
  source: { zh: '县级规则 event.platforms(DI-07)', en: 'The county’s profile, event.platforms (DI-07)' },
  sentence: (_event, { input, rules }) => ({
    zh: `「${input.platform}」不是本县的平台:${rules.read(eventSettings.platforms).join('、')}。`,
    en: `"${input.platform}" is none of the county's platforms: ${rules.read(eventSettings.platforms).join(', ')}.`,
  }),
  holds: (_event, { input, rules }) => rules.read(eventSettings.platforms).includes(input.platform),
};

const settledInTown = { zh: '简易事件乡镇就地办结(DI-25)', en: 'The town settles what is simple (DI-25)' };

/** DI-25, of an order: outside the town only with a reason. */
export const simpleStaysInTown: Guard<Event, Dispatching> = {
  reason: 'SIMPLE_EVENT_NEEDS_REASON',
  code: 'INVALID',
  source: settledInTown,
  sentence: (_event, { input }) => ({
    zh: `简易事件由镇街就地办结,派给 ${input.lead.code} 须说明理由。`,
    en: `The town settles a simple event itself; giving it to ${input.lead.code} needs a reason.`,
  }),
  holds: ({ simple, regionCode }, { input }) =>
    !simple || input.lead.regionCode.startsWith(regionCode) || isGiven(input.reason),
};

/** DI-25, of passing up: only with a reason. */
export const simpleNeedsReason: Guard<Event, { readonly reason: string | null }> = {
  reason: 'SIMPLE_EVENT_NEEDS_REASON',
  code: 'INVALID',
  source: settledInTown,
  sentence: ({ eventNo }) => ({
    zh: `${eventNo} 是简易事件,由镇街就地办结,上报须说明理由。`,
    en: `${eventNo} is a simple event, which the town settles itself; passing it up needs a reason.`,
  }),
  holds: ({ simple }, { input }) => !simple || isGiven(input.reason),
};

/** A row whose lead the list of territorial duties names. */
interface Led extends Instance {
  readonly namedLeadCode: string | null;
}

export const otherLeadHasReason: Guard<Led, Dispatching> = {
  reason: 'LEAD_NEEDS_REASON',
  code: 'INVALID',
  source: { zh: '按属地管理事项清单派遣(AU-06)', en: 'The list of territorial duties names the lead (AU-06)' },
  sentence: ({ namedLeadCode }, { input }) => ({
    zh: `清单指明由 ${namedLeadCode} 主办,改派 ${input.lead.code} 须说明理由。`,
    en: `The list names ${namedLeadCode}; giving it to ${input.lead.code} needs a reason.`,
  }),
  holds: ({ namedLeadCode }, { input }) => input.lead.code === namedLeadCode || isGiven(input.reason),
};

export const organizationsOfCounty: Guard<Instance, Dispatching> = {
  reason: 'ORGANIZATION_ELSEWHERE',
  code: 'INVALID',
  source: order,
  sentence: ({ regionCode }, { input }) => ({
    zh: `${strangers(regionCode, input).join('、')} 不是本县的机构。`,
    en: `${strangers(regionCode, input).join(', ')} is no organisation of this county.`,
  }),
  holds: ({ regionCode }, { input }) => strangers(regionCode, input).length === 0,
};

function strangers(regionCode: string, { lead, helpers }: Dispatching): string[] {
  const county = regionCode.slice(0, 6);
  return [lead, ...helpers].filter((each) => !each.regionCode.startsWith(county)).map(({ code }) => code);
}

export const organizationsDiffer: Guard<Instance, Dispatching> = {
  reason: 'ORGANIZATION_TWICE',
  code: 'INVALID',
  source: order,
  sentence: (_event, { input }) => ({
    zh: `主办和协办单位不得重复:${codesOf(input).join('、')}。`,
    en: `Each organisation is named once, as lead or as helper: ${codesOf(input).join(', ')}.`,
  }),
  holds: (_event, { input }) => new Set(codesOf(input)).size === codesOf(input).length,
};

function codesOf({ lead, helpers }: Dispatching): string[] {
  return [lead, ...helpers].map(({ code }) => code);
}

export const extensionWithinLimit: Guard<Event, EventInputs['requestExtension']> = {
  reason: 'EXTENSION_TOO_LONG',
  code: 'INVALID',
  source: { zh: '延期一次,不超过原时限(DI-02)', en: 'Once, and at most the time it had (DI-02)' },
  sentence: ({ handleLimit, limitUnit }, { input }) => ({
    zh: `延期须为 1—${handleLimit} ${limitUnit},收到 ${input.amount}。`,
    en: `An extension has 1 to ${handleLimit} ${limitUnit}; got ${input.amount}.`,
  }),
  holds: ({ handleLimit }, { input }) => input.amount >= 1 && input.amount <= (handleLimit ?? 0),
};

export const verifierDidNotHandle: Guard<Event, EventInputs['assignVerifier']> = {
  reason: 'VERIFIER_IS_HANDLER',
  code: 'CONFLICT',
  source: { zh: '处置与核查分离(DI-01)', en: 'Handling and verification apart (DI-01)' },
  sentence: (_event, { input }) => ({
    zh: `${input.staffNumber} 参与了处置,不得核查。`,
    en: `${input.staffNumber} took part in handling and cannot verify.`,
  }),
  holds: async ({ id, handlerNumber }, { input, context }) =>
    input.staffNumber !== handlerNumber &&
    (await context.session.manager.count(
      EventAssignment,
      { eventId: id, handlerNumber: input.staffNumber },
      { filters: { visible: false } },
    )) === 0,
};

function isGiven(reason: string | null): boolean {
  return (reason ?? '').trim() !== '';
}
