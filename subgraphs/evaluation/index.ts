import { everyone, party } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { AppraisalScheme } from './appraisal-scheme.js';
import { AppraisalSchemeResolver } from './appraisal-scheme.resolver.js';
import { Grid, Organization, Region } from './foreign.js';
import { GridResolver, OrganizationResolver, RegionResolver } from './foreign.resolver.js';
import { schemesAndPosts } from './migrations/0001-schemes-and-posts.js';
import { Post } from './post.js';
import { PostResolver } from './post.resolver.js';
import { redefinePostPolicy } from './redefine-post.js';
import { SchemeDimension } from './scheme-dimension.js';
import { SchemeDimensionResolver } from './scheme-dimension.resolver.js';
import { evaluationSheets } from './sheets.js';

export default defineSubgraph({
  name: 'evaluation',
  version: '1.0.0',
  title: { zh: '考评', en: 'Evaluation' },
  needs: ['authority', 'grid'],
  entities: [
    { entity: AppraisalScheme, visibility: everyone, keys: ['id', 'code'] },
    { entity: SchemeDimension, visibility: everyone, keys: ['id'] },
    {
      entity: Post,
      visibility: party({ region: 'regionCode', organization: 'organizationCode' }),
      keys: ['id', 'code'],
    },
  ],
  foreign: [Region, Organization, Grid],
  resolvers: [
    AppraisalSchemeResolver,
    SchemeDimensionResolver,
    PostResolver,
    GridResolver,
    RegionResolver,
    OrganizationResolver,
  ],
  migrations: [schemesAndPosts],
  policies: [redefinePostPolicy],
  sheets: evaluationSheets,
  roles: [
    {
      name: 'evaluator',
      title: { zh: '考评人员', en: 'Evaluator' },
      scopes: ['evaluation:read', 'evaluation:write', 'staff:read'],
    },
    {
      name: 'module_leader',
      title: { zh: '模块负责人', en: 'Module leader' },
      scopes: ['evaluation:read', 'staff:read'],
    },
  ],
});
