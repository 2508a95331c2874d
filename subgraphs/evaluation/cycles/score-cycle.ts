import type { Context } from '../../../kit/module/context.js';
import { moveInside } from '../../../kit/workflow/move.js';
import { AppraisalScheme } from '../appraisal-scheme.js';
import type { DimensionScore, ScoreBasis } from '../cards/card-scores.js';
import { BasisKind, RatingKind } from '../cards/card-vocabulary.js';
import { cardWorkflow } from '../cards/card-workflow.js';
import { cappedSum, meanOf, rounded, textOf, weightedBy, withoutLeniency } from '../cards/formulas.js';
import type { Scorecard } from '../cards/scorecard.js';
import { SchemeDimension } from '../scheme-dimension.js';
import type { AppraisalCycle } from './appraisal-cycle.js';
import { cardsOf, rankCards } from './rank-cards.js';
import { type PeriodFacts, periodFacts } from './period-facts.js';
import { spreadsOf } from './tier-spread.js';

/** What one dimension makes of one card; `raw` null where nobody rated. */
interface Reading {
  readonly raw: number | null;
  readonly unrated: number;
  readonly bases: readonly ScoreBasis[];
}

type Formula = (card: Scorecard, facts: PeriodFacts, corrected: ReadonlyMap<string, number>) => Reading;

const formulas: Readonly<Record<string, Formula>> = {
  postPoints: (card, { heldPosts, onTime }) => {
    const seen = onTime.get(card.staffNumber) ?? [];
    // Whoever had nothing to handle left nothing undone.
    const completion = meanOf(seen.map(({ value }) => Number(value))) ?? 1;
    const evidenceIds = seen.map(({ id }) => id);
    const bases = (heldPosts.get(card.staffNumber) ?? []).map(({ post }) => ({
      kind: BasisKind.POST,
      label: `${post.code} ${post.name}`,
      value: String(completion),
      points: String(rounded(post.points * completion)),
      evidenceIds,
    }));
    return { raw: cappedSum(pointsOf(bases)), unrated: 0, bases };
  },
  moduleRating: (card, _facts, corrected) => {
    const raters = [
      ...card.leaderNumbers.map((number) => ({ number, kind: BasisKind.LEADER_RATING })),
      ...card.peerNumbers.map((number) => ({ number, kind: BasisKind.PEER_RATING })),
    ];
    const bases = raters.map(({ number, kind }) => {
      const value = card.ratings.find(({ raterNumber }) => raterNumber === number)?.score ?? null;
      const points = value === null ? null : String(corrected.get(`${number} ${card.id}`) ?? Number(value));
      return { kind, label: number, value, points, evidenceIds: [] };
    });
    const means = [BasisKind.LEADER_RATING, BasisKind.PEER_RATING].flatMap(
      (kind) => meanOf(pointsOf(bases.filter((each) => each.kind === kind))) ?? [],
    );
    return { raw: meanOf(means), unrated: bases.filter(({ points }) => points === null).length, bases };
  },
  teamCredits: ({ staffNumber }, { credits }) => {
    const bases = (credits.get(staffNumber) ?? []).map(({ teamName, reason, points }) =>
      earned(BasisKind.TEAM_CREDIT, `${teamName}:${reason}`, points),
    );
    return { raw: cappedSum(pointsOf(bases)), unrated: 0, bases };
  },
  taskforcePoints: ({ staffNumber }, { awards }) => {
    const bases = (awards.get(staffNumber) ?? []).map(({ taskforce, reason, points }) =>
      earned(BasisKind.TASKFORCE_AWARD, `${taskforce}:${reason}`, points),
    );
    return { raw: cappedSum(pointsOf(bases)), unrated: 0, bases };
  },
};

/**
 * Computes every card of a cycle from what stands now, ranks them and measures the spreads. Nothing here looks at the spread
 * that is asked for: whether it is reached is the scores' doing.
 */
export async function scoreCycle(cycle: AppraisalCycle, inside: Context): Promise<void> {
  const { session } = inside;
  const cards = await cardsOf(cycle.id, inside);
  const scheme = await session.one(AppraisalScheme, 'code', cycle.schemeCode);
  const dimensions = await session.many(SchemeDimension, 'schemeCode', cycle.schemeCode, ['code']);
  const facts = await periodFacts(cycle, cards, inside);
  const corrected = correctedRatings(cards);
  let unrated = 0;
  for (const card of cards) {
    const scores = dimensions.map((dimension) => dimensionScore(dimension, card, facts, corrected));
    await moveInside(cardWorkflow, 'scoreCard', card.id, inside, { scores });
    unrated += scores.reduce((sum, score) => sum + score.unrated, 0);
  }
  rankCards(cards);
  cycle.spreads = spreadsOf(cards, scheme?.minimumSpread ?? null);
  cycle.unrated = unrated;
}

function dimensionScore(
  { code, name, weight }: SchemeDimension,
  card: Scorecard,
  facts: PeriodFacts,
  corrected: ReadonlyMap<string, number>,
): DimensionScore {
  const formula = formulas[code];
  if (!formula) throw new Error(`No formula scores the dimension ${code}.`);
  const { raw, unrated, bases } = formula(card, facts, corrected);
  const weighted = weightedBy(weight, raw);
  return { code, name, weight, raw: textOf(raw), weighted: textOf(weighted), unrated, bases };
}

/** The ratings of leaders without their leniency, by rater and card. */
function correctedRatings(cards: readonly Scorecard[]): Map<string, number> {
  const given = cards.flatMap(({ id, ratings }) =>
    ratings.flatMap(({ kind, raterNumber, score }) =>
      kind === RatingKind.LEADER && score !== null ? [{ rater: raterNumber, about: id, score: Number(score) }] : [],
    ),
  );
  return new Map(withoutLeniency(given).map(({ rater, about, corrected }) => [`${rater} ${about}`, corrected]));
}

function earned(kind: BasisKind, label: string, points: string): ScoreBasis {
  return { kind, label, value: null, points, evidenceIds: [] };
}

function pointsOf(bases: readonly Pick<ScoreBasis, 'points'>[]): number[] {
  return bases.flatMap(({ points }) => (points === null ? [] : [Number(points)]));
}
