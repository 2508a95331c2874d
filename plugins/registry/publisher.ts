import type { Caller } from '../../kit/identity/caller.js';
import { Fault } from '../../kit/module/fault.js';

/**
 * The department that a caller publishes for: the only one that it belongs to, or the one that it names among several. Faults
 * FORBIDDEN, reason ORGANIZATION_MISSING, and INVALID, reason ORGANIZATION_UNCLEAR.
 */
export function departmentOf({ organizations }: Caller, named: string | null): string {
  const [only, second] = organizations;
  if (only === undefined || (named !== null && !organizations.includes(named))) {
    throw new Fault(
      'FORBIDDEN',
      {
        zh: '您的账号不属于所述部门:子图由部门发布,请在 Keycloak 中加入该机构,并以 organization 范围登录。',
        en: 'Your account does not belong to that department: subgraphs are published by departments. Join its organisation in Keycloak and log in with the scope organization.',
      },
      { reason: 'ORGANIZATION_MISSING', details: { organization: named, organizations } },
    );
  }
  if (named !== null) return named;
  if (second === undefined) return only;
  throw new Fault(
    'INVALID',
    {
      zh: `您属于多个部门(${organizations.join('、')}),请写明 organization。`,
      en: `You belong to several departments (${organizations.join(', ')}); say which by organization.`,
    },
    { reason: 'ORGANIZATION_UNCLEAR', details: { organizations } },
  );
}

/** The county whose register a caller publishes in: the first six digits of its territory. Fault FORBIDDEN, reason COUNTY_MISSING. */
export function countyOf({ regions }: Caller): string {
  const county = regions.find((region) => /^\d{6}/.test(region))?.slice(0, 6);
  if (county !== undefined) return county;
  throw new Fault(
    'FORBIDDEN',
    {
      zh: '您的账号未定所属县(claim regions),不能发布子图。',
      en: 'Your account has no county (claim regions), so it publishes no subgraphs.',
    },
    { reason: 'COUNTY_MISSING' },
  );
}

/** The Fault for a name that another department has. */
export function notOwner(name: string, owner: string): Fault {
  return new Fault(
    'FORBIDDEN',
    {
      zh: `子图「${name}」由机构 ${owner} 登记,其他部门不能发布。`,
      en: `The subgraph "${name}" is that of ${owner}; no other department publishes it.`,
    },
    { reason: 'NOT_SUBGRAPH_OWNER', details: { name, owner } },
  );
}
