import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';
import { holdsWithin, PostHolding } from '../holdings/post-holding.js';
import { everywhere } from '../everywhere.js';
import { awayStates, Secondment, SecondmentState } from './secondment.js';
import { SeparationFinding, SeparationKind } from './separation-finding.js';
import { WorkDay } from './work-day.js';

const daysWithoutWork = 30;
const daysOfAbsence = 10;

/** What is known of somebody: the days of the last while, the newest first, today's posts, and secondments. */
interface Known {
  readonly days: readonly WorkDay[];
  readonly posts: readonly string[];
  readonly secondments: readonly Secondment[];
}

/**
 * How somebody is not where the post is, by today; nothing where a secondment is in force, and nothing of days where none are
 * recorded. `isElsewhere` says whether the person works outside the establishment without being stationed. n people cost three
 * statements.
 */
export async function separationOf(
  { session, clock }: Context,
  staffNumber: string,
  isElsewhere: boolean,
): Promise<SeparationFinding[]> {
  const today = dayOf(clock.now());
  const { days, posts, secondments } = await session.batch(`separation ${today}`, staffNumber, (numbers, manager) =>
    readKnown(numbers, manager, today),
  );
  if (secondments.some(({ state }) => awayStates.includes(state))) return [];
  const overdue = secondments.find(({ state }) => state === SecondmentState.OVERDUE);
  if (overdue) return [found(SeparationKind.OVERDUE_SECONDMENT, overdue.endsOn)];
  const findings = isElsewhere ? [found(SeparationKind.OTHER_ESTABLISHMENT, null)] : [];
  return [...findings, ...findingsOfDays(days, posts)];
}

function findingsOfDays(days: readonly WorkDay[], posts: readonly string[]): SeparationFinding[] {
  const [newest] = days;
  if (!newest) return [];
  if (!days.some(({ hasWorked }) => hasWorked)) return [found(SeparationKind.NOT_AT_POST, newest.day)];
  const last = days.slice(0, daysOfAbsence);
  const isAway = last.length === daysOfAbsence && !last.some(({ isPresent }) => isPresent);
  if (posts.length > 0 && isAway) return [found(SeparationKind.NOT_PRESENT, newest.day)];
  const worked = days.find(({ postCode }) => postCode !== null);
  const isOnAnother = posts.length > 0 && worked !== undefined && !posts.includes(worked.postCode ?? '');
  return isOnAnother ? [found(SeparationKind.OTHER_POST, worked.day)] : [];
}

async function readKnown(numbers: readonly string[], manager: EntityManager, today: string): Promise<Known[]> {
  const since = nameOfDay(numberOfDay(today) - daysWithoutWork);
  const staffNumber = { $in: [...numbers] };
  const days = await manager.find(
    WorkDay,
    { staffNumber, day: { $gt: since, $lte: today } },
    { ...everywhere, orderBy: { day: 'desc' } },
  );
  const holdings = await manager.find(PostHolding, { staffNumber }, everywhere);
  const secondments = await manager.find(Secondment, { staffNumber }, everywhere);
  return numbers.map((number) => ({
    days: days.filter((each) => each.staffNumber === number),
    posts: holdings
      .filter((each) => each.staffNumber === number && holdsWithin(each, today, today))
      .map(({ postCode }) => postCode),
    secondments: secondments.filter((each) => each.staffNumber === number),
  }));
}

function found(kind: SeparationKind, asOf: string | null): SeparationFinding {
  return Object.assign(new SeparationFinding(), { kind, asOf });
}
