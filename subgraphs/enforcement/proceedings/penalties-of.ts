import type { Penalty } from './proceeding.js';
import type { PenaltyInput } from './proceeding-inputs.js';

/** Penalties as a case keeps them. */
export function penaltiesOf(inputs: readonly PenaltyInput[]): Penalty[] {
  return inputs.map(({ kind, amount = null, detail = null }) => ({ kind, amount, detail: detail?.trim() ?? null }));
}
