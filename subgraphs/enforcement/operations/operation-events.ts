import { declareEvent } from '../../../kit/events/declare-event.js';

/** A joint operation was approved; `policeSupport` says whether the police are to support it (EN-11). */
export const operationApproved = declareEvent(
  'JointOperationApproved',
  { zh: '联合执法已批准', en: 'A joint operation was approved' },
  { operationId: 'text', name: 'text', regionCode: 'text', startsOn: 'text', endsOn: 'text', policeSupport: 'flag' },
);
