import { everyone, party } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { CountyProfileResolver, ProfileSettingResolver, RegionProfileResolver } from './county-profile.resolver.js';
import { directorySheets } from './directory-sheets.js';
import { DutyResponsibility } from './duty-responsibility.js';
import { dutySheets } from './duty-sheets.js';
import { ExerciseResolver } from './exercise.resolver.js';
import { MeResolver } from './me.resolver.js';
import { directoryAndLists } from './migrations/0001-directory-and-lists.js';
import { Organization } from './organization.js';
import { OrganizationResolver } from './organization.resolver.js';
import { authorityPolicies } from './policies.js';
import { PowerGrant } from './power-grant.js';
import { PowerGrantResolver } from './power-grant.resolver.js';
import { PowerItem } from './power-item.js';
import { PowerItemResolver } from './power-item.resolver.js';
import { PowerList } from './power-list.js';
import { PowerListResolver } from './power-list.resolver.js';
import { PowerListEntry } from './power-list-entry.js';
import { PowerListVersion } from './power-list-version.js';
import { PowerListEntryResolver, PowerListVersionResolver } from './power-list-version.resolver.js';
import { powerSheets } from './power-sheets.js';
import { Region } from './region.js';
import { RegionResolver } from './region.resolver.js';
import { StaffMember } from './staff-member.js';
import { StaffMemberResolver } from './staff-member.resolver.js';
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
    { entity: PowerItem, visibility: everyone, keys: ['id', 'code'] },
    { entity: PowerList, visibility: everyone, keys: ['id', 'code'] },
    { entity: PowerListVersion, visibility: everyone, keys: ['id'] },
    { entity: PowerListEntry, visibility: everyone, keys: ['id'] },
    { entity: PowerGrant, visibility: everyone, keys: ['id'] },
    { entity: TerritorialDuty, visibility: everyone, keys: ['id', 'code'] },
    { entity: DutyResponsibility, visibility: everyone, keys: ['id'] },
  ],
  resolvers: [
    RegionResolver,
    OrganizationResolver,
    StaffMemberResolver,
    MeResolver,
    PowerItemResolver,
    PowerListResolver,
    PowerListVersionResolver,
    PowerListEntryResolver,
    PowerGrantResolver,
    TerritorialDutyResolver,
    ExerciseResolver,
    CountyProfileResolver,
    ProfileSettingResolver,
    RegionProfileResolver,
  ],
  migrations: [directoryAndLists],
  policies: authorityPolicies,
  sheets: [...directorySheets, ...powerSheets, ...dutySheets],
  roles: [
    {
      name: 'establishment_office',
      title: { zh: '编办', en: 'Establishment office' },
      scopes: ['authority:write', 'staff:read', 'pii:plain'],
    },
    { name: 'department_handler', title: { zh: '部门承办人', en: 'Department handler' }, scopes: ['staff:read'] },
    { name: 'town_leader', title: { zh: '镇街负责人', en: 'Town leader' }, scopes: ['staff:read'] },
    { name: 'zone_clerk', title: { zh: '开发区工作人员', en: 'Zone clerk' }, scopes: [] },
    { name: 'citizen', title: { zh: '群众', en: 'Citizen' }, scopes: [] },
  ],
});
