import { code, oneOf, reference, type Sheet, text } from '../../../kit/onboarding/sheet.js';
import { PowerCategory } from '../power-item.js';
import { CatalogueItem, CatalogueLevel } from './catalogue-item.js';

/** The file of the catalogues above the county. */
export const catalogueFile = 'catalogue-items.csv';

const shape = /^[A-Z0-9][A-Z0-9.-]{0,59}$/i;

/** The sheet of the catalogues above the county, one line an item and level. */
export const catalogueSheet: Sheet = {
  file: catalogueFile,
  entity: CatalogueItem,
  key: ['catalogue', 'level', 'code'],
  columns: {
    catalogue: code('目录编码', shape, 'letters, digits, hyphens and dots'),
    level: oneOf('层级', Object.values(CatalogueLevel)),
    regionCode: reference('施行区划', 'regions.csv', '区划代码'),
    code: code('事项编码', shape, 'letters, digits, hyphens and dots'),
    name: text('名称'),
    category: oneOf('类别', Object.values(PowerCategory)),
    legalBasis: text('法律依据'),
  },
};
