import { defineSubgraph } from '../../../../kit/module/define.js';
import { Product } from './product.js';
import { ProductResolver } from './product.resolver.js';
import { Review } from './review.js';
import { User } from './user.js';
import { UserResolver } from './user.resolver.js';

export default defineSubgraph({
  name: 'reviews',
  version: '1.0.0',
  title: { zh: '评论', en: 'Reviews' },
  entities: [],
  foreign: [Product, Review, User],
  resolvers: [ProductResolver, UserResolver],
  migrations: [],
  policies: [],
});
