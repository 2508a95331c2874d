import { ForeignType } from '../../../../kit/module/foreign-type.js';

/** products' product, which reviews are about. */
@ForeignType('upc')
export class Product {
  upc!: string;
}
