import { code, oneOf, reference, type Sheet, text } from '../../kit/onboarding/sheet.js';
import { checkPrimarySide, dutyFile } from './check-primary-side.js';
import { regionOf } from './directory-sheets.js';
import { DutyResponsibility, ResponsibilityRole } from './duty-responsibility.js';
import { countyOf } from './region.js';
import { DutySide, TerritorialDuty } from './territorial-duty.js';

const duties: Sheet = {
  file: dutyFile,
  entity: TerritorialDuty,
  key: ['code'],
  columns: {
    code: code('事项编码', /^[A-Z0-9][A-Z0-9.-]{0,59}$/i, 'letters, digits, hyphens and dots'),
    domain: text('领域', { longest: 50 }),
    name: text('名称', { longest: 200 }),
    primarySide: oneOf('主体责任方', Object.values(DutySide)),
    leadOrganizationCode: reference('牵头部门', 'organizations.csv', '机构编码'),
    legalBasis: text('法律依据'),
  },
  derived: { countyCode: (row) => countyOf(regionOf(row['leadOrganizationCode'])) },
};

const responsibilities: Sheet = {
  file: 'territorial-duty-responsibilities.csv',
  entity: DutyResponsibility,
  key: ['dutyCode', 'side', 'role', 'text'],
  whole: true,
  columns: {
    dutyCode: reference('事项编码', dutyFile, '事项编码'),
    side: oneOf('责任方', Object.values(DutySide)),
    role: oneOf('角色', Object.values(ResponsibilityRole)),
    text: text('职责内容'),
  },
  check: checkPrimarySide,
};

/** The files of the territorial duties. */
export const dutySheets: readonly Sheet[] = [duties, responsibilities];
