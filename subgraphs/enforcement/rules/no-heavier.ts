import type { PenaltySum } from './hearing-right.js';
import { fenOf } from './money.js';

/** Whether nothing of `penalties` goes beyond `told`: each kind is among those, and in no larger sum. */
export function staysWithin(penalties: readonly PenaltySum[], told: readonly PenaltySum[]): boolean {
  return penalties.every(({ kind, amount }) => {
    const before = told.find((each) => each.kind === kind);
    if (!before) return false;
    return amount === null || before.amount === null || (fenOf(amount) ?? 0n) <= (fenOf(before.amount) ?? 0n);
  });
}
