import { everyone, inRegion } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { EnforcementCertificate } from './enforcement-certificate.js';
import { EnforcementCertificateResolver } from './enforcement-certificate.resolver.js';
import { EnforcementTeam } from './enforcement-team.js';
import { EnforcementTeamResolver } from './enforcement-team.resolver.js';
import { Grid, Organization, Region, StaffMember } from './foreign.js';
import { GridResolver, RegionResolver, StaffMemberResolver } from './foreign.resolver.js';
import { teamsAndPremises } from './migrations/0001-teams-and-premises.js';
import { teamPolicies } from './policies.js';
import { RegulatedPremises } from './regulated-premises.js';
import { RegulatedPremisesResolver } from './regulated-premises.resolver.js';
import { enforcementSheets } from './sheets.js';
import { TeamMembership } from './team-membership.js';
import { TeamMembershipResolver } from './team-membership.resolver.js';

export default defineSubgraph({
  name: 'enforcement',
  version: '1.0.0',
  title: { zh: '综合执法', en: 'Enforcement' },
  needs: ['authority', 'grid'],
  entities: [
    { entity: EnforcementTeam, visibility: everyone, keys: ['id', 'code'] },
    { entity: TeamMembership, visibility: everyone, keys: ['id'] },
    { entity: EnforcementCertificate, visibility: everyone, keys: ['id', 'number'] },
    { entity: RegulatedPremises, visibility: inRegion('townCode'), keys: ['id', 'code'] },
  ],
  foreign: [Region, Organization, StaffMember, Grid],
  resolvers: [
    EnforcementTeamResolver,
    TeamMembershipResolver,
    EnforcementCertificateResolver,
    RegulatedPremisesResolver,
    RegionResolver,
    StaffMemberResolver,
    GridResolver,
  ],
  migrations: [teamsAndPremises],
  policies: teamPolicies,
  sheets: enforcementSheets,
  roles: [
    {
      name: 'enforcement_officer',
      title: { zh: '执法人员', en: 'Enforcement officer' },
      scopes: ['enforcement:read', 'staff:read'],
    },
    {
      name: 'bureau_head',
      title: { zh: '综合执法局局长', en: 'Head of the enforcement bureau' },
      scopes: ['enforcement:read', 'enforcement:write', 'staff:read'],
    },
  ],
});
