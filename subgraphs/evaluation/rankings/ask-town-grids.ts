import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';

/** A third-level grid in service: its fixed rewards and punishments, and the patrols that nobody made in time. */
export interface RankedGrid {
  readonly code: string;
  readonly rule: string | null;
  /** Planned days of its overdue patrols. */
  readonly overdue: readonly string[];
}

interface GridsAnswer {
  readonly grids: {
    readonly edges: readonly { readonly node: GridAnswer }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface GridAnswer {
  readonly code: string;
  readonly sixFixed: { readonly rewardPunishment: string | null } | null;
  readonly patrolTasks: { readonly edges: readonly { readonly node: { readonly plannedFor: string } }[] } | null;
}

const gridsQuestion = `query ($town: ID!, $after: String) {
  grids(level: L3_BASIC, state: ACTIVE, town: $town, first: 50, after: $after) {
    edges { node { code sixFixed { rewardPunishment } patrolTasks(state: OVERDUE, first: 20) { edges { node { plannedFor } } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Asks for every third-level grid of a town that is in service. */
export async function askTownGrids(context: Context, town: string): Promise<RankedGrid[]> {
  const found: RankedGrid[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { grids }: GridsAnswer = await context.ask<GridsAnswer>(gridsQuestion, { town, after });
    found.push(
      ...grids.edges.map(({ node: { code, sixFixed, patrolTasks } }) => ({
        code,
        rule: sixFixed?.rewardPunishment ?? null,
        overdue: patrolTasks?.edges.map(({ node }) => node.plannedFor) ?? [],
      })),
    );
    ({ endCursor: after, hasNextPage: more } = grids.pageInfo);
  }
  return found;
}

/** Asks which organisation is a town's command centre. Faults: NOT_FOUND for the town; CONFLICT, TOWN_WITHOUT_ROOM. */
export async function askTownRoom(context: Context, town: string): Promise<string> {
  const { region } = await context.ask<{
    region: { commandCentre: { level: string; organization: { code: string } | null } | null };
  }>('query ($town: ID!) { region(code: $town) { commandCentre { level organization { code } } } }', { town });
  const { commandCentre } = region;
  if (commandCentre?.level === 'TOWN' && commandCentre.organization) return commandCentre.organization.code;
  const shown = town.slice(0, 20);
  throw new Fault(
    'CONFLICT',
    { zh: `「${shown}」没有镇街指挥室。`, en: `"${shown}" has no command centre of a town.` },
    { reason: 'TOWN_WITHOUT_ROOM', details: { town: shown } },
  );
}
