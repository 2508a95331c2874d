import { v7 as uuid } from 'uuid';
import { onEvent } from '../../../kit/events/declare-event.js';
import { beginInside } from '../../../kit/workflow/move.js';
import { Organization } from '../organization.js';
import { accountabilityWorkflow } from './accountability-workflow.js';

/** What supervision refers for its bad consequence becomes a review, with the part that the list of that day gives (DI-12). */
export const onAccountabilityReferred = onEvent(
  'AccountabilityReferred',
  { zh: '接收移送,启动问责', en: 'Opens a review of what was referred' },
  {
    subjectCode: 'text',
    dutyCode: 'text?',
    eventNo: 'text?',
    occurredOn: 'text',
    incident: 'text',
    consequence: 'text',
  },
  async ({ payload }, inside) => {
    const subject = await inside.session.one(Organization, 'code', payload.subjectCode);
    if (subject === null) return;
    const review = {
      ...payload,
      id: uuid(),
      regionCode: subject.regionCode,
      caseNo: null,
      listedRole: null,
      listEdition: null,
      statement: null,
      diligent: null,
      outcome: null,
      reasoning: null,
      lawCited: null,
      appeal: null,
    };
    await beginInside(accountabilityWorkflow, 'receiveReferral', review, inside, {});
  },
);
