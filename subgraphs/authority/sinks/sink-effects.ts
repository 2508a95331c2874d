import { v7 as uuid } from 'uuid';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Effect, Guard, Moment } from '../../../kit/workflow/workflow.js';
import { isWritten } from '../../../kit/workflow/written-text.js';
import { DutyResponsibility, ResponsibilityRole } from '../duty-responsibility.js';
import { DutySide, TerritorialDuty } from '../territorial-duty.js';
import type { DutySinkRequest } from './duty-sink-request.js';
import { allConsent, source, townOfCaller } from './sink-conditions.js';
import type { NamedTowns, TownAnswer } from './sink-inputs.js';
import { ConsentDecision, SinkState } from './sink-vocabulary.js';
import type { TownConsent } from './town-consent.js';

/** A condition and a refusal are explained. */
export const answerExplained: Guard<DutySinkRequest, TownAnswer> = {
  reason: 'TEXT_LENGTH',
  code: 'INVALID',
  sentence: () => ({
    zh: '附条件同意须写明条件,不同意须写明理由,1—1000 字。',
    en: 'Conditions, and the reason of a refusal, are written in 1 to 1,000 characters.',
  }),
  source,
  holds: (_row, { input: { decision, words } }) =>
    words === null ? decision === ConsentDecision.CONSENTED : isWritten(words, 1000),
};

/** Those who are named are asked towns, and others remain when they leave. */
export function townsFit(remaining: boolean): Guard<DutySinkRequest, NamedTowns> {
  return {
    reason: 'TOWNS_NOT_ASKED',
    code: 'INVALID',
    sentence: ({ townCodes }, { input: { towns } }) => ({
      zh: `「${towns.join('、').slice(0, 200)}」须为已征求意见的镇街(${townCodes.join('、').slice(0, 500)})${remaining ? ',且不得全部移出' : ''}。`,
      en: `"${towns.join(', ').slice(0, 200)}" must be towns that are asked (${townCodes.join(', ').slice(0, 500)})${remaining ? ', and not all of them' : ''}.`,
    }),
    source,
    holds: ({ townCodes }, { input: { towns } }) =>
      towns.length > 0 &&
      new Set(towns).size === towns.length &&
      towns.every((town) => townCodes.includes(town)) &&
      (!remaining || towns.length < townCodes.length),
  };
}

/** Keeps what a town answers. */
export const keepConsent: Effect<DutySinkRequest, TownAnswer> = {
  title: { zh: '记录镇街意见', en: 'what the town says is kept' },
  apply: (row, moment) => {
    row.consents = consentsAfter(row, moment);
  },
};

/** The consents once this answer is among them. */
export function consentsAfter(
  row: DutySinkRequest,
  { input, context: { caller }, now }: Moment<TownAnswer>,
): TownConsent[] {
  const answer: TownConsent = {
    organizationCode: townOfCaller(row, caller) ?? '',
    decision: input.decision,
    words: input.words?.trim() ?? null,
    conditionsAccepted: false,
    decidedBy: caller.staffNumber ?? caller.subject ?? '',
    decidedAt: now.toISOString(),
  };
  return [...row.consents, answer];
}

/** Takes the conditions of towns on. */
export const acceptConditions: Effect<DutySinkRequest, NamedTowns> = {
  title: { zh: '接受镇街所附条件', en: 'the conditions of these towns are taken on' },
  apply: (row, { input }) => {
    row.consents = withConditions(row, input);
  },
};

/** The consents once the conditions of the named towns are taken on. */
export function withConditions({ consents }: DutySinkRequest, { towns }: NamedTowns): TownConsent[] {
  return consents.map((each) =>
    towns.includes(each.organizationCode) && each.decision === ConsentDecision.CONDITIONAL
      ? { ...each, conditionsAccepted: true }
      : each,
  );
}

/** Leaves towns out; what they said stays. */
export const leaveOut: Effect<DutySinkRequest, NamedTowns> = {
  title: { zh: '将镇街移出申请', en: 'these towns are left out' },
  apply: (row, { input }) => {
    row.townCodes = row.townCodes.filter((town) => !input.towns.includes(town));
  },
};

/** Where a request stands when its towns have said what they say: consents all, some refuse, or some are still to answer. */
export function stateOf(row: Pick<DutySinkRequest, 'townCodes' | 'consents'>): SinkState {
  const { townCodes, consents } = row;
  if (allConsent(row)) return SinkState.LEGAL_REVIEW;
  const answered = consents.filter(({ organizationCode }) => townCodes.includes(organizationCode));
  const refused = answered.some(({ decision }) => decision === ConsentDecision.REFUSED);
  if (answered.length < townCodes.length || !refused) return SinkState.TOWN_CONSULTING;
  return SinkState.TOWN_REFUSED;
}

/** A sunk duty becomes a territorial duty that the towns answer for, with the department helping. */
export const createDuty: Effect<DutySinkRequest, object> = {
  title: { zh: '形成属地管理事项', en: 'a territorial duty comes of it' },
  apply: async (row, { context: inside, now }) => {
    const series = `XC${row.regionCode}${dayOf(now).slice(0, 4)}`;
    row.dutyCode = `${series}${String(await nextNumber(inside, series)).padStart(4, '0')}`;
    const { manager } = inside.session;
    manager.persist(
      Object.assign(new TerritorialDuty(), {
        id: uuid(),
        code: row.dutyCode,
        domain: row.domain,
        name: row.title,
        primarySide: DutySide.TOWN,
        leadOrganizationCode: row.applicantCode,
        countyCode: row.regionCode,
        legalBasis: row.legalBasis,
        endedOn: row.endsOn,
      }),
    );
    for (const { side, role, text } of [
      { side: DutySide.TOWN, role: ResponsibilityRole.PRIMARY, text: row.content },
      { side: DutySide.COUNTY, role: ResponsibilityRole.COOPERATING, text: '指导、培训,并按申请提供配套资源' },
    ]) {
      manager.persist(
        Object.assign(new DutyResponsibility(), { id: uuid(), dutyCode: row.dutyCode, side, role, text }),
      );
    }
    await manager.flush();
  },
};

/** The duty ends with the request. */
export const endDuty: Effect<DutySinkRequest, object> = {
  title: { zh: '该属地管理事项同时终止', en: 'the duty ends with it' },
  apply: async (row, { context: { session }, now }) => {
    const duty = row.dutyCode === null ? null : await session.one(TerritorialDuty, 'code', row.dutyCode);
    if (duty) duty.endedOn = dayOf(now);
  },
};
