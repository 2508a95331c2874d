import type { Context } from '../../../kit/module/context.js';
import { numberOfDay, startOfDay } from '../../../kit/time/shanghai-day.js';
import { meanOf, rounded, textOf, totalOf } from '../cards/formulas.js';
import { everywhere } from '../everywhere.js';
import { CallOutcome } from './call-outcome.js';
import type { DepartmentEvaluation, TownBallot } from './department-evaluation.js';
import { shareOf } from './evaluation-settings.js';

const weights = { call: '0.6', ballot: '0.3', firstTime: '0.1' } as const;
const pointsOfStep = 25;

/** Counts what the towns said of a department: ballots, and the ratings of its calls in the period. */
export async function countBallots(
  row: DepartmentEvaluation,
  ballots: readonly TownBallot[],
  { session: { manager } }: Pick<Context, 'session'>,
): Promise<void> {
  const from = new Date(startOfDay(numberOfDay(row.startsOn)));
  const to = new Date(startOfDay(numberOfDay(row.endsOn) + 1));
  const calls = await manager.find(
    CallOutcome,
    { departmentCode: row.departmentCode, closedAt: { $gte: from, $lt: to } },
    everywhere,
  );
  const rated = calls.flatMap(({ rating }) => rating ?? []);
  const given = ballots.flatMap(({ score }) => (score === null ? [] : [Number(score)]));
  const call = meanOf(rated.map((rating) => (rating - 1) * pointsOfStep));
  const ballot = meanOf(given);
  const firstTime = meanOf(calls.map(({ rounds }) => (rounds > 1 ? 0 : 100)));
  row.ballots = ballots;
  row.unrated = calls.length - rated.length + ballots.length - given.length;
  row.callScore = textOf(call);
  row.ballotScore = textOf(ballot);
  row.firstTimeScore = textOf(firstTime);
  row.townScore = textOf(
    totalOf([
      { weight: weights.call, raw: row.callScore },
      { weight: weights.ballot, raw: row.ballotScore },
      { weight: weights.firstTime, raw: row.firstTimeScore },
    ]),
  );
}

/** The total of everything else and the towns' score, which weighs its share; without the latter it is the former. */
export function totalWithTowns(other: string, town: string | null, townShare: string): string {
  const share = shareOf(townShare);
  if (share === null || town === null) return String(rounded(Number(other)));
  return String(rounded(((share.of - share.part) * Number(other) + share.part * Number(town)) / share.of));
}
