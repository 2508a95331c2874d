import { v7 as uuid } from 'uuid';
import { type EventHandler, onEvent } from '../../../kit/events/declare-event.js';
import { beginInside } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { CaseTransfer } from './case-transfer.js';
import { passable } from './passing-transitions.js';
import { openTransferStates } from './transfer-guards.js';
import { TransferKind } from './transfer-vocabulary.js';
import { transferWorkflow } from './transfer-workflow.js';
import { unbegunTransfer } from './unbegun-transfer.js';

/**
 * AU-09, S-05: when a town loses a power, its cases under it that are not decided must go to the department, because a
 * decision without the power is void (Administrative Penalty Law § 38). Those that are on their way already stay so.
 */
export const onGrantWithdrawn: EventHandler = onEvent(
  'GrantWithdrawn',
  { zh: '赋权收回的,未决案件移送原实施部门', en: 'What a town has not decided goes to the department' },
  { itemCode: 'text', granteeCode: 'text', sourceOrganizationCode: 'text', lastDay: 'text', documentNumber: 'text' },
  async ({ payload }, inside) => {
    const { itemCode, granteeCode, sourceOrganizationCode, lastDay, documentNumber } = payload;
    const { manager } = inside.session;
    const cases = await manager.find(
      Case,
      { powerItemCode: itemCode, subjectCode: granteeCode, state: { $in: [...passable] } },
      { orderBy: { caseNo: 'asc' } },
    );
    for (const each of cases) {
      const open = { caseId: each.id, state: { $in: openTransferStates } };
      if ((await manager.count(CaseTransfer, open)) > 0) continue;
      const way = { from: each.organizationCode, to: sourceOrganizationCode };
      const reason = `赋权已收回(${documentNumber}),末日 ${lastDay}`;
      const row = { ...unbegunTransfer(each, way), id: uuid(), kind: TransferKind.GRANT_WITHDRAWN, reason };
      await beginInside(transferWorkflow, 'orderTransfer', row, inside, {});
    }
  },
);
