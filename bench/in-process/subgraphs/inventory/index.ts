import { defineSubgraph } from '../../../../kit/module/define.js';
import { Item } from './item.js';
import { Product } from './product.js';
import { ProductResolver } from './product.resolver.js';
import { Vendor } from './vendor.js';

export default defineSubgraph({
  name: 'inventory',
  version: '1.0.0',
  title: { zh: '库存', en: 'Inventory' },
  entities: [],
  foreign: [Item, Product, Vendor],
  resolvers: [ProductResolver],
  migrations: [],
  policies: [],
});
