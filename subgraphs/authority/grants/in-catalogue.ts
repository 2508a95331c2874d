import { countyRules } from '../../../kit/county/county-rules-of.js';
import type { Context } from '../../../kit/module/context.js';
import { CatalogueItem } from '../catalogue/catalogue-item.js';
import { grantSettings } from './grant-settings.js';

/** Whether a catalogue that the county's grants rest on has the item, for a place in the county. */
export async function inCatalogue(
  { session, clock }: Pick<Context, 'session' | 'clock'>,
  itemCode: string,
  regionCode: string,
): Promise<boolean> {
  const rules = await countyRules(session, regionCode, clock);
  const restsOn = rules.read(grantSettings.catalogues);
  const stated = await session.many(CatalogueItem, 'code', itemCode, ['catalogue', 'level']);
  return stated.some(
    (each) => regionCode.startsWith(each.regionCode) && (restsOn.length === 0 || restsOn.includes(each.catalogue)),
  );
}
