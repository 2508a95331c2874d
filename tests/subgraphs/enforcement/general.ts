import type { TestAccount } from '../../support/accounts.js';
import { openPortal, type Answer, type TestPortal } from '../../support/portal.js';
import { caseOf, personBorn, type SeenCase } from './cases.js';

const bureau = '320281104-enforcement-bureau';
const neighbour = '320281001-enforcement-bureau';
const justice = { regions: ['320281'], organizations: ['320281-justice'], roles: ['legal_reviewer'] };

function of(organization: string, username: string, role: string, staffNumber: string): TestAccount {
  return {
    username,
    roles: [role],
    regions: [organization.split('-')[0] ?? ''],
    organizations: [organization],
    staffNumber,
  };
}

/** Who takes part in a case of 徐霞客镇, and who must not. */
const people: readonly TestAccount[] = [
  of(bureau, 'head', 'bureau_head', 'JY001413'),
  of(bureau, 'officer', 'enforcement_officer', 'JY001414'),
  of(bureau, 'colleague', 'enforcement_officer', 'JY001417'),
  of(neighbour, 'head2', 'bureau_head', 'JY000632'),
  of(neighbour, 'officer2', 'enforcement_officer', 'JY000634'),
  { username: 'reviewer', staffNumber: 'JY000205', ...justice },
  { username: 'veteran', staffNumber: 'JY000206', ...justice },
  { username: 'beginner', staffNumber: 'JY000207', ...justice },
  { username: 'unlisted', staffNumber: 'JY000208', ...justice },
  of(bureau, 'handling-reviewer', 'legal_reviewer', 'JY001414'),
  of('320281-market-regulation', 'department', 'department_handler', 'JY000316'),
  of('320281-urban-management', 'department2', 'department_handler', 'JY000400'),
  of('320281-urban-management-team', 'team-head', 'bureau_head', 'JY000505'),
  of('320281-public-security', 'police', 'police_desk', 'JY000190'),
  of('320281-government', 'coordinator', 'enforcement_coordinator', 'JY000999'),
  of(neighbour, 'coordinator2', 'enforcement_coordinator', 'JY000632'),
  { username: 'unattached', roles: ['department_handler'], regions: ['320281'] },
];

/** The portal with these people. */
export function openWithPeople(beside?: TestPortal): Promise<TestPortal> {
  return openPortal({ accounts: people, ...(beside ? { beside } : {}) });
}

/** 对在商业街区擅自挖掘路面的处罚, which no simple procedure punishes; 徐霞客镇 holds it, 澄江街道 was suspended from it. */
export const diggingItem = '0201020000';

let sequence = 500;
/** Somebody who has done nothing in another test. */
export function somebody(birthday = '19850312') {
  sequence += 1;
  return personBorn(birthday, sequence);
}

/** A firm, the same wherever it is named. */
export const firm = { kind: 'FIRM', name: '徐霞客镇某工程公司', creditCode: '919999990000000177' };

/** What whoever sees a case may read of it. */
const open = `id version caseNo state procedure filedAt paymentDueOn withdrawalReason closedAt
  organization { code } subject { code } officers { number } origin { code } predecessor { caseNo }
  service { method } deadlines { name state dueAt } timelineBrokenAt`;

const seen = `${open} fine
  decision { caseNo penalties fine tier details { kind amount detail } reconsiderationBody intact }
  proceeding {
    evidence { number kind name digests } proposal { tier } notice { hearingRight answerDueAt legalBasis }
    reviews { reviewer result reasons } statement { adopted } waiver { hearing } hearing { heldAt outcome host }
    discussion { participants } noPenalty { ground } compulsion { urgedAt appliedAt } performed
  }`;

