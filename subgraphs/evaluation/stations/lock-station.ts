import { v7 as uuid } from 'uuid';
import type { Target } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { begin, move } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { askStation, askStationed } from './ask-station.js';
import { lockWorkflow } from './lock-workflow.js';
import { StationLock } from './station-lock.js';
import { LockState } from './station-vocabulary.js';

const most = { people: 100, posts: 1000, months: 120 };

/** Which agency is locked, with how many posts, whom, and for how many months at least. */
export interface LockWish {
  readonly agency: string;
  readonly headcount: number;
  readonly staff: readonly string[];
  readonly termMonths: number;
}

/** Who is to leave, and for where. */
export interface TransferWish {
  readonly staffNumber: string;
  readonly to: string;
  readonly reason: string;
}

/**
 * Locks an agency's posts and people, from today on. Faults: NOT_FOUND; INVALID, LOCK_UNFIT; CONFLICT, reasons NOT_AN_AGENCY,
 * STAFF_NOT_STATIONED and STATION_LOCKED.
 */
export async function lockStation(context: Context, wish: LockWish): Promise<StationLock> {
  requireRole(policyOf(lockWorkflow, 'lockStation'), context);
  const { agency, headcount, staff, termMonths } = wish;
  checkSizes(wish);
  const station = await askStation(context, agency);
  for (const number of staff) await askStationed(context, number, station);
  const standing = await context.session.many(StationLock, 'agencyCode', agency, ['id']);
  if (standing.some(({ state }) => state === LockState.LOCKED)) throw locked(agency);
  const lock = {
    id: uuid(),
    ...station,
    partyCodes: [station.townCode, station.departmentCode],
    headcount,
    staffNumbers: [...staff].sort(),
    releasedNumbers: [],
    lockedOn: dayOf(context.clock.now()),
    termMonths,
  };
  return begin(lockWorkflow, 'lockStation', lock, context, {});
}

/**
 * Transfers somebody who is not locked, or whom the town has let go. Faults: NOT_FOUND; CONFLICT, reasons STAFF_NOT_STATIONED and
 * LOCKED_STAFF.
 */
export async function transferStationedStaff(
  context: Context,
  target: Target,
  { staffNumber, to, reason }: TransferWish,
): Promise<StationLock> {
  const lock = await allowedOn(lockWorkflow, 'transferStationedStaff', target, context);
  await askStationed(context, staffNumber, lock);
  const { organization } = await context.ask<{ organization: { region: { code: string } | null } }>(
    'query ($code: ID!) { organization(code: $code) { region { code } } }',
    { code: to },
  );
  const transfer = { staffNumber, to, toRegion: organization.region?.code ?? '', reason };
  return move(lockWorkflow, 'transferStationedStaff', target, context, transfer);
}

function checkSizes({ headcount, staff, termMonths }: LockWish): void {
  const isFit =
    headcount >= staff.length &&
    headcount <= most.posts &&
    staff.length <= most.people &&
    new Set(staff).size === staff.length &&
    termMonths >= 1 &&
    termMonths <= most.months;
  if (isFit) return;
  throw new Fault(
    'INVALID',
    {
      zh: `编制不少于人数、至多 ${most.posts} 名,人员至多 ${most.people} 名且不重复,期限 1—${most.months} 个月;收到 ${headcount} 名、${staff.length} 人、${termMonths} 个月。`,
      en: `Posts are at least as many as people and at most ${most.posts}, people at most ${most.people} and named once, the term 1 to ${most.months} months; got ${headcount}, ${staff.length} and ${termMonths}.`,
    },
    { reason: 'LOCK_UNFIT', details: { headcount, people: staff.length, termMonths } },
  );
}

function locked(agency: string): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `「${agency}」已经锁定。`, en: `"${agency}" is locked already.` },
    { reason: 'STATION_LOCKED', details: { agency } },
  );
}
