import { ForeignType } from '../../../../kit/module/foreign-type.js';

/** accounts' vendor, whom an item names. */
@ForeignType('id')
export class Vendor {
  id!: string;
}
