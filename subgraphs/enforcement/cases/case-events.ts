import { declareEvent } from '../../../kit/events/declare-event.js';

/** A case was opened. */
export const caseFiled = declareEvent(
  'CaseFiled',
  { zh: '已立案', en: 'A case was opened' },
  {
    caseNo: 'text',
    eventNo: 'text?',
    powerItemCode: 'text',
    organizationCode: 'text',
    officers: 'texts',
    filedAt: 'moment',
  },
);

/** A clue was not filed: who handed it over learns why; `originCode` is null where nobody did. */
export const clueReturned = declareEvent(
  'ClueReturned',
  { zh: '线索已退回', en: 'A clue was not filed' },
  { caseNo: 'text', originCode: 'text?', organizationCode: 'text', reason: 'text' },
);

/** A penalty was decided; `fine` in yuan, 0.00 with a warning alone. */
export const caseDecided = declareEvent(
  'CaseDecided',
  { zh: '已作出处罚决定', en: 'A penalty was decided' },
  { caseNo: 'text', eventNo: 'text?', fine: 'text', decidedAt: 'moment' },
);

/** A case was closed, its decision performed. */
export const caseClosed = declareEvent(
  'CaseClosed',
  { zh: '已结案', en: 'A case was closed' },
  { caseNo: 'text', eventNo: 'text?', closedAt: 'moment' },
);

/** A case was passed on and taken on elsewhere (EN-09, EN-10). */
export const caseTransferred = declareEvent(
  'CaseTransferred',
  { zh: '案件已移送接收', en: 'A case was taken on by others' },
  { caseNo: 'text', receiverCaseNo: 'text?', from: 'text', to: 'text', kind: 'text' },
);

/** A deadline of a transfer ran out; the organisation is the one that should have acted (EN-09). */
export const transferOverdue = declareEvent(
  'TransferOverdue',
  { zh: '移送超期', en: 'A deadline of a transfer ran out' },
  {
    transferId: 'text',
    caseNo: 'text',
    regionCode: 'text',
    deadline: 'text',
    dueAt: 'moment',
    organizationCode: 'text',
  },
);
