import { v7 as uuid } from 'uuid';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayAt, nameOfDay } from '../../../kit/time/shanghai-day.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { lastDayOfLimitation } from '../rules/limitation.js';
import type { Case } from './case.js';
import type { ClueInput } from './case-inputs.js';
import type { CaseProcedure } from './case-states.js';
import { partyKeyOf, partyRecordOf } from './party-record.js';
import { placeOf } from './place-of-case.js';

/** Clocks of telephones differ by some minutes. */
const tolerance = 5 * 60_000;

/** A case before anything was done to it. */
type UnopenedCase = Omit<Case, 'state' | 'course' | 'version'>;

/**
 * A case as it begins, whoever will work on it; its number comes with the transaction. Faults: INVALID, reasons FIELD_INVALID,
 * TEXT_LENGTH, FUTURE_TIME, PLACE_MISSING, OUTSIDE_COUNTY; CONFLICT, reason LIMITATION_EXPIRED.
 */
export async function unopenedCase(
  context: Context,
  input: ClueInput,
  procedure: CaseProcedure,
): Promise<UnopenedCase> {
  requireWritten({ zh: '地点', en: 'The place' }, input.address, 200);
  requireWritten({ zh: '违法事实', en: 'The facts' }, input.facts, 2000);
  const now = context.clock.now();
  const occurredOn = dayOfAct(input, now);
  const party = partyRecordOf(input.party);
  const place = await placeOf(context, input);
  return {
    ...untouched(),
    ...place,
    id: uuid(),
    procedure,
    eventNo: input.eventNo ?? null,
    powerItemCode: input.powerItemCode,
    address: input.address,
    occurredAt: input.occurredAt,
    occurredOn,
    filedAt: now,
    facts: input.facts,
    harmsLifeHealthFinance: input.harmsLifeHealthFinance,
    partyRecord: party,
    partyKey: partyKeyOf(party),
  };
}

/** What is empty until something is done. */
export function untouched() {
  return {
    caseNo: '',
    originCode: null,
    organizationCode: '',
    subjectCode: '',
    partyCodes: [],
    officerNumbers: [],
    evidenceDigests: [],
    evidencePlaceUnknown: false,
    proceeding: {},
    fine: null,
    decisionRecord: null,
    decisionDigest: null,
    serviceRecord: null,
    paymentRecord: null,
    reliefs: [],
    paymentDueOn: null,
    recordingDueAt: null,
    recordedAt: null,
    closedAt: null,
    withdrawalReason: null,
  };
}

/** The day of the act; refuses one to come, and one for which it is too late. */
function dayOfAct({ occurredAt, harmsLifeHealthFinance }: ClueInput, now: Date): string {
  if (occurredAt.getTime() > now.getTime() + tolerance) throw futureTime(occurredAt);
  const day = nameOfDay(dayAt(occurredAt));
  const last = lastDayOfLimitation(day, harmsLifeHealthFinance);
  if (nameOfDay(dayAt(now)) > last) throw limitationExpired(day, last);
  return day;
}

function futureTime(occurredAt: Date): Fault {
  const shown = occurredAt.toISOString();
  return new Fault(
    'INVALID',
    { zh: `违法行为时间 ${shown} 尚未到来。`, en: `The act cannot have been done at ${shown}, which is to come.` },
    { reason: 'FUTURE_TIME', details: { at: shown } },
  );
}

function limitationExpired(day: string, last: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `${day} 的违法行为至 ${last} 未被发现,不再给予行政处罚。`,
      en: `An act of ${day} is not punished when it is discovered after ${last}.`,
    },
    { reason: 'LIMITATION_EXPIRED', details: { day, last } },
  );
}
