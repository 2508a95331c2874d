import { everyone, inRegion, party } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { GridAdjustmentResolver } from './adjustments/adjustment.resolver.js';
import { adjustmentWorkflow } from './adjustments/adjustment-workflow.js';
import { GridAdjustment } from './adjustments/grid-adjustment.js';
import { GridBundleResolver } from './bundles/bundle.resolver.js';
import { ResponsibilityBundle } from './bundles/responsibility-bundle.js';
import { responsibilityShared, shareScores } from './bundles/share-scores.js';
import { DutyItemResolver, PatrolDutyResolver } from './duty-items/duty-item.resolver.js';
import { dutyItemWorkflow } from './duty-items/duty-item-workflow.js';
import { GridDutyItem } from './duty-items/grid-duty-item.js';
import { Event, Organization, Region, StaffMember } from './foreign.js';
import { Grid } from './grid.js';
import { GridElement } from './grid-element.js';
import { GridElementResolver, GridElementsResolver } from './grid-element.resolver.js';
import { GridResolver } from './grid.resolver.js';
import { GridRoleAssignment } from './grid-role-assignment.js';
import { GridRoleAssignmentResolver } from './grid-role-assignment.resolver.js';
import { gridSettings } from './grid-settings.js';
import { migrations } from './migrations/in-order.js';
import { noteReportedEvent } from './patrol-events.js';
import { PatrolTask } from './patrol-task.js';
import { GridPatrolsResolver, PatrolTaskResolver } from './patrol-task.resolver.js';
import { patrolFinished, patrolWorkflow } from './patrol-workflow.js';
import { PlacedStaffResolver } from './placed-staff.resolver.js';
import { elementPolicies, gridPolicies, skillPolicies } from './policies.js';
import { RegionResolver, StaffMemberResolver } from './foreign.resolver.js';
import { gridSheets } from './sheets.js';
import { GridSkill } from './skills/grid-skill.js';
import { GridOfficerResolver, GridSkillResolver } from './skills/grid-skill.resolver.js';
import { SpecialisedGrid } from './specialised/specialised-grid.js';
import { GridMergesResolver, SpecialisedGridResolver } from './specialised/specialised-grid.resolver.js';
import { specialisedWorkflow } from './specialised/specialised-workflow.js';
import { ServiceTeam } from './teams/service-team.js';
import { GridTeamResolver, ServiceTeamResolver } from './teams/service-team.resolver.js';
import { teamCredited } from './teams/team-credited.js';
import { TeamService } from './teams/team-service.js';
import { TeamServiceResolver } from './teams/team-service.resolver.js';
import { teamServiceWorkflow } from './teams/team-service-workflow.js';
import { teamWorkflow } from './teams/team-workflow.js';

export default defineSubgraph({
  name: 'grid',
  version: '1.0.0',
  title: { zh: '网格', en: 'Grid' },
  needs: ['authority'],
  entities: [
    { entity: Grid, visibility: everyone, keys: ['id', 'code'] },
    { entity: GridRoleAssignment, visibility: everyone, keys: ['id'] },
    { entity: GridElement, visibility: inRegion('townCode'), keys: ['id', 'code'] },
    {
      entity: PatrolTask,
      visibility: party({ region: 'regionCode', staff: 'assigneeNumber' }),
      keys: ['id', 'number'],
    },
    { entity: SpecialisedGrid, visibility: everyone, keys: ['id', 'code'] },
    { entity: GridDutyItem, visibility: everyone, keys: ['id', 'number'] },
    { entity: GridSkill, visibility: party({ region: 'regionCode', staff: 'staffNumber' }), keys: ['id'] },
    { entity: ServiceTeam, visibility: everyone, keys: ['id', 'number'] },
    { entity: TeamService, visibility: inRegion('regionCode'), keys: ['id', 'number'] },
    { entity: GridAdjustment, visibility: inRegion('regionCode'), keys: ['id', 'number'] },
    { entity: ResponsibilityBundle, visibility: inRegion('regionCode'), keys: ['id'] },
  ],
  foreign: [Event, Organization, Region, StaffMember],
  resolvers: [
    GridResolver,
    GridElementsResolver,
    GridElementResolver,
    GridRoleAssignmentResolver,
    GridPatrolsResolver,
    PatrolTaskResolver,
    RegionResolver,
    StaffMemberResolver,
    GridMergesResolver,
    SpecialisedGridResolver,
    DutyItemResolver,
    PatrolDutyResolver,
    GridOfficerResolver,
    GridSkillResolver,
    GridTeamResolver,
    ServiceTeamResolver,
    TeamServiceResolver,
    GridBundleResolver,
    PlacedStaffResolver,
    GridAdjustmentResolver,
  ],
  migrations,
  policies: [...gridPolicies, ...elementPolicies, ...skillPolicies],
  sheets: gridSheets,
  settings: Object.values(gridSettings),
  workflows: [
    patrolWorkflow,
    specialisedWorkflow,
    dutyItemWorkflow,
    teamWorkflow,
    teamServiceWorkflow,
    adjustmentWorkflow,
  ],
  emits: [patrolFinished, teamCredited, responsibilityShared],
  handlers: [noteReportedEvent, shareScores],
  roles: [
    { name: 'grid_officer', title: { zh: '网格员', en: 'Grid officer' }, scopes: ['grid:read', 'staff:read'] },
    {
      name: 'grid_admin',
      title: { zh: '网格管理员', en: 'Grid administrator' },
      scopes: ['grid:read', 'grid:write', 'staff:read', 'pii:plain'],
    },
  ],
});
