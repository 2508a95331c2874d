import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Fault } from '../../../kit/module/fault.js';
import type { Case } from '../cases/case.js';

/** Says what an index found: somebody else began a transfer of the case between the guard's look and the commit. */
export function orTransferOpen({ caseNo }: Case): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new Fault(
      'CONFLICT',
      {
        zh: `案件「${caseNo}」刚刚已有未办结的移送。`,
        en: `A transfer of the case "${caseNo}" was just begun.`,
      },
      { reason: 'TRANSFER_OPEN', cause: error },
    );
  };
}
