import { v7 as uuid } from 'uuid';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayAt, nameOfDay } from '../../../kit/time/shanghai-day.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { lastDayOfLimitation } from '../rules/limitation.js';
import { type Case, CaseProcedure } from './case.js';
import type { SimpleCaseInput } from './case-inputs.js';
import { caseWorkflow } from './case-workflow.js';
import { checkEventInHandling } from './event-in-handling.js';
import { lawfulPower, type LawfulPower } from './lawful-subject.js';
import { partyKeyOf, partyRecordOf } from './party-record.js';
import { type CasePlace, placeOf } from './place-of-case.js';

/** Clocks of telephones differ by some minutes. */
const tolerance = 5 * 60_000;

/**
 * EN-05: opens a case by the simple procedure where the act was done. What other domains know is asked first.
 * Faults: FORBIDDEN by the policy; INVALID, reasons FIELD_INVALID, TEXT_LENGTH, FUTURE_TIME, PLACE_MISSING, OUTSIDE_COUNTY,
 * TWO_OFFICERS; CONFLICT, reasons LIMITATION_EXPIRED, GRANT_NOT_ACTIVE, SIMPLE_PROCEDURE_NOT_ALLOWED,
 * EVENT_NOT_IN_HANDLING, NOT_CERTIFIED; those of files.
 */
export async function openSimpleCase(context: Context, input: SimpleCaseInput): Promise<Case> {
  requireRole(policyOf(caseWorkflow, 'openSimpleCase'), context);
  requireWritten({ zh: '地点', en: 'The place' }, input.address, 200);
  requireWritten({ zh: '违法事实', en: 'The facts' }, input.facts, 2000);
  const now = context.clock.now();
  const occurredOn = dayOfAct(input, now);
  const party = partyRecordOf(input.party);
  const place = await placeOf(context, input);
  const power = await lawfulPower(context, { item: input.powerItemCode, region: place.regionCode, occurredOn });
  const { item, subject, acting } = power;
  if (input.eventNo != null) await checkEventInHandling(context, input.eventNo, [acting, subject.code]);
  const row = { ...unopened(input, place, power, now), occurredOn, partyRecord: party, partyKey: partyKeyOf(party) };
  return begin(caseWorkflow, 'openSimpleCase', row, context, { item, subject, evidence: input.evidence });
}

/** The case as it begins; its number comes with the transaction. */
function unopened(input: SimpleCaseInput, place: CasePlace, { item, subject, acting }: LawfulPower, now: Date) {
  return {
    id: uuid(),
    caseNo: '',
    procedure: CaseProcedure.SIMPLE,
    eventNo: input.eventNo ?? null,
    powerItemCode: item.code,
    organizationCode: acting,
    subjectCode: subject.code,
    officerNumbers: input.officers,
    ...place,
    address: input.address,
    occurredAt: input.occurredAt,
    filedAt: now,
    facts: input.facts,
    harmsLifeHealthFinance: input.harmsLifeHealthFinance,
    evidenceDigests: [],
    evidencePlaceUnknown: false,
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
function dayOfAct({ occurredAt, harmsLifeHealthFinance }: SimpleCaseInput, now: Date): string {
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
