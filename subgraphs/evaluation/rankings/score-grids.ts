import type { CountyRules } from '../../../kit/county/county-rules.js';
import type { Context } from '../../../kit/module/context.js';
import { numberOfDay, startOfDay } from '../../../kit/time/shanghai-day.js';
import { meanOf, rounded, textOf, totalOf } from '../cards/formulas.js';
import type { SchemeDimension } from '../scheme-dimension.js';
import { ScoreEvidence } from '../score-evidence.js';
import { ScoreIndicator, scoring } from '../score-indicator.js';
import { everywhere } from '../everywhere.js';
import type { RankedGrid } from './ask-town-grids.js';
import type { GridPart, GridRanking, GridStanding } from './grid-ranking.js';
import { PatrolOutcome } from './patrol-outcome.js';
import { rankingSettings } from './ranking-settings.js';
import { GridConsequence } from './ranking-vocabulary.js';

const hundred = 100;

/** What is known of one grid in a period. */
interface GridFacts {
  readonly patrols: readonly number[];
  readonly evidence: readonly ScoreEvidence[];
  /** The most that any grid of the town found by itself. */
  readonly mostFound: number;
}

/** Scores grids by a scheme over the period of a ranking, the highest first; what is not recorded leaves the mean. */
export async function scoreGrids(
  { startsOn, endsOn }: Pick<GridRanking, 'startsOn' | 'endsOn'>,
  grids: readonly RankedGrid[],
  dimensions: readonly SchemeDimension[],
  rules: CountyRules,
  { session: { manager } }: Pick<Context, 'session'>,
): Promise<GridStanding[]> {
  const codes = grids.map(({ code }) => code);
  const from = new Date(startOfDay(numberOfDay(startsOn)));
  const to = new Date(startOfDay(numberOfDay(endsOn) + 1));
  const evidence = await manager.find(
    ScoreEvidence,
    { gridCode: { $in: codes }, occurredAt: { $gte: from, $lt: to }, value: { $ne: null } },
    everywhere,
  );
  const outcomes = await manager.find(
    PatrolOutcome,
    { gridCode: { $in: codes }, plannedFor: { $gte: startsOn, $lte: endsOn } },
    everywhere,
  );
  const ofGrid = Map.groupBy(evidence, ({ gridCode }) => gridCode ?? '');
  const mostFound = Math.max(0, ...[...ofGrid.values()].map((each) => found(each).length));
  const standings = grids.map(({ code, rule, overdue }) => {
    const finished = outcomes.filter(({ gridCode }) => gridCode === code).map(({ isLate }) => (isLate ? 0 : 1));
    const missed = overdue.filter((day) => day >= startsOn && day <= endsOn).map(() => 0);
    const facts = { patrols: [...finished, ...missed], evidence: ofGrid.get(code) ?? [], mostFound };
    const parts = dimensions.map((dimension) => partOf(dimension, facts));
    const total = totalOf(parts);
    return {
      gridCode: code,
      parts,
      score: textOf(total),
      place: null,
      consequence: consequenceOf(total, rules),
      rule,
    };
  });
  return placed(standings);
}

function partOf({ code, weight }: SchemeDimension, { patrols, evidence, mostFound }: GridFacts): GridPart {
  const indicator = Object.values(ScoreIndicator).find((each) => scoring[each].dimension === code);
  const ofIndicator = evidence.filter((each) => each.indicator === indicator);
  if (indicator === ScoreIndicator.SELF_FOUND) {
    // A grid of which nothing is recorded has not failed to find anything.
    const isKnown = mostFound > 0 && evidence.length + patrols.length > 0;
    const raw = isKnown ? String(rounded((ofIndicator.length / mostFound) * hundred)) : null;
    return { dimension: code, weight, raw, facts: ofIndicator.length };
  }
  const merits = indicator ? ofIndicator.map(({ value }) => scoring[indicator].merit(Number(value))) : patrols;
  const mean = meanOf(merits.map((merit) => merit * hundred));
  return { dimension: code, weight, raw: textOf(mean), facts: merits.length };
}

function found(evidence: readonly ScoreEvidence[]): ScoreEvidence[] {
  return evidence.filter(({ indicator }) => indicator === ScoreIndicator.SELF_FOUND);
}

function consequenceOf(score: number | null, rules: CountyRules): GridConsequence {
  if (score === null) return GridConsequence.NONE;
  if (score >= Number(rules.read(rankingSettings.rewardFrom))) return GridConsequence.REWARD;
  return score < Number(rules.read(rankingSettings.punishBelow)) ? GridConsequence.PUNISHMENT : GridConsequence.NONE;
}

function placed(standings: readonly GridStanding[]): GridStanding[] {
  const scores = standings.flatMap(({ score }) => (score === null ? [] : [Number(score)]));
  return standings
    .map((each) => ({
      ...each,
      place: each.score === null ? null : scores.filter((score) => score > Number(each.score)).length + 1,
    }))
    .sort((one, other) => (one.place ?? scores.length + 1) - (other.place ?? scores.length + 1));
}
