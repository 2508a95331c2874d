import { rounded } from '../cards/formulas.js';
import { Scorecard } from '../cards/scorecard.js';
import type { Context } from '../../../kit/module/context.js';
import { AppraisalScheme } from '../appraisal-scheme.js';
import { everywhere } from '../everywhere.js';
import { AppraisalCycle } from './appraisal-cycle.js';
import { spreadsOf } from './tier-spread.js';

/**
 * Gives each card its rank and coefficient within its tier: 1 is the highest total, equal totals share a rank, and the
 * coefficient is the total over the tier's mean, so whoever has more never gets less.
 */
export function rankCards(cards: readonly Scorecard[]): void {
  for (const ofTier of Map.groupBy(cards, ({ tier }) => tier).values()) {
    const totals = ofTier.flatMap(({ total }) => (total === null ? [] : [Number(total)]));
    const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
    for (const card of ofTier) {
      const { total } = card;
      card.tierRank = total === null ? null : totals.filter((each) => each > Number(total)).length + 1;
      card.tierSize = total === null ? null : totals.length;
      card.coefficient = total === null ? null : String(mean === 0 ? 1 : rounded(Number(total) / mean));
    }
  }
}

/** Ranks the cards of a cycle anew after one of them changed, and measures the spreads. */
export async function rankAgain(changed: Scorecard, { session }: Context): Promise<void> {
  const cards = await cardsOf(changed.cycleId, { session });
  // The changed card is among them: one manager gives one object for one row.
  rankCards(cards);
  const cycle = await session.locked(AppraisalCycle, changed.cycleId);
  const scheme = cycle && (await session.one(AppraisalScheme, 'code', cycle.schemeCode));
  if (cycle) cycle.spreads = spreadsOf(cards, scheme?.minimumSpread ?? null);
}

/** Every card of a cycle, whoever asks: ranks are of all. */
export function cardsOf(cycleId: string, { session }: Pick<Context, 'session'>): Promise<Scorecard[]> {
  return session.manager.find(Scorecard, { cycleId }, { ...everywhere, orderBy: { staffNumber: 'asc' } });
}
