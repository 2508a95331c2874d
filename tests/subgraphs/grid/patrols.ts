import type { Answer, TestPortal } from '../../support/portal.js';

/** A grid of 徐霞客镇 in which the demo account grid.officer is the grid officer. */
export const ownGrid = '320281104200002';
/** The staff number of grid.officer. */
export const officer = 'JY004450';
/** Two places in that grid. */
export const gate = { longitude: 120.2928, latitude: 31.7088 };
export const market = { longitude: 120.296, latitude: 31.708 };

/** What the verbs of a patrol answer in these tests. */
export interface Patrol {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly state: string;
  readonly late: boolean;
}

const selection = '{ id number version state late }';

/** A plan for grid.officer on Saturday, 21 November 2026, with two nodes and one thing to look at; `more` goes before. */
export function planned(more: object = {}): object {
  return {
    grid: ownGrid,
    assignee: officer,
    plannedFor: '2026-11-21',
    checklist: ['占道经营'],
    nodes: [
      { name: '村口', ...gate },
      { name: '集市', ...market, radiusMetres: 100 },
    ],
    ...more,
  };
}

/** Plans a patrol as grid.admin, who administers the grids of that town. */
export function plan(portal: TestPortal, more: object = {}, as = 'grid.admin'): Promise<Answer> {
  const query = `mutation ($plan: PatrolPlanInput!) { patrol: planPatrol(plan: $plan) ${selection} }`;
  return portal.ask(query, { plan: planned(more) }, { as });
}

/** Does one of the other verbs to a patrol; `sent` are its arguments beside the target, with their types. */
export function act(
  portal: TestPortal,
  verb: string,
  { id, version }: Patrol,
  as: string,
  sent: Readonly<Record<string, readonly [type: string, value: unknown]>> = {},
): Promise<Answer> {
  const names = Object.entries(sent);
  const declared = names.map(([name, [type]]) => `, $${name}: ${type}`).join('');
  const passed = names.map(([name]) => `, ${name}: $${name}`).join('');
  return portal.ask(
    `mutation ($id: ID!, $version: Int!${declared}) { patrol: ${verb}(id: $id, version: $version${passed}) ${selection} }`,
    { id, version, ...Object.fromEntries(names.map(([name, [, value]]) => [name, value])) },
    { as },
  );
}

/** The patrol of an answer; throws with its errors when there is none. */
export function patrolOf({ data, errors }: Answer): Patrol {
  const patrol = data?.['patrol'] as Patrol | null | undefined;
  if (!patrol) throw new Error(JSON.stringify(errors));
  return patrol;
}

/** A patrol that is planned and issued. */
export async function issued(portal: TestPortal, more: object = {}): Promise<Patrol> {
  return patrolOf(await act(portal, 'issuePatrol', patrolOf(await plan(portal, more)), 'grid.admin'));
}

/** Checks in at a node as grid.officer. */
export function checkIn(portal: TestPortal, patrol: Patrol, node: number, position: object): Promise<Answer> {
  return act(portal, 'checkInPatrol', patrol, 'grid.officer', {
    node: ['Int!', node],
    position: ['PatrolPositionInput!', { accuracyMetres: 10, ...position }],
  });
}

/** Finishes a patrol as grid.officer. */
export function finish(portal: TestPortal, patrol: Patrol, answers: string[], track: object[] = []): Promise<Answer> {
  return act(portal, 'finishPatrol', patrol, 'grid.officer', {
    answers: ['[String!]!', answers],
    track: ['[TrackPointInput!]!', track],
  });
}
