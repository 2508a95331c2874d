import { emission, type Transition } from '../../kit/workflow/workflow.js';
import { byHandler, byVerifier, handlerDoesNotVerify, withinTerritory } from './event-conditions.js';
import { extensionWithinLimit, handlingHasPhoto, reasonGiven, verifierDidNotHandle, written } from './event-guards.js';
import type { Event } from './event.js';
import type { EventTransitions, Handling } from './event-inputs.js';
import { dispatchers, handlers, verifiers } from './event-roles.js';
import { EventState as State } from './event-vocabulary.js';
import { askForVerification, askForRework, close, finish } from './handling-effects.js';
import { closingFacts } from './closing-facts.js';
import { eventClosed } from './events.js';

const assessment = { zh: '九步流程:序后评估(DI-01)', en: 'Nine steps: assessment after order (DI-01)' };

const finishing: Pick<
  Transition<Event, Handling>,
  'to' | 'by' | 'source' | 'conditions' | 'guards' | 'effect' | 'step' | 'entry'
> = {
  to: State.HANDLED,
  by: handlers,
  source: { zh: '九步流程:管理有序(DI-01)', en: 'Nine steps: order (DI-01)' },
  conditions: [byHandler],
  guards: [written('result', { zh: '处置结果', en: 'result' }, 2000), handlingHasPhoto],
  effect: {
    title: { zh: '记下结果、照片和是否超时', en: 'Note the result, the photos and whether it is late' },
    apply: finish,
  },
  step: 'ORDERLY',
  entry: ({ late }, { input }) => ({ comment: input.result, values: { files: input.files.length, late } }),
};

/** From taking on until the verifier has found it done. */
export const handling: EventTransitions<
  | 'finishHandling'
  | 'requestExtension'
  | 'noteCase'
  | 'assignVerifier'
  | 'passVerification'
  | 'failVerification'
  | 'finishRework'
> = {
  finishHandling: { ...finishing, title: { zh: '办结', en: 'Finish handling' }, from: [State.HANDLING] },
  requestExtension: {
    title: { zh: '延期', en: 'Extend' },
    from: [State.HANDLING],
    to: State.HANDLING,
    by: handlers,
    source: { zh: '延期一次,不超过原时限(DI-02)', en: 'Once, and at most the time it had (DI-02)' },
    conditions: [byHandler],
    guards: [reasonGiven, extensionWithinLimit],
    once: true,
    extends: {
      deadline: 'handle',
      by: ({ limitUnit }, { input }) => ({ amount: input.amount, unit: limitUnit ?? 'WORKING_HOUR' }),
    },
    entry: ({ limitUnit }, { input }) => ({
      comment: input.reason,
      values: { amount: input.amount, unit: limitUnit },
    }),
  },
  noteCase: {
    title: { zh: '关联执法案件', en: 'Note a case' },
    from: [State.HANDLING],
    to: State.HANDLING,
    by: 'system',
    source: { zh: '处置中立案查处(EN-05)', en: 'A case opened while it is handled (EN-05)' },
    entry: (_event, { input: { caseNo, powerItemCode, organizationCode } }) => ({
      values: { caseNo, powerItemCode, organizationCode },
    }),
  },
  assignVerifier: {
    title: { zh: '指派核查人', en: 'Assign a verifier' },
    from: [State.HANDLED],
    to: State.VERIFYING,
    by: dispatchers,
    source: assessment,
    conditions: [withinTerritory],
    guards: [verifierDidNotHandle],
    effect: { title: { zh: '记下核查人', en: 'Note the verifier' }, apply: askForVerification },
    entry: (_event, { input: { staffNumber } }) => ({ values: { verifier: staffNumber } }),
  },
  passVerification: {
    title: { zh: '核查通过,结案', en: 'Pass verification and close' },
    from: [State.VERIFYING],
    to: State.CLOSED,
    by: verifiers,
    source: assessment,
    conditions: [handlerDoesNotVerify, byVerifier],
    guards: [written('comment', { zh: '核查意见', en: 'comment' }, 500, true)],
    effect: {
      title: { zh: '结案,答复每一位上报人,含并入的事件', en: 'Close, and answer every reporter, of merged events too' },
      apply: close,
    },
    step: 'ASSESSED',
    entry: (_event, { input: { comment } }) => ({ comment }),
    emits: [emission(eventClosed, closingFacts)],
  },
  failVerification: {
    title: { zh: '核查不通过,返工', en: 'Fail verification' },
    from: [State.VERIFYING],
    to: State.REWORK,
    by: verifiers,
    source: assessment,
    conditions: [handlerDoesNotVerify, byVerifier],
    guards: [reasonGiven],
    effect: { title: { zh: '退给承办人返工', en: 'Back to the handler' }, apply: askForRework },
    entry: (_event, { input: { reason } }) => ({ comment: reason }),
  },
  finishRework: { ...finishing, title: { zh: '返工办结', en: 'Finish rework' }, from: [State.REWORK] },
};
