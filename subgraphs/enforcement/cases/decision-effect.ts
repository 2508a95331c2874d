import { randomBytes } from 'node:crypto';
import { arm } from '../../../kit/deadlines/timers.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Effect, Moment } from '../../../kit/workflow/workflow.js';
import { fenOf, yuanOf } from '../rules/money.js';
import type { Case } from './case.js';
import { caseSettings } from './case-settings.js';
import type { CaseVerbs, ItemFacts, NamedOrganization } from './case-verbs.js';
import { certificatesFor } from './certified-officers.js';
import { type DecisionRecord, sealOf } from './penalty-decision.js';
import type { PenaltyKind } from './penalty-kind.js';

type Decision = CaseVerbs['decideOnTheSpot'];

/** Calendar days to pay in (Administrative Penalty Law § 67). */
export const paymentDays = 15;

/** The timer of the recording with the agency, which runs beside the payment's deadline. */
export const recordingTimer = 'case.recording';

/** What a decision says beside what its case holds. */
interface DecisionWords {
  readonly number: string;
  readonly item: ItemFacts;
  readonly subject: NamedOrganization;
  readonly reconsiderationBody: string;
  readonly penalties: readonly PenaltyKind[];
  readonly fine: string | null;
  readonly reasons: string;
  readonly lighter: string | null;
  readonly statement: string | null;
  readonly general?: Pick<DecisionRecord, 'details' | 'tier'>;
}

/** Writes the decision into the case and seals it; the officers' certificates are checked again. Fault NOT_CERTIFIED. */
export async function sealDecision(row: Case, words: DecisionWords, moment: Moment<unknown>): Promise<void> {
  const { context, rules, now } = moment;
  const { item, subject, general = {} } = words;
  const { officerNumbers, occurredOn } = row;
  const days = [occurredOn, dayOf(now)] as const;
  const held = await certificatesFor({ officers: officerNumbers, itemDomain: item.domain, days }, context, rules);
  const fine = words.fine === null ? null : yuanOf(fenOf(words.fine) ?? 0n);
  const decision: DecisionRecord = {
    salt: randomBytes(16).toString('hex'),
    caseNo: words.number,
    subject: { code: subject.code, name: subject.name },
    organizationCode: row.organizationCode,
    officers: officerNumbers.map((number, index) => ({ number, certificate: held[index] ?? '' })),
    party: row.partyRecord,
    facts: row.facts,
    item: { code: item.code, name: item.name },
    legalBasis: item.legalBasis,
    occurredAt: row.occurredAt.toISOString(),
    place: row.address,
    penalties: words.penalties,
    fine,
    reasons: words.reasons,
    lighter: words.lighter,
    statement: words.statement,
    decidedAt: now.toISOString(),
    paymentDays: fine === null ? null : paymentDays,
    // Administrative Reconsideration Law (2023) §§ 20 and 24; Administrative Litigation Law § 46.
    reconsiderationDays: 60,
    reconsiderationBody: words.reconsiderationBody,
    suitMonths: 6,
    ...general,
  };
  Object.assign(row, {
    fine,
    subjectCode: subject.code,
    decisionRecord: decision,
    decisionDigest: sealOf(decision),
  });
}

/** Writes and seals the decision made on the spot, and lets the time for its recording begin. */
export const writeDecision: Effect<Case, Decision> = {
  title: { zh: '制作并封存决定书,起算备案时限', en: 'Write and seal the decision; the time to record it begins' },
  apply: async (row, moment) => {
    const { context, input, rules, now } = moment;
    await sealDecision(row, { ...input, number: row.caseNo }, moment);
    const length = rules.read(caseSettings.recording);
    const due = rules.calendar.dueAt(now, length);
    row.recordingDueAt = due.at;
    await arm(context, {
      module: 'enforcement',
      name: recordingTimer,
      about: row.id,
      regionCode: row.regionCode,
      profileVersion: rules.version,
      length,
      dueAt: due.at,
      provisional: due.provisional,
    });
  },
};
