import { v7 as uuid } from 'uuid';
import { attachFiles } from '../../../kit/files/attach-files.js';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Context } from '../../../kit/module/context.js';
import type { DeadlinePassed } from '../../../kit/workflow/timers-of.js';
import type { Effect, Moment } from '../../../kit/workflow/workflow.js';
import { emit } from '../../../kit/events/emit.js';
import type { Dispatching } from '../event-inputs.js';
import { notification } from '../events.js';
import { FailureKind } from '../findings/finding-vocabulary.js';
import { suspect } from '../findings/suspect.js';
import { centreOf } from '../inbox.js';
import { directionOf } from './call-conditions.js';
import type { CallInputs, CallPlan, GivenRating, Rejection } from './call-inputs.js';
import { CallRating } from './call-rating.js';
import { callRated } from './call-events.js';
import { callSettings } from './call-settings.js';
import { RatingDirection, RejectionGround } from './call-vocabulary.js';
import { suspectRecklessCalling } from './reckless-calls.js';
import { TownCall } from './town-call.js';

type CallEffect<Verb extends keyof CallInputs> = Effect<TownCall, CallInputs[Verb]>;

/** Numbers a draft and keeps its files. */
export const numberCall: CallEffect<'draftCall'> = {
  title: { zh: '编号并保存附件', en: 'it is numbered, and its files are kept' },
  apply: async (call, { context, input, now }) => {
    await attachFiles(context, input.files, { entity: TownCall.name, id: call.id });
    const series = `C${call.regionCode}${dayOf(now).replaceAll('-', '')}`;
    call.callNo = `${series}${String(await nextNumber(context, `call ${series}`)).padStart(6, '0')}`;
  },
};

/** Keeps what the town did itself; a call about a simple event counts as reckless (DI-25). */
export const sendCall: CallEffect<'raiseCall'> = {
  title: {
    zh: '记下自行处置情况;简易事件的呼叫计入乱呼叫',
    en: 'what the town did is kept; a call about a simple event counts as reckless',
  },
  apply: async (call, moment) => {
    call.ownEfforts = (moment.input.ownEfforts ?? call.ownEfforts ?? '').trim();
    call.calledAt = moment.now;
    if (!moment.input.simple) return;
    call.reckless = true;
    await suspectRecklessCalling(call, moment);
  },
};

/** Assigns a call; whoever it is assigned to becomes a party and sees it. */
export const assignCall: Effect<TownCall, Dispatching> = {
  title: { zh: '派发给牵头和协同部门', en: 'it is assigned to who leads and who helps' },
  apply: (call, { input: { lead, helpers, instruction }, now }) => {
    call.leadDepartmentCode = lead.code;
    call.coDepartmentCodes = helpers.map(({ code }) => code);
    call.partyCodes = [call.townCode, lead.code, ...call.coDepartmentCodes];
    call.judgement = instruction;
    call.assignedAt = now;
  },
};

/** Keeps why a call was rejected; two of the grounds count as reckless (DI-11). */
export const keepRejection: Effect<TownCall, Rejection> = {
  title: {
    zh: '记录情形和理由;属自身权限或重复的计入乱呼叫',
    en: 'ground and reason are kept; what is the town’s own or a repetition counts as reckless',
  },
  apply: async (call, moment) => {
    const { ground, reason } = moment.input;
    call.ground = ground;
    call.judgement = reason.trim();
    if (ground === RejectionGround.OTHER) return;
    call.reckless = true;
    await suspectRecklessCalling(call, moment);
  },
};

/** Keeps the plan and the team. */
export const keepPlan: Effect<TownCall, CallPlan> = {
  title: { zh: '记录措施,成立专门治理小组', en: 'the measures are kept, and the team is formed' },
  apply: (call, { input: { measures, team }, now }) => {
    call.measures = measures;
    call.teamName = team?.name ?? null;
    call.teamLeaderNumber = team?.leaderNumber ?? null;
    call.respondedAt = now;
  },
};

/** Stamps one measure as done. */
export const keepMeasure: CallEffect<'finishMeasure'> = {
  title: { zh: '记录完成情况', en: 'what came of the measure is kept' },
  apply: (call, { input, now }) => {
    call.measures = call.measures.map((each) =>
      each.number === input.measure ? { ...each, doneAt: now.toISOString(), result: input.result.trim() } : each,
    );
  },
};

/** Keeps the result; ratings of an earlier time count no more. */
export const keepResult: CallEffect<'resolveCall'> = {
  title: { zh: '记录结果和附件', en: 'the result and its files are kept' },
  apply: async (call, { context, input, now }) => {
    await attachFiles(context, input.files, { entity: TownCall.name, id: call.id });
    call.result = input.result.trim();
    call.resolvedAt = now;
    call.townRating = null;
    call.departmentRating = null;
  },
};

