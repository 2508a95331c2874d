import { everyone } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { Region, StaffMember } from './foreign.js';
import { Grid } from './grid.js';
import { GridResolver } from './grid.resolver.js';
import { GridRoleAssignment } from './grid-role-assignment.js';
import { GridRoleAssignmentResolver } from './grid-role-assignment.resolver.js';
import { grids } from './migrations/0001-grids.js';
import { gridPolicies } from './policies.js';
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
  ],
  foreign: [Region, StaffMember],
  resolvers: [GridResolver, GridRoleAssignmentResolver, RegionResolver, StaffMemberResolver],
  migrations: [grids],
  policies: gridPolicies,
  sheets: gridSheets,
  roles: [
    { name: 'grid_officer', title: { zh: '网格员', en: 'Grid officer' }, scopes: ['grid:read', 'staff:read'] },
    {
      name: 'grid_admin',
      title: { zh: '网格管理员', en: 'Grid administrator' },
      scopes: ['grid:read', 'grid:write', 'staff:read'],
    },
  ],
});
