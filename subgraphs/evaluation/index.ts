import { everyone, inRegion, party } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { AppraisalScheme } from './appraisal-scheme.js';
import { AppraisalSchemeResolver } from './appraisal-scheme.resolver.js';
import { scorePosted } from './events.js';
import { Event, Grid, Organization, Region, StaffMember } from './foreign.js';
import {
  EventResolver,
  GridResolver,
  OrganizationResolver,
  RegionResolver,
  StaffMemberResolver,
} from './foreign.resolver.js';
import { schemesAndPosts } from './migrations/0001-schemes-and-posts.js';
import { scoreEvidence } from './migrations/0002-score-evidence.js';
import { scoreEvents } from './on-events.js';
import { Post } from './post.js';
import { PostedScore } from './posted-score.js';
import { PostResolver } from './post.resolver.js';
import { redefinePostPolicy } from './redefine-post.js';
import { SchemeDimension } from './scheme-dimension.js';
import { SchemeDimensionResolver } from './scheme-dimension.resolver.js';
import { ScoreEvidence } from './score-evidence.js';
import { PostedScoreResolver, ScoreEvidenceResolver } from './score-evidence.resolver.js';
import { evaluationSheets } from './sheets.js';

export default defineSubgraph({
  name: 'evaluation',
  version: '1.0.0',
  title: { zh: '考评', en: 'Evaluation' },
  needs: ['authority', 'grid', 'dispatch'],
  entities: [
    { entity: AppraisalScheme, visibility: everyone, keys: ['id', 'code'] },
    { entity: SchemeDimension, visibility: everyone, keys: ['id'] },
    {
      entity: Post,
      visibility: party({ region: 'regionCode', organization: 'organizationCode' }),
      keys: ['id', 'code'],
    },
    {
      entity: ScoreEvidence,
      visibility: party({ region: 'regionCode', organization: 'organizationCode', staff: 'staffNumber' }),
      keys: ['id'],
    },
    { entity: PostedScore, visibility: inRegion('regionCode'), keys: ['id', 'eventNo'] },
  ],
  foreign: [Region, Organization, Grid, StaffMember, Event],
  resolvers: [
    AppraisalSchemeResolver,
    SchemeDimensionResolver,
    PostResolver,
    GridResolver,
    RegionResolver,
    OrganizationResolver,
    StaffMemberResolver,
    EventResolver,
    ScoreEvidenceResolver,
    PostedScoreResolver,
  ],
  migrations: [schemesAndPosts, scoreEvidence],
  policies: [redefinePostPolicy],
  sheets: evaluationSheets,
  emits: [scorePosted],
  handlers: scoreEvents,
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
