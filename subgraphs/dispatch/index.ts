import { everyone } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { CommandCentre } from './command-centre.js';
import { CommandCentreResolver } from './command-centre.resolver.js';
import { EventCategory } from './event-category.js';
import { EventCategoryResolver } from './event-category.resolver.js';
import { Organization, Region, StaffMember, TerritorialDuty } from './foreign.js';
import { RegionResolver, TerritorialDutyResolver } from './foreign.resolver.js';
import { centresAndCategories } from './migrations/0001-centres-and-categories.js';
import { setCategoryLimitsPolicy } from './set-category-limits.js';
import { dispatchSheets } from './sheets.js';

export default defineSubgraph({
  name: 'dispatch',
  version: '1.0.0',
  title: { zh: '指挥调度', en: 'Dispatch' },
  needs: ['authority'],
  entities: [
    { entity: CommandCentre, visibility: everyone, keys: ['id', 'code'] },
    { entity: EventCategory, visibility: everyone, keys: ['id', 'code'] },
  ],
  foreign: [Region, Organization, StaffMember, TerritorialDuty],
  resolvers: [CommandCentreResolver, EventCategoryResolver, RegionResolver, TerritorialDutyResolver],
  migrations: [centresAndCategories],
  policies: [setCategoryLimitsPolicy],
  sheets: dispatchSheets,
  roles: [
    {
      name: 'town_dispatcher',
      title: { zh: '镇街指挥中心调度员', en: 'Town dispatcher' },
      scopes: ['dispatch:read', 'staff:read'],
    },
    {
      name: 'commander',
      title: { zh: '县级指挥中心指挥长', en: 'Commander' },
      scopes: ['dispatch:read', 'dispatch:write', 'staff:read'],
    },
  ],
});
