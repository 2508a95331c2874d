import { declareEvent } from '../../../kit/events/declare-event.js';

/** Supervision has ended in a bad consequence: the discipline office is to review who answers for it (DI-12). */
export const accountabilityReferred = declareEvent(
  'AccountabilityReferred',
  { zh: '移送问责', en: 'Something was referred for accountability' },
  {
    subjectCode: 'text',
    dutyCode: 'text?',
    eventNo: 'text?',
    /** A calendar day, yyyy-MM-dd. */
    occurredOn: 'text',
    incident: 'text',
    consequence: 'text',
  },
);
