import { randomBytes } from 'node:crypto';
import { arm } from '../../../kit/deadlines/timers.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Effect } from '../../../kit/workflow/workflow.js';
import { fenOf, yuanOf } from '../rules/money.js';
import type { Case } from './case.js';
import { caseSettings } from './case-settings.js';
import type { CaseVerbs } from './case-verbs.js';
import { certificatesFor } from './certified-officers.js';
import { sealOf } from './penalty-decision.js';

type Decision = CaseVerbs['decideOnTheSpot'];

/** Calendar days to pay in (Administrative Penalty Law § 67). */
export const paymentDays = 15;

/** The timer of the recording with the agency, which runs beside the payment's deadline. */
export const recordingTimer = 'case.recording';

/** Checks the certificates again, writes and seals the decision, and lets the time for its recording begin. */
export const writeDecision: Effect<Case, Decision> = {
  title: { zh: '制作并封存决定书,起算备案时限', en: 'Write and seal the decision; the time to record it begins' },
  apply: async (row, { context, input, rules, now }) => {
    const { item, subject, penalties, reasons, lighter, statement } = input;
    const { officerNumbers, occurredOn } = row;
    const days = [occurredOn, dayOf(now)] as const;
    const held = await certificatesFor({ officers: officerNumbers, itemDomain: item.domain, days }, context, rules);
    const fine = input.fine === null ? null : yuanOf(fenOf(input.fine) ?? 0n);
    const decision = {
      salt: randomBytes(16).toString('hex'),
      caseNo: row.caseNo,
      subject: { code: subject.code, name: subject.name },
      organizationCode: row.organizationCode,
      officers: officerNumbers.map((number, index) => ({ number, certificate: held[index] ?? '' })),
      party: row.partyRecord,
      facts: row.facts,
      item: { code: item.code, name: item.name },
      legalBasis: item.legalBasis,
      occurredAt: row.occurredAt.toISOString(),
      place: row.address,
      penalties,
      fine,
      reasons,
      lighter,
      statement,
      decidedAt: now.toISOString(),
      paymentDays: fine === null ? null : paymentDays,
      // Administrative Reconsideration Law (2023) §§ 20 and 24; Administrative Litigation Law § 46.
      reconsiderationDays: 60,
      reconsiderationBody: input.reconsiderationBody,
      suitMonths: 6,
    };
    const length = rules.read(caseSettings.recording);
    const due = rules.calendar.dueAt(now, length);
    Object.assign(row, {
      fine,
      subjectCode: subject.code,
      decisionRecord: decision,
      decisionDigest: sealOf(decision),
      recordingDueAt: due.at,
    });
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
