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
