import { everyone, party } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { AccountabilityReview } from './accountability/accountability-review.js';
import { accountabilitySettings } from './accountability/accountability-settings.js';
import { AccountabilityVerbsResolver } from './accountability/accountability-verbs.resolver.js';
import { accountabilityWorkflow } from './accountability/accountability-workflow.js';
import { onAccountabilityReferred } from './accountability/on-referrals.js';
import { AccountabilityResolver } from './accountability/accountability.resolver.js';
import { agencySettings } from './agencies/agency-settings.js';
import { AgencyResolver } from './agencies/agency.resolver.js';
import { changeManagementModePolicy } from './agencies/change-management-mode.js';
import { HeadAppointment } from './agencies/head-appointment.js';
import { HeadAppointmentResolver } from './agencies/head-appointment.resolver.js';
import { headWorkflow } from './agencies/head-workflow.js';
import { assessCapacityPolicy } from './assessments/assess-capacity.js';
import { assessmentSettings } from './assessments/assessment-settings.js';
import { AssessedOrganizationResolver, AssessmentResolver } from './assessments/assessment.resolver.js';
import { CapacityAssessment } from './assessments/capacity-assessment.js';
import { batchSettings } from './batches/batch-settings.js';
import { batchWorkflow } from './batches/batch-workflow.js';
import { DelegationBatchResolver, ItemDemandResolver } from './batches/batch.resolver.js';
import { DelegationBatch } from './batches/delegation-batch.js';
import { ItemHandling, itemHandlingSheet } from './batches/item-handling.js';
import { CatalogueItem } from './catalogue/catalogue-item.js';
import {
  CataloguedEntryResolver,
  CatalogueItemResolver,
  FourLevelsResolver,
} from './catalogue/catalogue-item.resolver.js';
import { CountyProfileResolver, ProfileSettingResolver, RegionProfileResolver } from './county-profile.resolver.js';
import { directorySheets } from './directory-sheets.js';
import { DutyResponsibility } from './duty-responsibility.js';
import { dutySheets } from './duty-sheets.js';
import { ExerciseResolver } from './exercise.resolver.js';
import { grantPowersPolicy } from './grants/grant-powers.js';
import { grantSettings } from './grants/grant-settings.js';
import { GrantingResolver } from './grants/granting.resolver.js';
import { EntryText } from './lists/entry-text.js';
import { EntryTextResolver, StatedEntriesResolver } from './lists/entry-text.resolver.js';
import { grantWithdrawn, listPublished } from './lists/list-events.js';
import { MeResolver } from './me.resolver.js';
import { migrations } from './migrations/in-order.js';
import { onMoves } from './moves/on-moves.js';
import { Organization } from './organization.js';
import { OrganizationResolver } from './organization.resolver.js';
import { grantPolicies } from './policies.js';
import { PowerGrant } from './power-grant.js';
import { PowerGrantResolver } from './power-grant.resolver.js';
import { PowerItem } from './power-item.js';
import { PowerItemResolver } from './power-item.resolver.js';
import { PowerList } from './power-list.js';
import { PowerListDifferenceResolver, PowerListResolver } from './power-list.resolver.js';
import { PowerListEntry } from './power-list-entry.js';
import { PowerListVersion } from './power-list-version.js';
import { PowerListEntryResolver, PowerListVersionResolver } from './power-list-version.resolver.js';
import { powerSheets } from './power-sheets.js';
import { DutyManual } from './processes/duty-manual.js';
import { processSheets } from './processes/process-sheets.js';
import { ProcessStep } from './processes/process-step.js';
import { DutyProcessResolver, ProcessStepResolver } from './processes/process.resolver.js';
import { ListChangeProposal } from './proposals/list-change-proposal.js';
import { proposalSettings } from './proposals/proposal-settings.js';
import { ProposalVerbsResolver } from './proposals/proposal-verbs.resolver.js';
import { proposalWorkflow } from './proposals/proposal-workflow.js';
import { ListChangeProposalResolver } from './proposals/proposal.resolver.js';
import { Region } from './region.js';
import { RegionResolver } from './region.resolver.js';
import { DutySinkRequest } from './sinks/duty-sink-request.js';
import { DutySinkResolver } from './sinks/duty-sink.resolver.js';
import { sinkSettings } from './sinks/sink-settings.js';
import { SinkVerbsResolver } from './sinks/sink-verbs.resolver.js';
import { sinkWorkflow } from './sinks/sink-workflow.js';
import { StaffMember } from './staff-member.js';
import { StaffMemberResolver } from './staff-member.resolver.js';
import { copyTownTemplatePolicy } from './structure/copy-town-template.js';
import { structureSettings } from './structure/structure-settings.js';
import { TemplateCopyResolver, TownStructureResolver } from './structure/structure.resolver.js';
import { TownTemplate } from './structure/town-template.js';
import { superviseLicences } from './supervision/on-licences.js';
import { SupervisionTask } from './supervision/supervision-task.js';
import { supervisionSettings, supervisionWorkflow } from './supervision/supervision-workflow.js';
import { DelegatedDomainsResolver, SupervisionResolver } from './supervision/supervision.resolver.js';
import { TerritorialDuty } from './territorial-duty.js';
import { TerritorialDutyResolver } from './territorial-duty.resolver.js';

// The audit trail names people by their staff numbers: who reads it must find out who they are, and has no territory.
const staffVisibility = party({
  region: 'regionCode',
  organization: 'workingOrganizationCode',
  staff: 'number',
  scope: 'audit:read',
});

