import { everyone, inRegion } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { Case } from './cases/case.js';
import { caseClosed, caseDecided, caseFiled } from './cases/case-events.js';
import { CaseFileResolver } from './cases/case-file.resolver.js';
import { CaseloadResolver, EventResolver, PowerItemResolver } from './cases/case-joins.resolver.js';
import { caseSettings } from './cases/case-settings.js';
import { CaseVerbsResolver } from './cases/case-verbs.resolver.js';
import { caseVisibility } from './cases/case-visibility.js';
import { caseWorkflow } from './cases/case-workflow.js';
import { CaseResolver } from './cases/case.resolver.js';
import { recordingTimer } from './cases/decision-effect.js';
import { EnforcementCertificate } from './enforcement-certificate.js';
import { EnforcementCertificateResolver } from './enforcement-certificate.resolver.js';
import { EnforcementTeam } from './enforcement-team.js';
import { EnforcementTeamResolver } from './enforcement-team.resolver.js';
import { Event, Grid, Organization, PowerItem, Region, StaffMember } from './foreign.js';
import { GridResolver, RegionResolver, StaffMemberResolver } from './foreign.resolver.js';
import { teamsAndPremises } from './migrations/0001-teams-and-premises.js';
import { cases } from './migrations/0002-cases.js';
import { teamPolicies } from './policies.js';
import { RegulatedPremises } from './regulated-premises.js';
import { RegulatedPremisesResolver } from './regulated-premises.resolver.js';
import { certificateDomains } from './rules/certificate-domains.js';
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
    { entity: Case, visibility: caseVisibility, keys: ['id', 'caseNo'] },
  ],
  foreign: [Region, Organization, StaffMember, Grid, PowerItem, Event],
  resolvers: [
    EnforcementTeamResolver,
    TeamMembershipResolver,
    EnforcementCertificateResolver,
    RegulatedPremisesResolver,
    RegionResolver,
    StaffMemberResolver,
    GridResolver,
    CaseResolver,
    CaseVerbsResolver,
    CaseFileResolver,
    EventResolver,
    PowerItemResolver,
    CaseloadResolver,
  ],
  migrations: [teamsAndPremises, cases],
  workflows: [caseWorkflow],
  settings: [...Object.values(caseSettings), certificateDomains],
  emits: [caseFiled, caseDecided, caseClosed],
  // That the time passed is noted on the timer itself; nothing else follows.
  timers: [{ name: recordingTimer, fire: () => Promise.resolve() }],
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
