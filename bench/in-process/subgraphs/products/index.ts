import { defineSubgraph } from '../../../../kit/module/define.js';
import { Item } from './item.js';
import { Product } from './product.js';
import { ProductResolver } from './product.resolver.js';

export default defineSubgraph({
  name: 'products',
  version: '1.0.0',
  title: { zh: '产品', en: 'Products' },
  entities: [],
  foreign: [Item, Product],
  resolvers: [ProductResolver],
  migrations: [],
  policies: [],
});
