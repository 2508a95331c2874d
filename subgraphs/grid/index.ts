import { everyone, inRegion, party } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { Event, Region, StaffMember } from './foreign.js';
import { Grid } from './grid.js';
import { GridElement } from './grid-element.js';
import { GridElementResolver, GridElementsResolver } from './grid-element.resolver.js';
import { GridResolver } from './grid.resolver.js';
import { GridRoleAssignment } from './grid-role-assignment.js';
import { GridRoleAssignmentResolver } from './grid-role-assignment.resolver.js';
import { grids } from './migrations/0001-grids.js';
import { gridAreas } from './migrations/0002-grid-areas.js';
import { gridElements } from './migrations/0003-grid-elements.js';
import { patrols } from './migrations/0004-patrols.js';
import { noteReportedEvent } from './patrol-events.js';
import { PatrolTask } from './patrol-task.js';
import { GridPatrolsResolver, PatrolTaskResolver } from './patrol-task.resolver.js';
import { patrolFinished, patrolWorkflow } from './patrol-workflow.js';
import { elementPolicies, gridPolicies } from './policies.js';
import { RegionResolver, StaffMemberResolver } from './foreign.resolver.js';
import { gridSheets } from './sheets.js';

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
  ],
  foreign: [Event, Region, StaffMember],
  resolvers: [
    GridResolver,
    GridElementsResolver,
    GridElementResolver,
    GridRoleAssignmentResolver,
    GridPatrolsResolver,
    PatrolTaskResolver,
    RegionResolver,
    StaffMemberResolver,
  ],
  migrations: [grids, gridAreas, gridElements, patrols],
  policies: [...gridPolicies, ...elementPolicies],
  sheets: gridSheets,
  workflows: [patrolWorkflow],
  emits: [patrolFinished],
  handlers: [noteReportedEvent],
  roles: [
    { name: 'grid_officer', title: { zh: '网格员', en: 'Grid officer' }, scopes: ['grid:read', 'staff:read'] },
    {
      name: 'grid_admin',
      title: { zh: '网格管理员', en: 'Grid administrator' },
      scopes: ['grid:read', 'grid:write', 'staff:read', 'pii:plain'],
    },
  ],
});