const calls = {
  acceptClue: '',
  refuseClue: '$reason: String!',
  fileCase: '$officers: [ID!]!',
  startInvestigation: '',
  replaceOfficer: '$officer: ID!, $successor: ID!, $reason: String!',
  addEvidence: '$kind: EvidenceKind!, $name: String!, $files: [ID!]!',
  suspendCase: '$reason: String!',
  resumeCase: '',
  closeInvestigation: '$proposal: PenaltyProposalInput!',
  submitForReview: '',
  reviewLegality: '$result: ReviewResult!, $opinion: String!',
  reopenInvestigation: '$reason: String!',
  notifyPenalty: '',
  recordStatement: '$words: String!, $adopted: Boolean!, $reviewNote: String!',
  recordWaiver: '$hearing: Boolean!, $writing: ID!',
  requestHearing: '',
  scheduleHearing: '$at: DateTime!, $host: ID!',
  endHearing: '$outcome: HearingOutcome!, $record: ID!',
  discussCollectively: '$participants: [ID!]!, $conclusion: String!',
  decideCase: '$decision: CaseDecisionInput!',
  decideNoPenalty: '$ground: NoPenaltyGround!, $reasons: String!',
  serveDecision: '$refused: Boolean!, $method: ServiceMethod, $witness: String, $consent: ID, $noticedOn: Date',
  payFine: '$amount: Decimal!, $paidOn: Date!, $receipt: String!',
  noteRelief: '$kind: ReliefKind!, $day: Date!',
  endRelief: '$day: Date!',
  urgePerformance: '',
  applyToCourt: '',
  confirmPerformance: '$report: String!',
  recordWithAgency: '',
  closeCase: '',
  withdrawCase: '$reason: String!',
} as const;

export type GeneralVerb = keyof typeof calls;

/** Who does a verb when nothing else matters. */
const usual: Partial<Record<GeneralVerb, string>> = {
  startInvestigation: 'officer',
  addEvidence: 'officer',
  closeInvestigation: 'officer',
  submitForReview: 'officer',
  reviewLegality: 'reviewer',
  notifyPenalty: 'officer',
  recordStatement: 'officer',
  recordWaiver: 'officer',
  requestHearing: 'officer',
  serveDecision: 'officer',
};

/** A proposal to fine somebody 3,000 yuan, which is no large sum. */
export const proposal = {
  facts: '未经批准挖掘商业街路面 6 平方米。',
  penalties: [{ kind: 'FINE', amount: '3000' }],
  reasons: '擅自挖掘道路,影响通行。',
  tier: '从轻',
  reviewReasons: [] as readonly string[],
};

/** The decision that follows from `proposal`. */
export const decision = { penalties: proposal.penalties, reasons: proposal.reasons, tier: proposal.tier };

const ordinary: Partial<Record<GeneralVerb, Readonly<Record<string, unknown>>>> = {
  fileCase: { officers: ['JY001414', 'JY001415'] },
  closeInvestigation: { proposal },
  reviewLegality: { result: 'PASS', opinion: '事实清楚,适用法律正确。' },
  recordStatement: { words: '请求从轻。', adopted: false, reviewNote: '理由不成立。' },
  discussCollectively: { participants: ['JY001413', 'JY001419', 'JY001417'], conclusion: '同意处罚意见。' },
  decideCase: { decision },
  serveDecision: { refused: false },
  payFine: { amount: '3000', paidOn: '2026-11-27', receipt: 'SF20261127' },
  confirmPerformance: { report: '已停业,经复查属实。' },
};

/** Registers a clue of somebody new, as an officer of 徐霞客镇. */
export async function registered(portal: TestPortal, asked: Readonly<Record<string, unknown>> = {}, as = 'officer') {
  return caseOf(await register(portal, asked, as));
}

/** What a clue says, and what is different this time. */
export function clueOf(asked: Readonly<Record<string, unknown>> = {}) {
  return {
    powerItemCode: diggingItem,
    regionCode: '320281104',
    address: '徐霞客镇商业街 3 号门前',
    occurredAt: '2026-11-20T01:40:00Z',
    party: somebody(),
    facts: '有人挖开路面。',
    ...asked,
  };
}