export default defineSubgraph({
  name: 'authority',
  version: '1.0.0',
  title: { zh: '权责', en: 'Authority' },
  entities: [
    { entity: Region, visibility: everyone, keys: ['id', 'code'] },
    { entity: Organization, visibility: everyone, keys: ['id', 'code'] },
    { entity: StaffMember, visibility: staffVisibility, keys: ['id', 'number'] },
    { entity: CatalogueItem, visibility: everyone, keys: ['id'] },
    { entity: PowerItem, visibility: everyone, keys: ['id', 'code'] },
    { entity: PowerList, visibility: everyone, keys: ['id', 'code'] },
    { entity: PowerListVersion, visibility: everyone, keys: ['id'] },
    { entity: PowerListEntry, visibility: everyone, keys: ['id'] },
    { entity: EntryText, visibility: everyone, keys: ['id'] },
    {
      entity: ListChangeProposal,
      visibility: party({ region: 'regionCode', organizations: 'partyCodes' }),
      keys: ['id'],
    },
    {
      entity: DutySinkRequest,
      visibility: party({ region: 'regionCode', organizations: 'partyCodes' }),
      keys: ['id'],
    },
    {
      entity: AccountabilityReview,
      visibility: party({ region: 'regionCode', organization: 'subjectCode' }),
      keys: ['id'],
    },
    { entity: CapacityAssessment, visibility: everyone, keys: ['id'] },
    {
      entity: SupervisionTask,
      visibility: party({ region: 'regionCode', organization: 'organizationCode' }),
      keys: ['id'],
    },
    {
      entity: DelegationBatch,
      visibility: party({ region: 'regionCode', organizations: 'granteeCodes' }),
      keys: ['id'],
    },
    { entity: ItemHandling, visibility: everyone, keys: ['id'] },
    {
      entity: HeadAppointment,
      visibility: party({ region: 'regionCode', organizations: 'partyCodes' }),
      keys: ['id'],
    },
    { entity: TownTemplate, visibility: everyone, keys: ['id'] },
    { entity: PowerGrant, visibility: everyone, keys: ['id'] },
    { entity: TerritorialDuty, visibility: everyone, keys: ['id', 'code'] },
    { entity: DutyResponsibility, visibility: everyone, keys: ['id'] },
    { entity: ProcessStep, visibility: everyone, keys: ['id'] },
    { entity: DutyManual, visibility: everyone, keys: ['id'] },
  ],
  resolvers: [
    RegionResolver,
    OrganizationResolver,
    StaffMemberResolver,
    MeResolver,
    PowerItemResolver,
    PowerListResolver,
    PowerListDifferenceResolver,
    PowerListVersionResolver,
    PowerListEntryResolver,
    EntryTextResolver,
    StatedEntriesResolver,
    CatalogueItemResolver,
    CataloguedEntryResolver,
    FourLevelsResolver,
    PowerGrantResolver,
    GrantingResolver,
    TerritorialDutyResolver,
    DutyProcessResolver,
    ProcessStepResolver,
    ExerciseResolver,
    ListChangeProposalResolver,
    ProposalVerbsResolver,
    DutySinkResolver,
    SinkVerbsResolver,
    AccountabilityResolver,
    AccountabilityVerbsResolver,
    AssessmentResolver,
    AssessedOrganizationResolver,
    DelegatedDomainsResolver,
    SupervisionResolver,
    DelegationBatchResolver,
    ItemDemandResolver,
    AgencyResolver,
    HeadAppointmentResolver,
    TownStructureResolver,
    TemplateCopyResolver,
    CountyProfileResolver,
    ProfileSettingResolver,
    RegionProfileResolver,
  ],
  migrations,
  policies: [
    ...grantPolicies,
    grantPowersPolicy,
    assessCapacityPolicy,
    changeManagementModePolicy,
    copyTownTemplatePolicy,
  ],
  settings: [
    ...Object.values(grantSettings),
    ...Object.values(proposalSettings),
    ...Object.values(sinkSettings),
    ...Object.values(accountabilitySettings),
    ...Object.values(assessmentSettings),
    ...Object.values(supervisionSettings),
    ...Object.values(batchSettings),
    ...Object.values(agencySettings),
    ...Object.values(structureSettings),
  ],
  workflows: [proposalWorkflow, sinkWorkflow, accountabilityWorkflow, supervisionWorkflow, batchWorkflow, headWorkflow],
  handlers: [...superviseLicences, ...onMoves, onAccountabilityReferred],
  emits: [listPublished, grantWithdrawn],
  sheets: [...directorySheets, ...powerSheets, ...dutySheets, ...processSheets, itemHandlingSheet],
  roles: [
    {
      name: 'establishment_office',
      title: { zh: '编办', en: 'Establishment office' },
      scopes: ['authority:write', 'staff:read', 'pii:plain'],
    },
    {
      name: 'establishment_committee',
      title: { zh: '编委会', en: 'Establishment committee' },
      scopes: ['staff:read'],
    },
    { name: 'legal_office', title: { zh: '司法局合法性审查', en: 'Legal review' }, scopes: ['staff:read'] },
    {
      name: 'discipline_office',
      title: { zh: '纪委监委', en: 'Discipline inspection' },
      scopes: ['staff:read', 'accountability:read'],
    },
    {
      name: 'department_handler',
      title: { zh: '部门承办人', en: 'Department handler' },
      scopes: ['staff:read', 'accountability:read'],
    },
    {
      name: 'town_leader',
      title: { zh: '镇街负责人', en: 'Town leader' },
      scopes: ['staff:read', 'accountability:read'],
    },
    { name: 'zone_clerk', title: { zh: '开发区工作人员', en: 'Zone clerk' }, scopes: [] },
    { name: 'citizen', title: { zh: '群众', en: 'Citizen' }, scopes: [] },
  ],
});
