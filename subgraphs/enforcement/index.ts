import { everyone, inRegion, party } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { Case } from './cases/case.js';
import {
  caseClosed,
  caseDecided,
  caseFiled,
  caseTransferred,
  clueReturned,
  transferOverdue,
} from './cases/case-events.js';
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
import { InspectionDisclosure } from './inspections/inspection-disclosure.js';
import { InspectionDraw } from './inspections/inspection-draw.js';
import { InspectionPlan } from './inspections/inspection-plan.js';
import { inspectionSettings } from './inspections/inspection-settings.js';
import { InspectionTask } from './inspections/inspection-task.js';
import { inspectionWorkflow } from './inspections/inspection-workflow.js';
import { InspectionResolver } from './inspections/inspection.resolver.js';
import { planWorkflow } from './inspections/plan-workflow.js';
import { InspectionDrawResolver, InspectionPlanResolver } from './inspections/plan.resolver.js';
import { LegalReviewer } from './legal-reviewer.js';
import { LegalReviewerResolver } from './legal-reviewer.resolver.js';
import { CoerciveMeasure } from './measures/coercive-measure.js';
import { measureWorkflow } from './measures/measure-workflow.js';
import { CoerciveMeasureResolver } from './measures/measure.resolver.js';
import { teamsAndPremises } from './migrations/0001-teams-and-premises.js';
import { cases } from './migrations/0002-cases.js';
import { proceedings } from './migrations/0003-proceedings.js';
import { caseTransfers } from './migrations/0004-case-transfers.js';
import { inspections } from './migrations/0005-inspections.js';
import { radiatedTowns } from './migrations/0006-radiated-towns.js';
import { jointOperations } from './migrations/0007-joint-operations.js';
import { coerciveMeasures } from './migrations/0008-coercive-measures.js';
import { JointOperation } from './operations/joint-operation.js';
import { operationApproved } from './operations/operation-events.js';
import { operationWorkflow } from './operations/operation-workflow.js';
import { JointOperationResolver } from './operations/operation.resolver.js';
import { teamPolicies } from './policies.js';
import { CaseReportResolver } from './proceedings/case-report.resolver.js';
import { ClueVerbsResolver } from './proceedings/clue-verbs.resolver.js';
import { DecisionVerbsResolver } from './proceedings/decision-verbs.resolver.js';
import { HearingVerbsResolver } from './proceedings/hearing-verbs.resolver.js';
import { InvestigationVerbsResolver } from './proceedings/investigation-verbs.resolver.js';
import { RegulatedPremises } from './regulated-premises.js';
import { RegulatedPremisesResolver } from './regulated-premises.resolver.js';
import { certificateDomains } from './rules/certificate-domains.js';
import { largeSums } from './rules/hearing-right.js';
import { enforcementSheets } from './sheets.js';
import { TeamMembership } from './team-membership.js';
import { TeamMembershipResolver } from './team-membership.resolver.js';
import { RadiatedTown } from './teams/radiated-town.js';
import { teamSettings } from './teams/team-settings.js';
import { TeamStructureResolver } from './teams/team-structure.resolver.js';
import { CaseTransfer } from './transfers/case-transfer.js';
import { onGrantWithdrawn } from './transfers/on-grants.js';
import { CaseTransferResolver } from './transfers/transfer.resolver.js';
import { transferSettings } from './transfers/transfer-settings.js';
import { transferWorkflow } from './transfers/transfer-workflow.js';

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
    { entity: RadiatedTown, visibility: everyone, keys: ['id'] },
    { entity: LegalReviewer, visibility: everyone, keys: ['id'] },
    { entity: Case, visibility: caseVisibility, keys: ['id', 'caseNo'] },
    {
      entity: CaseTransfer,
      visibility: party({ region: 'regionCode', organizations: 'partyCodes' }),
      keys: ['id'],
    },
    {
      entity: InspectionPlan,
      visibility: party({ region: 'regionCode', organizations: 'partyCodes' }),
      keys: ['id'],
    },
    {
      entity: JointOperation,
      visibility: party({ region: 'regionCode', organizations: 'partyCodes' }),
      keys: ['id'],
    },
    {
      entity: CoerciveMeasure,
      visibility: party({ region: 'regionCode', organization: 'organizationCode' }),
      keys: ['id'],
    },
    { entity: InspectionDraw, visibility: everyone, keys: ['id', 'planId'] },
    {
      entity: InspectionTask,
      visibility: party({ region: 'regionCode', organizations: 'departmentCodes' }),
      keys: ['id'],
    },
    { entity: InspectionDisclosure, visibility: everyone, keys: ['id'] },
  ],
  foreign: [Region, Organization, StaffMember, Grid, PowerItem, Event],
  resolvers: [
    EnforcementTeamResolver,
    TeamStructureResolver,
    TeamMembershipResolver,
    EnforcementCertificateResolver,
    RegulatedPremisesResolver,
    RegionResolver,
    StaffMemberResolver,
    GridResolver,
    CaseResolver,
    CaseVerbsResolver,
    CaseFileResolver,
    CaseReportResolver,
    ClueVerbsResolver,
    InvestigationVerbsResolver,
    HearingVerbsResolver,
    DecisionVerbsResolver,
    LegalReviewerResolver,
    CaseTransferResolver,
    CoerciveMeasureResolver,
    JointOperationResolver,
    InspectionPlanResolver,
    InspectionDrawResolver,
    InspectionResolver,
    EventResolver,
    PowerItemResolver,
    CaseloadResolver,
  ],
  migrations: [
    teamsAndPremises,
    cases,
    proceedings,
    caseTransfers,
    inspections,
    radiatedTowns,
    jointOperations,
    coerciveMeasures,
  ],
  workflows: [caseWorkflow, transferWorkflow, planWorkflow, inspectionWorkflow, operationWorkflow, measureWorkflow],
  settings: [
    ...Object.values(caseSettings),
    ...Object.values(largeSums),
    ...Object.values(transferSettings),
    ...Object.values(inspectionSettings),
    ...Object.values(teamSettings),
    certificateDomains,
  ],
  emits: [caseFiled, caseDecided, caseClosed, clueReturned, caseTransferred, transferOverdue, operationApproved],
  handlers: [onGrantWithdrawn],
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
    {
      name: 'legal_reviewer',
      title: { zh: '法制审核人员', en: 'Legal reviewer' },
      scopes: ['enforcement:read', 'staff:read'],
    },
    {
      name: 'enforcement_coordinator',
      title: { zh: '综合执法统筹协调人员', en: 'Coordinator of enforcement' },
      scopes: ['enforcement:read', 'staff:read'],
    },
    {
      name: 'police_desk',
      title: { zh: '公安机关案件受理人员', en: 'Police desk for cases handed over' },
      scopes: ['enforcement:read'],
    },
  ],
});
