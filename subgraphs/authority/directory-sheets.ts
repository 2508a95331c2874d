import { staffNumberPattern } from '../../kit/identity/staff-number.js';
import {
  code,
  identityNumber,
  list,
  oneOf,
  reference,
  type Sheet,
  type SheetColumn,
  type SheetProblem,
  type SheetRow,
  text,
  yesNo,
} from '../../kit/onboarding/sheet.js';
import { isCreditCode } from './credit-code.js';
import { ManagementMode, Organization, OrganizationKind } from './organization.js';
import { Region, RegionKind, RegionLevel } from './region.js';
import { StaffIdentity, StaffMember, StaffStatus } from './staff-member.js';

const levels = oneOf(
  '级别',
  Object.values(RegionLevel).map((level) => level.toLowerCase()),
);

/** The statistical office writes levels in lower case. */
const level: SheetColumn = {
  heading: levels.heading,
  read: (cell) => {
    const reading = levels.read(cell);
    return 'problem' in reading ? reading : { value: cell.toUpperCase() };
  },
};

const regions: Sheet = {
  file: 'regions.csv',
  entity: Region,
  key: ['code'],
  columns: {
    code: code('区划代码', /^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/, 'of 2, 4, 6, 9 or 12 digits'),
    parentCode: reference('上级代码', 'regions.csv', '区划代码', { optional: true }),
    level,
    kind: oneOf('类型', Object.values(RegionKind)),
    name: text('名称', { longest: 100 }),
  },
  check: checkRegionCodes,
};

const organizations: Sheet = {
  file: 'organizations.csv',
  entity: Organization,
  key: ['code'],
  columns: {
    code: code(
      '机构编码',
      /^\d{6}(\d{3})?-[a-z0-9-]{1,60}$/,
      'a region code of 6 or 9 digits, a hyphen and a name in lower case',
    ),
    name: text('名称', { longest: 100 }),
    shortName: text('简称', { optional: true, longest: 50 }),
    kind: oneOf('类型', Object.values(OrganizationKind)),
    regionCode: reference('所在区划', 'regions.csv', '区划代码'),
    parentCode: reference('上级机构', 'organizations.csv', '机构编码', { optional: true }),
    uscc: text('统一社会信用代码', { optional: true, longest: 18 }),
    managementMode: oneOf('管理体制', Object.values(ManagementMode), { optional: true }),
    signboards: list('挂牌'),
  },
  warn: warnOfCreditCodes,
};

const staff: Sheet = {
  file: 'staff.csv',
  entity: StaffMember,
  key: ['number'],
  columns: {
    number: code('工号', staffNumberPattern, 'two capitals and six digits'),
    name: text('姓名', { longest: 50 }),
    identity: oneOf('身份', Object.values(StaffIdentity)),
    status: oneOf('状态', Object.values(StaffStatus)),
    establishmentOrganizationCode: reference('编制单位', 'organizations.csv', '机构编码'),
    workingOrganizationCode: reference('工作单位', 'organizations.csv', '机构编码'),
    stationed: yesNo('是否派驻'),
    phoneNumber: code('手机号', /^1\d{10}$/, 'eleven digits that begin with 1'),
    identityNumber: identityNumber('公民身份号码'),
  },
  derived: { regionCode: (row) => regionOf(row['workingOrganizationCode']) },
};

/** The files of regions, organisations and staff. */
export const directorySheets: readonly Sheet[] = [regions, organizations, staff];

/** The region that an organisation's code begins with. */
export function regionOf(organizationCode: unknown): string {
  return String(organizationCode).split('-')[0] ?? '';
}

function checkRegionCodes(rows: readonly SheetRow[]): SheetProblem[] {
  return rows.flatMap(({ code: own, parentCode }, index) => {
    if (parentCode === null || String(own).startsWith(String(parentCode))) return [];
    return [
      { row: index, heading: '区划代码', problem: `does not begin with its parent's code ${String(parentCode)}` },
    ];
  });
}

function warnOfCreditCodes(rows: readonly SheetRow[]): SheetProblem[] {
  return rows.flatMap(({ uscc }, index) => {
    if (typeof uscc !== 'string' || isCreditCode(uscc)) return [];
    return [{ row: index, heading: '统一社会信用代码', problem: 'is not a unified social credit code (GB 32100)' }];
  });
}
