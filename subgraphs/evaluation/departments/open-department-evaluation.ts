import { v7 as uuid } from 'uuid';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requirePeriod } from '../require-period.js';
import type { DepartmentEvaluation } from './department-evaluation.js';
import { evaluationSettings } from './evaluation-settings.js';
import { departmentWorkflow } from './evaluation-workflow.js';

/** Which department is evaluated over which days. */
export interface EvaluationWish {
  readonly department: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

interface Answer {
  readonly organization: { readonly kind: string; readonly region: { readonly code: string } | null };
  readonly organizations: { readonly edges: readonly { readonly node: TownAnswer }[] };
}

interface TownAnswer {
  readonly code: string;
  readonly region: { readonly code: string } | null;
}

const question = `query ($code: ID!) {
  organization(code: $code) { kind region { code } }
  organizations(kind: TOWN_GOVERNMENT, first: 100) { edges { node { code region { code } } } }
}`;

/**
 * Asks every town of the county to rate one of its departments. Faults: NOT_FOUND for the department; INVALID, reasons
 * DATES_REVERSED, PERIOD_BOUNDS and DEPARTMENT_UNFIT; CONFLICT, TOWNS_DO_NOT_RATE where the county's profile gives the towns no share.
 */
export async function openDepartmentEvaluation(context: Context, wish: EvaluationWish): Promise<DepartmentEvaluation> {
  requireRole(policyOf(departmentWorkflow, 'openDepartmentEvaluation'), context);
  const { department, startsOn, endsOn } = wish;
  requirePeriod(wish);
  const { organization, organizations } = await context.ask<Answer>(question, { code: department });
  const county = organization.region?.code ?? '';
  if (organization.kind !== 'COUNTY_DEPARTMENT' || county.length !== 6) throw unfit(department, organization.kind);
  const rules = await countyRules(context.session, county, context.clock);
  const townShare = rules.read(evaluationSettings.townShare);
  const towns = organizations.edges
    .filter(({ node }) => node.region?.code.startsWith(county))
    .map(({ node }) => node.code)
    .sort();
  if (Number(townShare) === 0 || towns.length === 0) throw withoutTowns(county);
  const evaluation = {
    id: uuid(),
    regionCode: county,
    departmentCode: department,
    partyCodes: [department, ...towns],
    townCodes: towns,
    startsOn,
    endsOn,
    townShare,
    ballots: [],
    unrated: 0,
    callScore: null,
    ballotScore: null,
    firstTimeScore: null,
    townScore: null,
    otherScore: null,
    total: null,
  };
  return begin(departmentWorkflow, 'openDepartmentEvaluation', evaluation, context, {});
}

function unfit(code: string, kind: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `「${code}」(${kind})不是县级部门。`, en: `"${code}" (${kind}) is no department of a county.` },
    { reason: 'DEPARTMENT_UNFIT', details: { code, kind } },
  );
}

function withoutTowns(county: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `${county} 的县级规则未将乡镇评价纳入部门考核(evaluation.town-share)。`,
      en: `By the profile of ${county} towns do not rate departments (evaluation.town-share).`,
    },
    { reason: 'TOWNS_DO_NOT_RATE', details: { county } },
  );
}
