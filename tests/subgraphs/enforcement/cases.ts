import { expect } from '@jest/globals';
import { citizenNumber } from '../../../scripts/county/identity-numbers.js';
import type { Answer, TestPortal } from '../../support/portal.js';

/** A case as these tests look at it. */
export interface SeenCase {
  readonly id: string;
  readonly version: number;
  readonly caseNo: string;
  readonly state: string;
  readonly [field: string]: unknown;
}

const seen = `id version caseNo state fine paymentDueOn recordedAt surcharge decisionDigest recordingDueAt recordingOverdue
  party { kind name idNumber phone creditCode creditCodeDoubtful under14 from14To18 }
  subject { code } organization { code } officers { number } region { code } grid { code }
  payment { onTheSpot amount surcharge paidOn handedInOn }
  deadlines { name state dueAt } timelineBrokenAt`;

/** 对在背街小巷擅自占道经营的处罚, which the simple procedure may punish and 徐霞客镇 holds. */
export const stallItem = '0201056000';

/** A person of a region that does not exist; another `sequence` is another person. */
export function personBorn(birthday: string, sequence: number) {
  return { kind: 'PERSON', name: '王小摊', idNumber: citizenNumber(birthday, sequence), phone: '13900001234' };
}

/** What a simple case of a street stall is opened with, by two officers of 徐霞客镇. */
export const stall = {
  powerItemCode: stallItem,
  regionCode: '320281104',
  address: '徐霞客镇马镇老街 12 号门前',
  occurredAt: '2026-11-21T01:40:00Z',
  party: personBorn('19850312', 1),
  facts: '在道路上摆设水果摊一处,占道约 4 平方米。',
  officers: ['JY001414', 'JY001415'],
};

/** What may be changed of `stall`, and who opens the case. */
export type Opening = Partial<Record<keyof typeof stall | 'eventNo' | 'evidence' | 'longitude' | 'latitude', unknown>>;

export const officer = 'enforcement.officer';

/** Opens a case; `asked` differs from `stall` where it says so. */
export function open(portal: TestPortal, asked: Opening = {}, as: string | undefined = officer): Promise<Answer> {
  return portal.ask(
    `mutation ($input: SimpleCaseInput!) { openSimpleCase(input: $input) { ${seen} } }`,
    { input: { ...stall, ...asked } },
    { as },
  );
}

const calls = {
  decideOnTheSpot: ['$decision: SpotDecisionInput!', 'decision: $decision'],
  serveDecision: ['$refused: Boolean!, $witness: String', 'refused: $refused, witness: $witness'],
  recordWithAgency: ['', ''],
  payFine: [
    '$amount: Decimal!, $paidOn: Date!, $receipt: String!',
    'amount: $amount, paidOn: $paidOn, receipt: $receipt',
  ],
  collectOnTheSpot: [
    '$reason: CollectionReason!, $receipt: String!, $explanation: String',
    'reason: $reason, receipt: $receipt, explanation: $explanation',
  ],
  handInCollectedFine: ['$receipt: String!', 'receipt: $receipt'],
  noteRelief: ['$kind: ReliefKind!, $day: Date!', 'kind: $kind, day: $day'],
  endRelief: ['$day: Date!', 'day: $day'],
  closeCase: ['', ''],
  withdrawCase: ['$reason: String!', 'reason: $reason'],
} as const;

export type Verb = keyof typeof calls;

/** Every verb on a case, with what it is sent when nothing else matters. */
export const ordinary: Readonly<Record<Verb, Readonly<Record<string, unknown>>>> = {
  decideOnTheSpot: { decision: { penalties: ['FINE'], fine: '200', reasons: '占道经营,影响通行。' } },
  serveDecision: { refused: false },
  recordWithAgency: {},
  payFine: { amount: '200', paidOn: '2026-11-21', receipt: 'SF2026112100017' },
  collectOnTheSpot: { reason: 'AT_MOST_100', receipt: 'CZ2026112100009' },
  handInCollectedFine: { receipt: 'JK2026112300003' },
  noteRelief: { kind: 'RECONSIDERATION', day: '2026-11-21' },
  endRelief: { day: '2026-11-21' },
  closeCase: {},
  withdrawCase: { reason: '事实不清。' },
};

/** Does one verb to a case as it was last seen. */
export function act(
  portal: TestPortal,
  { id, version }: SeenCase,
  verb: Verb,
  sent: Readonly<Record<string, unknown>> = ordinary[verb],
  as: string | undefined = officer,
): Promise<Answer> {
  const [declared, passed] = calls[verb];
  return portal.ask(
    `mutation ($id: ID!, $version: Int!${declared && `, ${declared}`}) {
       ${verb}(id: $id, version: $version${passed && `, ${passed}`}) { ${seen} }
     }`,
    { id, version, ...sent },
    { as },
  );
}

/** The case that a mutation answered; fails when it was refused. */
export function caseOf({ data, errors }: Answer): SeenCase {
  expect(errors).toBeUndefined();
  const [row] = Object.values(data ?? {});
  return row as never;
}

/** Does verbs one after the other, each with what is ordinary or with what is given. */
export async function go(
  portal: TestPortal,
  from: SeenCase,
  ...verbs: readonly (Verb | readonly [Verb, Readonly<Record<string, unknown>>])[]
): Promise<SeenCase> {
  let row = from;
  for (const each of verbs) {
    const [verb, sent] = typeof each === 'string' ? [each, ordinary[each]] : each;
    row = caseOf(await act(portal, row, verb, sent));
  }
  return row;
}

/** Code and reason of the only refusal. */
export function refusal({ errors }: Answer): readonly unknown[] {
  expect(errors).toHaveLength(1);
  const [first] = errors ?? [];
  return [first?.extensions.code, first?.extensions.reason];
}

/** The sentence of the first refusal. */
export function sentence({ errors }: Answer): string | undefined {
  return errors?.[0]?.message;
}

/** How many rows stand of what a verb of a case may write. */
export async function rowsOf({ portal }: TestPortal): Promise<unknown> {
  const [counts] = await portal.database.administer((run) =>
    run(`select (select count(*) from enforcement.cases) as cases, (select count(*) from kit.timeline) as entries,
      (select count(*) from kit.events) as events, (select count(*) from kit.timers) as timers,
      (select sum(version) from enforcement.cases) as versions, (select sum(last) from kit.numbers) as numbers`),
  );
  return counts;
}