/** Whether this rating is the town’s, and so low that the call is handled once more, or would be were it not the second time. */
export function isLow(call: TownCall, { context, input, rules }: Moment<GivenRating>): boolean {
  const byTown = directionOf(call, context.caller) === RatingDirection.TOWN_TO_DEPARTMENT;
  return byTown && input.satisfaction <= rules.read(callSettings.lowRating);
}

/** Keeps a rating: a low one of the town has the call handled once more, and is inaction the second time. */
export const keepRating: Effect<TownCall, GivenRating> = {
  title: {
    zh: '记录评价;镇街再次评价过低的记为响应不作为',
    en: 'the rating is kept; one of the town that is low once more is inaction',
  },
  apply: async (call, moment) => {
    const { context, input, now, answers } = moment;
    const byTown = directionOf(call, context.caller) === RatingDirection.TOWN_TO_DEPARTMENT;
    const rating = ratingOf(call, byTown, input, now);
    context.session.manager.persist(rating);
    await tellRating(call, context, rating);
    if (byTown) {
      call.townRating = input.satisfaction;
      call.firstTownRating ??= input.satisfaction;
    } else call.departmentRating = input.satisfaction;
    const low = isLow(call, moment);
    if (low && call.round === 1) {
      call.round = 2;
      return;
    }
    if (Object.keys(answers).length === 2) call.ratingsEndedAt = now;
    if (low) await suspectInaction(call, moment, 'rating', `${call.callNo} 重办后镇街仍评 ${input.satisfaction} 分`);
  },
};

function ratingOf(call: TownCall, byTown: boolean, { satisfaction, comment }: GivenRating, now: Date): CallRating {
  const department = call.leadDepartmentCode ?? '';
  return Object.assign(new CallRating(), {
    id: uuid(),
    callId: call.id,
    regionCode: call.regionCode,
    partyCodes: call.partyCodes,
    direction: byTown ? RatingDirection.TOWN_TO_DEPARTMENT : RatingDirection.DEPARTMENT_TO_TOWN,
    raterCode: byTown ? call.townCode : department,
    rateeCode: byTown ? department : call.townCode,
    satisfaction,
    comment: comment?.trim() ?? null,
    round: call.round,
    ratedAt: now,
  });
}

function tellRating({ id, callNo }: TownCall, inside: Context, rating: CallRating): Promise<void> {
  const { regionCode, direction, raterCode, rateeCode, satisfaction, round } = rating;
  return emit(inside, callRated, id, {
    callNo,
    regionCode,
    direction,
    raterCode,
    rateeCode,
    satisfaction,
    round,
    ratedAt: rating.ratedAt.toISOString(),
  });
}

/** Tells the county’s centre and its director that a call waits longer than it may. */
export const tellCentre: CallEffect<'noteCallWaiting'> = {
  title: { zh: '告知县级平台及其主任', en: 'the county’s centre and its director are told' },
  apply: async (call, { context }) => {
    const centre = await centreOf(context, call.regionCode.slice(0, 6));
    if (centre === null) return;
    await emit(context, notification, call.id, {
      kind: 'CALL_OVERDUE',
      eventNo: null,
      organizationCode: centre.organizationCode,
      staffNumber: centre.directorNumber,
      textZh: `呼叫 ${call.callNo} 超过受理或研判时限,请${centre.name}办理。`,
      textEn: `The call ${call.callNo} has waited too long to be taken or judged; ${centre.name} is to see to it.`,
    });
  },
};

/** 呼叫不响应: suspected when the time to respond runs out. */
export const suspectNoResponse: Effect<TownCall, DeadlinePassed> = {
  title: { zh: '记为疑似“呼叫不响应”', en: 'suspected: the call was not responded to' },
  apply: (call, { context }) =>
    suspect(context, {
      ...ofDepartment(call),
      kind: FailureKind.CALL_NOT_RESPONDED,
      detail: `${call.callNo} 逾期未响应`,
      occasion: call.id,
    }),
};

/** 响应不作为: suspected when the time to resolve runs out. */
export const suspectStandstill: Effect<TownCall, DeadlinePassed> = {
  title: { zh: '记为疑似“响应不作为”', en: 'suspected: it was responded to and not settled' },
  apply: (call, moment) => suspectInaction(call, moment, `round ${call.round}`, `${call.callNo} 逾期未办结`),
};

function suspectInaction(
  call: TownCall,
  { context }: Pick<Moment<unknown>, 'context'>,
  occasion: string,
  detail: string,
): Promise<void> {
  const kind = FailureKind.RESPONSE_INACTION;
  return suspect(context, { ...ofDepartment(call), kind, detail, occasion: `${call.id} ${occasion}` });
}

function ofDepartment({ id, regionCode, dutyCode, leadDepartmentCode }: TownCall) {
  return { subjectCode: leadDepartmentCode ?? '', regionCode: regionCode.slice(0, 6), dutyCode, callId: id };
}
