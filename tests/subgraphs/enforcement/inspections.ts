import { createHash } from 'node:crypto';
import type { Answer, TestPortal } from '../../support/portal.js';

/** A row that a verb answers. */
export interface Stands {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly [field: string]: unknown;
}

const plan = `id version state agreedCodes draw { id planId seedCommitment seed leftOut drawn { premises officers } }`;
const visit = `id version state kind month visitOn visitCode mergedIntoId result rectifyBy subject premises { code }
  departments { code } officers { number } deadlines { name state dueAt } timelineBrokenAt`;

const calls = {
  submitInspectionPlan: ['', plan],
  agreeToInspectionPlan: ['', plan],
  publishInspectionPlan: ['', plan],
  drawInspections: ['$seed: String!', plan],
  finishInspectionPlan: ['', plan],
  mergeInspection: ['$into: ID!', visit],
  scheduleInspection: ['$visitOn: Date!', visit],
  beginInspection: ['$visitCode: String!', visit],
  submitInspection: ['$result: InspectionResult!, $checklist: [CheckedItemInput!]!, $rectifyBy: Date', visit],
  publishInspection: ['', visit],
  confirmRectified: ['$note: String!', visit],
} as const;

/** Does one verb to a plan or a visit. */
export function go(
  portal: TestPortal,
  { id, version }: Stands,
  verb: keyof typeof calls,
  as: string,
  sent: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const [declared, selection] = calls[verb];
  const names = [...declared.matchAll(/\$(\w+):/g)].map(([, name]) => `, ${name}: $${name}`).join('');
  return portal.ask(
    `mutation ($id: ID!, $version: Int!${declared && `, ${declared}`}) { ${verb}(id: $id, version: $version${names}) { ${selection} } }`,
    { id, version, ...sent },
    { as },
  );
}

/** The row that a mutation answered. Throws when it was refused. */
export function standing({ data, errors }: Answer): Stands {
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data ?? {})[0] as never;
}

/** Drafts a plan. */
export function draft(portal: TestPortal, input: object, as: string): Promise<Answer> {
  return portal.ask(
    `mutation ($plan: InspectionPlanInput!) { draftInspectionPlan(plan: $plan) { ${plan} } }`,
    { plan: input },
    { as },
  );
}

/** Plans a visit of somebody's organisation. */
export function planVisit(portal: TestPortal, input: object, as: string): Promise<Answer> {
  return portal.ask(
    `mutation ($visit: VisitInput!) { planVisit(visit: $visit) { ${visit} } }`,
    { visit: input },
    { as },
  );
}

/** The visits that somebody sees, of a plan or to an object. */
export async function visitsOf(portal: TestPortal, where: string, as: string): Promise<Stands[]> {
  const { data } = await portal.ask(
    `{ inspectionTasks(first: 100, ${where}) { edges { node { ${visit} } } } }`,
    {},
    { as },
  );
  const { inspectionTasks } = data as never as { inspectionTasks: { edges: { node: Stands }[] } };
  return inspectionTasks.edges.map(({ node }) => node);
}

/** SM3 of a text in hexadecimal. */
export function sm3(text: string): string {
  return createHash('sm3').update(text).digest('hex');
}
