import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuid } from 'uuid';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { notFound } from '../../../kit/data/perform.js';
import { type Policy, requirePolicy, requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { moveInside } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { assignmentOf } from './accept-call.js';
import { ofCounty } from './call-conditions.js';
import type { CallInputs } from './call-inputs.js';
import { callSettings } from './call-settings.js';
import { RejectionGround } from './call-vocabulary.js';
import { callWorkflow } from './call-workflow.js';
import { PlatformStep, type PlatformStepInput } from './platform-step.js';
import { type PlatformVerb, wordsOf } from './platform-words.js';
import { rejectionOf } from './reject-call.js';
import { TownCall } from './town-call.js';

/** Who may tell what the county's platform did: its system alone. */
export const relayCallStepPolicy: Policy<PlatformStep> = {
  verb: 'relayCallStep',
  entity: PlatformStep,
  title: { zh: '转来“响应”平台的一步', en: 'Relay a step of the county’s platform' },
  roles: ['call_platform'],
  source: {
    zh: '各县依托已有平台“响应”:热线、综治、智慧城管或新建(DI-13)',
    en: 'Counties answer on platforms of their own (DI-13)',
  },
  conditions: [],
  creates: true,
};

/**
 * Does to a call what the county's own platform says in its own words, as the native verb would (DI-13): the same states
 * whatever the platform. A number that came before changes nothing. Faults: NOT_FOUND for the call; INVALID, reason
 * PLATFORM_WORD_UNKNOWN; CONFLICT, reason WRONG_STATE; those of the verb.
 */
export async function relayCallStep(context: Context, step: PlatformStepInput): Promise<TownCall> {
  requireRole(relayCallStepPolicy, context);
  requireWritten({ zh: '流水号', en: 'The platform’s number' }, step.externalRef, 100);
  const call = await callOf(context, step.callNo);
  await requirePolicy({ ...relayCallStepPolicy, conditions: [ofCounty] }, call, context);
  const rules = await countyRules(context.session, call.regionCode, context.clock, call.course.profileVersion);
  const platform = rules.read(callSettings.platform);
  const verb = wordsOf(platform).get(step.word);
  if (verb === undefined) throw wordUnknown(platform, step.word);
  const countyCode = call.regionCode.slice(0, 6);
  if (await isKnown(context, countyCode, step.externalRef)) return callOf(context, step.callNo);
  const input = await inputOf(verb, context, call, step);
  await context.session
    .write(async (session) => {
      const inside: Context = { ...context, session };
      const row = await session.locked(TownCall, call.id);
      if (row === null) throw notFound(TownCall, step.callNo);
      // Who waited for another with the same step finds it done.
      if (await isKnown(inside, countyCode, step.externalRef)) return;
      await requirePolicy(policyOf(callWorkflow, verb), row, inside);
      session.manager.persist(
        Object.assign(new PlatformStep(), {
          id: uuid(),
          callId: call.id,
          regionCode: countyCode,
          platform,
          externalRef: step.externalRef,
          word: step.word,
          verb,
          receivedAt: context.clock.now(),
        }),
      );
      await moveInside(callWorkflow, verb, call.id, inside, input);
    })
    .catch((error: unknown) => {
      // Another process was faster with the same step.
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
    });
  return callOf(context, step.callNo);
}

/** The call as it is, whatever was read of it before: somebody else may have been faster with the step. */
async function callOf({ session }: Context, callNo: string): Promise<TownCall> {
  const call = await session.afresh(TownCall, 'callNo', callNo);
  if (call === null) throw notFound(TownCall, callNo);
  return call;
}

async function isKnown({ session }: Context, regionCode: string, externalRef: string): Promise<boolean> {
  return (await session.manager.count(PlatformStep, { regionCode, externalRef })) > 0;
}

/** What the verb that a word stands for is sent. */
async function inputOf(
  verb: PlatformVerb,
  context: Context,
  call: TownCall,
  step: PlatformStepInput,
): Promise<CallInputs[PlatformVerb]> {
  const note = step.note ?? '';
  switch (verb) {
    case 'acceptCall':
      return assignmentOf(context, call, { ...step, judgement: note, reason: note === '' ? null : note });
    case 'rejectCall':
      return rejectionOf(context, call, { ...step, ground: step.ground ?? RejectionGround.OTHER, reason: note });
    case 'extendCall':
      return { days: step.days ?? 0, reason: note };
    default:
      return {};
  }
}

function wordUnknown(platform: string, word: string): Fault {
  const words = [...wordsOf(platform).keys()];
  return new Fault(
    'INVALID',
    {
      zh: `本县“响应”平台(${platform})没有「${word.slice(0, 50)}」一步:${words.join('、')}。`,
      en: `The county’s platform (${platform}) has no step "${word.slice(0, 50)}": ${words.join(', ')}.`,
    },
    { reason: 'PLATFORM_WORD_UNKNOWN', details: { platform, words } },
  );
}
