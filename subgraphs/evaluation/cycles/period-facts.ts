import type { Context } from '../../../kit/module/context.js';
import { numberOfDay, startOfDay } from '../../../kit/time/shanghai-day.js';
import type { Scorecard } from '../cards/scorecard.js';
import { ScoreEvidence } from '../score-evidence.js';
import { ScoreIndicator } from '../score-indicator.js';
import { Taskforce } from '../taskforces/taskforce.js';
import { TeamCredit } from '../taskforces/team-credit.js';
import { everywhere } from '../everywhere.js';
import type { AppraisalCycle } from './appraisal-cycle.js';
import { type HeldPost, holdersOf } from './open-cards.js';

/** An award of a taskforce, with its name. */
export interface NamedAward {
  readonly taskforce: string;
  readonly reason: string;
  readonly points: string;
}

/** What a period's scores are made of, by staff number. */
export interface PeriodFacts {
  readonly heldPosts: ReadonlyMap<string, readonly HeldPost[]>;
  /** Whether what the person handled was done in time. */
  readonly onTime: ReadonlyMap<string, readonly ScoreEvidence[]>;
  readonly credits: ReadonlyMap<string, readonly TeamCredit[]>;
  readonly awards: ReadonlyMap<string, readonly NamedAward[]>;
}

/** Reads what counts for the people of some cards in a cycle's period, wherever it happened. */
export async function periodFacts(
  cycle: AppraisalCycle,
  cards: readonly Scorecard[],
  inside: Context,
): Promise<PeriodFacts> {
  const { manager } = inside.session;
  const numbers = cards.map(({ staffNumber }) => staffNumber);
  const from = new Date(startOfDay(numberOfDay(cycle.startsOn)));
  const to = new Date(startOfDay(numberOfDay(cycle.endsOn) + 1));
  const period = { $gte: from, $lt: to };
  const inOrder = { ...everywhere, orderBy: { id: 'asc' } } as const;
  const evidence = await manager.find(
    ScoreEvidence,
    { staffNumber: { $in: numbers }, indicator: ScoreIndicator.ON_TIME, occurredAt: period, value: { $ne: null } },
    inOrder,
  );
  const credits = await manager.find(TeamCredit, { memberNumbers: { $overlap: numbers }, creditedAt: period }, inOrder);
  const taskforces = await manager.find(Taskforce, { memberNumbers: { $overlap: numbers } }, inOrder);
  const awards = taskforces.flatMap(({ name, awards: given }) =>
    given
      .filter(({ at }) => Date.parse(at) >= from.getTime() && Date.parse(at) < to.getTime())
      .map((award) => ({ ...award, taskforce: name })),
  );
  return {
    heldPosts: await holdersOf(cycle, inside),
    onTime: Map.groupBy(evidence, ({ staffNumber }) => staffNumber ?? ''),
    credits: new Map(
      numbers.map((number) => [number, credits.filter(({ memberNumbers }) => memberNumbers.includes(number))]),
    ),
    awards: Map.groupBy(awards, ({ staffNumber }) => staffNumber),
  };
}
