import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuid } from 'uuid';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { checkSize, handedDown } from '../grants/grant-powers.js';
import { organizationElsewhere } from '../grants/grant-refusals.js';
import type { DelegationPlan } from './batch-inputs.js';
import { batchWorkflow } from './batch-workflow.js';
import type { DelegationBatch } from './delegation-batch.js';
import { demandOf, yearBefore } from './item-demand.js';
import { requireCapacity } from './require-capacity.js';

/**
 * Plans a batch, its items in the order of their demand in the year before. Faults: those of `grantPowers` for items and
 * grantees; INVALID, TEXT_LENGTH; FORBIDDEN, OUTSIDE_TERRITORY, for grantees of two counties; CONFLICT, reasons
 * CAPACITY_MISSING and BATCH_EXISTS.
 */
export async function planDelegationBatch(context: Context, plan: DelegationPlan): Promise<DelegationBatch> {
  requireRole(policyOf(batchWorkflow, 'planDelegationBatch'), context);
  requireWritten({ zh: '批次名称', en: 'The name' }, plan.name, 50);
  checkSize(plan);
  const { items, holders } = await handedDown(context, plan);
  const regionCode = holders[0]?.regionCode.slice(0, 6) ?? '';
  const foreign = holders.find((holder) => !holder.regionCode.startsWith(regionCode));
  if (foreign) throw organizationElsewhere(foreign);
  await requireCapacity(context, holders);
  const year = yearBefore(context);
  const demands = await demandOf(context, regionCode, year, { items: plan.items, most: items.length });
  const batch = {
    id: uuid(),
    regionCode,
    name: plan.name.trim(),
    mode: plan.mode,
    year,
    itemCodes: demands.map(({ itemCode }) => itemCode),
    granteeCodes: [...plan.grantees].sort(),
    demands: demands.map(({ itemCode, handled, requests }) => ({ itemCode, handled, requests })),
    decision: null,
    documentNumber: null,
    publishedOn: null,
    effectiveFrom: null,
  };
  return begin(batchWorkflow, 'planDelegationBatch', batch, context, {}).catch((error: unknown) => {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw batchExists(batch.name, error);
  });
}

function batchExists(name: string, cause: Error): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `本县已有批次「${name}」。`, en: `The county has a batch "${name}" already.` },
    { reason: 'BATCH_EXISTS', details: { name }, cause },
  );
}
