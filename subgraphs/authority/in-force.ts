import { type PowerGrant } from './power-grant.js';
import { PowerStatus } from './power-item.js';

/** Whether a day lies between a first and a last day, both included; no last day means still. */
export function covers(
  dated: { readonly effectiveFrom: string; readonly effectiveTo: string | null },
  day: string,
): boolean {
  return dated.effectiveFrom <= day && (dated.effectiveTo === null || day <= dated.effectiveTo);
}

/** Whether a grant is suspended on a day; one that arrived suspended has no first day and is so on every day. */
export function isSuspendedOn(grant: PowerGrant, day: string): boolean {
  return grant.status === PowerStatus.SUSPENDED && (grant.suspendedOn === null || grant.suspendedOn <= day);
}

/** The condition that finds the grants in force on a day: those that cover it and are not suspended. */
export function inForceOn(day: string): Record<string, unknown> {
  return {
    effectiveFrom: { $lte: day },
    $and: [
      { $or: [{ effectiveTo: null }, { effectiveTo: { $gte: day } }] },
      { $or: [{ status: { $ne: PowerStatus.SUSPENDED } }, { suspendedOn: { $gt: day } }] },
    ],
  };
}
