import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { integer, reference, type Sheet } from '../../../kit/onboarding/sheet.js';

/** How often an item was handled in a county in one year, by whichever department has it. */
@Entity({ schema: 'authority', tableName: 'item_handlings' })
export class ItemHandling {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  countyCode!: string;

  @Property({ type: 'text' })
  itemCode!: string;

  @Property({ type: 'integer' })
  year!: number;

  @Property({ type: 'integer' })
  handled!: number;
}

/** The file of what was handled, a year after the other: batches of powers are chosen by it (AU-28). */
export const itemHandlingSheet: Sheet = {
  file: 'power-item-handlings.csv',
  entity: ItemHandling,
  key: ['countyCode', 'itemCode', 'year'],
  columns: {
    countyCode: reference('县级代码', 'regions.csv', '区划代码'),
    itemCode: reference('事项编码', 'power-items.csv', '事项编码'),
    year: integer('年度', 2000, 2100),
    handled: integer('办件数', 0, 100_000_000),
  },
};
