import { declareEvent } from '../../../kit/events/declare-event.js';

/** A version of a list was published (AU-09). */
export const listPublished = declareEvent(
  'ListPublished',
  { zh: '清单已公布', en: 'A version of a list was published' },
  { listCode: 'text', regionCode: 'text', number: 'number', documentNumber: 'text', effectiveFrom: 'text' },
);

/** A grant was withdrawn: from the day after `lastDay` the department exercises the power again (AU-09, AU-12). */
export const grantWithdrawn = declareEvent(
  'GrantWithdrawn',
  { zh: '赋权已收回', en: 'A grant was withdrawn' },
  {
    itemCode: 'text',
    granteeCode: 'text',
    regionCode: 'text',
    sourceOrganizationCode: 'text',
    lastDay: 'text',
    documentNumber: 'text',
  },
);
