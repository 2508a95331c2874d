import { withScope } from '../../kit/data/visibility.js';
import { definePlugin } from '../../kit/module/define.js';
import { checkPolicy } from './check-subgraph.js';
import { SubgraphFindingResolver } from './finding.js';
import { Organization } from './foreign.js';
import { subgraphs } from './migrations/0001-subgraphs.js';
import { uses } from './migrations/0002-uses.js';
import { tookPlaceOf } from './migrations/0003-took-place-of.js';
import { declaredTime } from './migrations/0004-declared-time.js';
import { toldOfCallers } from './migrations/0005-told-of-callers.js';
import { register } from './register.js';
import { RegisteredSubgraph } from './registered-subgraph.js';
import { addresses, SubgraphAddress } from './subgraph-address.js';
import { SubgraphHealthResolver } from './subgraph-health.js';
import { SubgraphVersion } from './subgraph-version.js';
import { SubgraphVersionResolver } from './subgraph-version.resolver.js';
import { SubgraphAddressResolver, SubgraphResolver } from './subgraph.resolver.js';
import { countUse, keepUses } from './usage.js';
import { versionWorkflow } from './version-workflow.js';

const scopes = ['registry:read'];

export default definePlugin({
  name: 'registry',
  version: '1.0.0',
  title: { zh: '子图登记', en: 'Registry of subgraphs' },
  needs: ['authority'],
  subgraph: {
    entities: [
      { entity: RegisteredSubgraph, visibility: withScope('registry:read'), keys: ['id', 'name'] },
      { entity: SubgraphVersion, visibility: withScope('registry:read'), keys: ['id'] },
      { entity: SubgraphAddress, visibility: withScope('registry:read'), keys: ['id'] },
    ],
    foreign: [Organization],
    resolvers: [
      SubgraphResolver,
      SubgraphHealthResolver,
      SubgraphAddressResolver,
      SubgraphVersionResolver,
      SubgraphFindingResolver,
    ],
    migrations: [subgraphs, uses, tookPlaceOf, declaredTime, toldOfCallers],
    workflows: [versionWorkflow],
    policies: [checkPolicy],
    sheets: [addresses],
  },
  register,
  hooks: { onResponse: countUse },
  start: keepUses,
  roles: [
    { name: 'registry-publisher', title: { zh: '子图发布人', en: 'Publisher of subgraphs' }, scopes },
    { name: 'registry-approver', title: { zh: '子图审批人', en: 'Approver of subgraphs' }, scopes },
    { name: 'registry-admin', title: { zh: '登记管理员', en: 'Administrator of the registry' }, scopes },
  ],
});
