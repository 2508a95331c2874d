import { defineSubgraph } from '../../../../kit/module/define.js';
import { User } from './user.js';
import { UserResolver } from './user.resolver.js';
import { Vendor } from './vendor.js';

export default defineSubgraph({
  name: 'accounts',
  version: '1.0.0',
  title: { zh: '账户', en: 'Accounts' },
  entities: [],
  // Rows in memory: a reference becomes an object of the class, whose getters find the row.
  foreign: [User, Vendor],
  resolvers: [UserResolver],
  migrations: [],
  policies: [],
});
