import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { EventCategory } from './event-category.js';
import type { Filing } from './event-inputs.js';

interface Edges {
  readonly edges: readonly { readonly node: { readonly code: string } }[];
}

interface DutyAnswer {
  readonly territorialDuty: {
    readonly primarySide: 'COUNTY' | 'TOWN';
    readonly leadOrganization: { readonly code: string } | null;
  };
  readonly bureaus: Edges;
  readonly teams: Edges;
}

// A town's own body of enforcement is called a bureau in some counties and a team in others.
const question = `query ($duty: ID!, $town: ID!) {
  territorialDuty(code: $duty) { primarySide leadOrganization { code } }
  bureaus: organizations(region: $town, kind: ENFORCEMENT_BUREAU, first: 1) { edges { node { code } } }
  teams: organizations(region: $town, kind: ENFORCEMENT_TEAM, first: 1) { edges { node { code } } }
}`;

/**
 * Asks what a category amounts to in a town: its duty, the department that the duty names, and the town's own body.
 * Faults: NOT_FOUND for the category; CONFLICT, reason CATEGORY_NOT_LOWEST, for one with others below it.
 */
export async function askFiling(
  context: Context,
  townCode: string,
  { categoryCode, platform }: { readonly categoryCode: string; readonly platform: string },
): Promise<Omit<Filing, 'townCode'>> {
  const category = await context.session.one(EventCategory, 'code', categoryCode);
  if (category === null) throw notFound(EventCategory, categoryCode);
  const { dutyCode, handleLimit, limitUnit, majorClass } = category;
  if (dutyCode === null || handleLimit === null || limitUnit === null) throw notLowest(category);
  const answer = await context.ask<DutyAnswer>(question, { duty: dutyCode, town: townCode });
  const { primarySide, leadOrganization } = answer.territorialDuty;
  if (leadOrganization === null) throw new Error(`The duty ${dutyCode} names no lead that authority knows.`);
  const [body] = [...answer.bureaus.edges, ...answer.teams.edges];
  return {
    categoryCode,
    majorClass,
    platform,
    dutyCode,
    primarySide,
    dutyLeadCode: leadOrganization.code,
    townBodyCode: body?.node.code ?? null,
    handleLimit,
    limitUnit,
  };
}

function notLowest({ code, name }: EventCategory): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `类别 ${code}「${name}」还有下级类别,请按最低一级立案。`,
      en: `The category ${code} (${name}) has others below it; file under the lowest.`,
    },
    { reason: 'CATEGORY_NOT_LOWEST', details: { code } },
  );
}
