import { attachFiles } from '../../../kit/files/attach-files.js';
import { photoPlace } from '../../../kit/files/photo-place.js';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { Effect, Guard, Moment } from '../../../kit/workflow/workflow.js';
import type { Case } from './case.js';
import { caseSettings } from './case-settings.js';
import type { CaseVerbs, NamedOrganization } from './case-verbs.js';
import { certificatesFor } from './certified-officers.js';
import { requireTeam } from './officers-of-the-team.js';

type Opening = CaseVerbs['openSimpleCase'];

/** Two officers enforce, never one alone (Administrative Penalty Law § 42). */
export const twoOfficers: Guard<Case, object> = {
  reason: 'TWO_OFFICERS',
  code: 'INVALID',
  sentence: ({ officerNumbers }) => ({
    zh: `执法人员不得少于两人且不得重复,现为「${officerNumbers.join('、').slice(0, 200)}」。`,
    en: `At least two different officers are needed; these are "${officerNumbers.join(', ').slice(0, 200)}".`,
  }),
  source: { zh: '行政处罚法第四十二条', en: 'Administrative Penalty Law § 42' },
  holds: ({ officerNumbers }) =>
    officerNumbers.length >= 2 && officerNumbers.length <= 10 && new Set(officerNumbers).size === officerNumbers.length,
};

/**
 * Checks the officers' certificates and team, keeps the evidence and takes the case's number. Faults: NOT_CERTIFIED,
 * OFFICER_OF_ANOTHER_TEAM; those of files, PHOTO_ELSEWHERE among them.
 */
export const openCase: Effect<Case, Opening> = {
  title: {
    zh: '核验执法证件和队伍,固定证据,编案号',
    en: 'Check certificates and team, keep the evidence, take a number',
  },
  apply: async (row, { context, input: { item, subject, evidence }, rules, now }) => {
    const today = dayOf(now);
    const { officerNumbers, occurredOn } = row;
    const days = [occurredOn, today] as const;
    await certificatesFor({ officers: officerNumbers, itemDomain: item.domain, days }, context, rules);
    await requireTeam(row, { day: today, itemDomain: item.domain }, context, rules);
    await keepEvidence(row, evidence, { context, rules });
    row.caseNo = await nextDocument('罚', subject, { context, rules, now });
  },
};

/** Attaches what was found at the scene, and looks where its photos were taken. Faults: those of files, PHOTO_ELSEWHERE. */
export async function keepEvidence(
  row: Case,
  evidence: readonly string[],
  { context, rules }: Pick<Moment<unknown>, 'context' | 'rules'>,
): Promise<void> {
  const { longitude, latitude } = row;
  const files = await attachFiles(context, evidence, { entity: 'Case', id: row.id });
  row.evidenceDigests = files.map(({ sm3 }) => sm3);
  if (files.length === 0 || longitude === null || latitude === null) return;
  const metres = rules.read(caseSettings.evidenceDistance);
  row.evidencePlaceUnknown = photoPlace(files, { longitude, latitude }, metres).unknown;
}

/** The next number of a kind of document, 罚 of decisions, 案 of clues: the authority, the year, a sequence without gaps. */
export async function nextDocument(
  kind: '罚' | '案',
  subject: NamedOrganization,
  { context, rules, now }: Pick<Moment<unknown>, 'context' | 'rules' | 'now'>,
): Promise<string> {
  const prefix = `${rules.read(caseSettings.countyWord)}${wordOf(subject)}${kind}〔${dayOf(now).slice(0, 4)}〕`;
  return `${prefix}${await nextNumber(context, prefix)}号`;
}

/** 机关代字: the authority's short name without what every authority of its kind is called. */
function wordOf({ name, shortName }: NamedOrganization): string {
  return (shortName ?? name).replace(/(人民政府|街道办事处|管理委员会|委员会|办公室|办事处)$/, '');
}
