import { v7 as uuid } from 'uuid';
import type { Context } from '../../../kit/module/context.js';
import type { AppraisalCycle } from '../cycles/appraisal-cycle.js';
import { cardsOf } from '../cycles/rank-cards.js';
import { BonusLine } from './bonus-line.js';

/** A pool in yuan, and where it comes from. */
export interface BonusShare {
  readonly pool: string;
  readonly fundedBy: string;
}

const fenOfYuan = 100;
const digits = 10_000;

/** Shares a pool out by the coefficients of a cycle's cards; what rounding leaves goes to the largest remainders, fen by fen. */
export async function shareBonus(
  { id: cycleId }: AppraisalCycle,
  { pool, fundedBy }: BonusShare,
  inside: Context,
): Promise<void> {
  const cards = (await cardsOf(cycleId, inside)).filter(({ coefficient }) => coefficient !== null);
  const weights = cards.map(({ coefficient }) => BigInt(Math.round(Number(coefficient) * digits)));
  const shares = sharesOf(inFen(pool), weights);
  const { manager } = inside.session;
  cards.forEach((card, index) => {
    const { regionCode, staffNumber, coefficient } = card;
    const amount = inYuan(shares[index] ?? 0n);
    const line = { id: uuid(), cycleId, regionCode, staffNumber, coefficient, amount, fundedBy: fundedBy.trim() };
    manager.persist(Object.assign(new BonusLine(), line));
  });
  await manager.flush();
}

/** Parts of a whole number in proportion to weights, that sum to it. */
function sharesOf(pool: bigint, weights: readonly bigint[]): bigint[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight, index) => ({ index, whole: (pool * weight) / all, left: (pool * weight) % all }));
  let open = pool - parts.reduce((sum, { whole }) => sum + whole, 0n);
  const shares = parts.map(({ whole }) => whole);
  for (const { index } of parts.toSorted((one, other) =>
    one.left === other.left ? one.index - other.index : one.left > other.left ? -1 : 1,
  )) {
    if (open === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    open -= 1n;
  }
  return shares;
}

function inFen(yuan: string): bigint {
  const [whole = '0', fraction = ''] = yuan.split('.');
  return BigInt(whole) * BigInt(fenOfYuan) + BigInt(fraction.padEnd(2, '0'));
}

function inYuan(fen: bigint): string {
  return `${fen / BigInt(fenOfYuan)}.${String(fen % BigInt(fenOfYuan)).padStart(2, '0')}`;
}
