import {
  code,
  day,
  integer,
  oneOf,
  reference,
  referenceToAny,
  type Sheet,
  text,
  yesNo,
} from '../../kit/onboarding/sheet.js';
import { catalogueFile, catalogueSheet } from './catalogue/catalogue-sheet.js';
import { dutyFile } from './check-primary-side.js';
import { entryTextSheet } from './lists/entry-text-sheet.js';
import { checkGrants, checkVersions } from './check-dates.js';
import { GrantMode, PowerGrant } from './power-grant.js';
import { PowerCategory, PowerItem, PowerStatus, ReservedScope } from './power-item.js';
import { PowerList, PowerListKind } from './power-list.js';
import { PowerListEntry } from './power-list-entry.js';
import { editionOf, PowerListVersion } from './power-list-version.js';

const mostVersions = 1000;

const items: Sheet = {
  file: 'power-items.csv',
  entity: PowerItem,
  key: ['code'],
  columns: {
    code: code('事项编码', /^[A-Z0-9][A-Z0-9.-]{0,59}$/i, 'letters, digits, hyphens and dots'),
    name: text('名称'),
    category: oneOf('类别', Object.values(PowerCategory)),
    domain: text('领域', { longest: 50 }),
    sourceOrganizationCode: reference('原实施部门', 'organizations.csv', '机构编码'),
    legalBasis: text('法律依据'),
    reservedScope: oneOf('专属范围', Object.values(ReservedScope)),
    simpleProcedure: yesNo('简易程序'),
    status: oneOf('状态', Object.values(PowerStatus)),
  },
};

const lists: Sheet = {
  file: 'power-lists.csv',
  entity: PowerList,
  key: ['code'],
  columns: {
    code: code('清单编码', /^[A-Z0-9][A-Z0-9.-]{0,59}$/i, 'letters, digits, hyphens and dots'),
    kind: oneOf('类型', Object.values(PowerListKind)),
    regionCode: reference('所属区划', 'regions.csv', '区划代码'),
    name: text('名称', { longest: 100 }),
  },
};

const edition = (row: Readonly<Record<string, unknown>>): string =>
  editionOf(String(row['listCode']), Number(row['number']));

const versions: Sheet = {
  file: 'power-list-versions.csv',
  entity: PowerListVersion,
  key: ['listCode', 'number'],
  columns: {
    listCode: reference('清单编码', 'power-lists.csv', '清单编码'),
    number: integer('版本', 1, mostVersions),
    documentNumber: text('文号', { longest: 100 }),
    publishedOn: day('公布日期'),
    effectiveFrom: day('生效日期'),
    effectiveTo: day('失效日期', { optional: true }),
  },
  derived: { edition },
  check: checkVersions,
};

const entries: Sheet = {
  file: 'power-list-entries.csv',
  entity: PowerListEntry,
  key: ['listCode', 'number', 'code'],
  columns: {
    listCode: reference('清单编码', 'power-lists.csv', '清单编码'),
    number: integer('版本', 1, mostVersions),
    code: referenceToAny('事项编码', [
      { file: 'power-items.csv', heading: '事项编码' },
      { file: dutyFile, heading: '事项编码' },
      { file: catalogueFile, heading: '事项编码' },
    ]),
  },
  derived: { edition },
};

const grants: Sheet = {
  file: 'power-grants.csv',
  entity: PowerGrant,
  key: ['itemCode', 'granteeCode', 'effectiveFrom'],
  columns: {
    itemCode: reference('事项编码', 'power-items.csv', '事项编码'),
    granteeCode: reference('承接机构', 'organizations.csv', '机构编码'),
    regionCode: reference('所在区划', 'regions.csv', '区划代码'),
    mode: oneOf('方式', Object.values(GrantMode)),
    batch: text('批次', { longest: 50 }),
    documentNumber: text('文号', { longest: 100 }),
    publishedOn: day('公布日期', { optional: true }),
    effectiveFrom: day('生效日期'),
    effectiveTo: day('失效日期', { optional: true }),
    status: oneOf('状态', Object.values(PowerStatus)),
  },
  check: checkGrants,
};

/** The files of power items, lists and grants. */
export const powerSheets: readonly Sheet[] = [catalogueSheet, items, lists, versions, entries, entryTextSheet, grants];