/** Sends a clue. */
export function register(portal: TestPortal, asked: Readonly<Record<string, unknown>>, as: string): Promise<Answer> {
  return portal.ask(
    `mutation ($input: ClueInput!) { registerClue(input: $input) { ${seen} } }`,
    { input: clueOf(asked) },
    { as },
  );
}

/** Hands a clue over as a department. */
export function handOver(portal: TestPortal, to: string, asked: Readonly<Record<string, unknown>>, as: string) {
  return portal.ask(
    `mutation ($to: ID!, $input: ClueInput!) { handOverClue(to: $to, input: $input) { ${open} } }`,
    { to, input: clueOf(asked) },
    { as },
  );
}

/** Does one verb to a case as it was last seen. */
export function tryTo(
  portal: TestPortal,
  { id, version }: SeenCase,
  verb: GeneralVerb,
  sent: Readonly<Record<string, unknown>> = ordinary[verb] ?? {},
  as: string = usual[verb] ?? 'head',
): Promise<Answer> {
  const declared = calls[verb];
  const names = [...declared.matchAll(/\$(\w+):/g)].map(([, name]) => `, ${name}: $${name}`).join('');
  return portal.ask(
    `mutation ($id: ID!, $version: Int!${declared && `, ${declared}`}) { ${verb}(id: $id, version: $version${names}) { ${seen} } }`,
    { id, version, ...sent },
    { as },
  );
}

/** Does verbs one after the other; evidence and papers come as new files. */
export async function walk(
  portal: TestPortal,
  from: SeenCase,
  ...verbs: readonly (GeneralVerb | readonly [GeneralVerb, Readonly<Record<string, unknown>>])[]
): Promise<SeenCase> {
  let row = from;
  for (const each of verbs) {
    const [verb, sent] = typeof each === 'string' ? [each, undefined] : each;
    row = caseOf(await tryTo(portal, row, verb, { ...ordinary[verb], ...(await papersOf(portal, verb)), ...sent }));
  }
  return row;
}

async function papersOf(portal: TestPortal, verb: GeneralVerb): Promise<Readonly<Record<string, unknown>>> {
  if (verb === 'addEvidence')
    return { kind: 'INSPECTION_RECORD', name: '现场笔录', files: [await portal.photograph('officer')] };
  if (verb === 'recordWaiver') return { hearing: true, writing: await portal.photograph('officer') };
  if (verb === 'endHearing') return { outcome: 'HELD', record: await portal.photograph('head') };
  return {};
}

/** A case whose investigation has begun and found something. */
export async function investigated(portal: TestPortal, asked: Readonly<Record<string, unknown>> = {}) {
  return walk(portal, await registered(portal, asked), 'fileCase', 'startInvestigation', 'addEvidence');
}

/** A case whose party was told what is meant. */
export async function notified(
  portal: TestPortal,
  proposed: object = {},
  asked: Readonly<Record<string, unknown>> = {},
) {
  const row = await investigated(portal, asked);
  return walk(portal, row, ['closeInvestigation', { proposal: { ...proposal, ...proposed } }], 'notifyPenalty');
}

/** The deadline of a case by its name. */
export function deadlineOf(row: SeenCase, name: string): unknown {
  const { deadlines } = Object(row) as { deadlines: readonly { name: string; state: string; dueAt: string }[] };
  return deadlines.find((each) => each.name === name);
}

/** Reads a case again; a department, which does not enforce, reads less of it. */
export async function readAgain(portal: TestPortal, caseNo: string, as = 'head'): Promise<SeenCase> {
  const fields = as.startsWith('department') ? open : seen;
  return caseOf(await portal.ask(`query ($caseNo: ID!) { case(caseNo: $caseNo) { ${fields} } }`, { caseNo }, { as }));
}
