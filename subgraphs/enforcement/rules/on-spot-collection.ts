import type { CollectionReason } from '../cases/performance.js';

const mostOnTheSpot = 100_00n;

/** Whether a fine in fen may be collected on the spot for this reason (Administrative Penalty Law §§ 68 and 69). */
export function mayCollectOnTheSpot(fine: bigint, reason: `${CollectionReason}`): boolean {
  return reason !== 'AT_MOST_100' || fine <= mostOnTheSpot;
}
