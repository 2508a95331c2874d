import { emission } from '../../../kit/workflow/workflow.js';
import type { Case } from './case.js';
import { caseFiled } from './case-events.js';

/** Tells others that a case was filed, however it came. */
export const tellsFiling = emission<Case, object, typeof caseFiled.fields>(
  caseFiled,
  ({ caseNo, eventNo, powerItemCode, organizationCode, officerNumbers, filedAt }) => ({
    caseNo,
    eventNo,
    powerItemCode,
    organizationCode,
    officers: officerNumbers,
    filedAt: filedAt.toISOString(),
  }),
);
