import type { Answer, TestPortal } from '../../support/portal.js';

/** A transfer as these tests look at it. */
export interface SeenTransfer {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly [field: string]: unknown;
}

const seen = `id version state kind caseNo from { code } to { code } receiverCaseNo answer
  findings { deadline dueAt organizationCode } deadlines { name state dueAt } timelineBrokenAt`;

const calls = {
  decideTransfer: '$approve: Boolean!, $reason: String!',
  sendTransfer: '',
  receiveTransfer: '$officers: [ID!]',
  fileWithPolice: '$number: String!',
  returnTransfer: '$reason: String!',
  refuseByPolice: '$reason: String!',
  handOverItems: '',
  designateJurisdiction: '$organization: ID!, $reason: String!',
} as const;

/** Proposes a transfer as the head of 徐霞客镇's bureau, or as somebody else. */
export function propose(portal: TestPortal, input: Readonly<Record<string, unknown>>, as = 'head'): Promise<Answer> {
  return portal.ask(
    `mutation ($input: TransferInput!) { proposeTransfer(input: $input) { ${seen} } }`,
    { input: { reason: '案情重大。', ...input } },
    { as },
  );
}

/** Has the jurisdiction over an act designated. */
export function dispute(portal: TestPortal, caseNo: string, as: string): Promise<Answer> {
  return portal.ask(
    `mutation ($caseNo: ID!) { disputeJurisdiction(caseNo: $caseNo, reason: "违法行为主要发生在本镇。") { ${seen} } }`,
    { caseNo },
    { as },
  );
}

/** Does one verb to a transfer as it was last seen. */
export function turn(
  portal: TestPortal,
  { id, version }: SeenTransfer,
  verb: keyof typeof calls,
  as: string,
  sent: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const declared = calls[verb];
  const names = [...declared.matchAll(/\$(\w+):/g)].map(([, name]) => `, ${name}: $${name}`).join('');
  return portal.ask(
    `mutation ($id: ID!, $version: Int!${declared && `, ${declared}`}) { ${verb}(id: $id, version: $version${names}) { ${seen} } }`,
    { id, version, ...sent },
    { as },
  );
}

/** The transfer that a mutation answered. Throws when it was refused. */
export function transferOf({ data, errors }: Answer): SeenTransfer {
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data ?? {})[0] as never;
}

/** The transfers that somebody sees of a case. */
export async function transfersOf(portal: TestPortal, caseNo: string, as: string): Promise<SeenTransfer[]> {
  const { data } = await portal.ask(`{ caseTransfers(first: 100) { edges { node { ${seen} } } } }`, {}, { as });
  const { caseTransfers } = data as never as { caseTransfers: { edges: { node: SeenTransfer }[] } };
  return caseTransfers.edges.map(({ node }) => node).filter((each) => each['caseNo'] === caseNo);
}
