import {
  code,
  day,
  list,
  oneOf,
  reference,
  type Sheet,
  type SheetColumn,
  type SheetProblem,
  type SheetRow,
  text,
} from '../../kit/onboarding/sheet.js';
import { EnforcementCertificate } from './enforcement-certificate.js';
import { EnforcementTeam, TeamModel } from './enforcement-team.js';
import { LegalReviewer } from './legal-reviewer.js';
import { PremisesKind, RegulatedPremises } from './regulated-premises.js';
import { RadiatedTown } from './teams/radiated-town.js';
import { TeamMembership } from './team-membership.js';

const townLength = 9;

const teams: Sheet = {
  file: 'enforcement-teams.csv',
  entity: EnforcementTeam,
  key: ['code'],
  columns: {
    code: code(
      '队伍编码',
      /^[A-Z]{2}\d{6}(\d{3})?(-\d{1,3})?$/,
      'two capitals, a region code of 6 or 9 digits, and perhaps a hyphen and a number',
    ),
    name: text('名称', { longest: 100 }),
    model: oneOf('模式', Object.values(TeamModel)),
    organizationCode: reference('机构编码', 'organizations.csv', '机构编码'),
    regionCode: reference('所在区划', 'regions.csv', '区划代码'),
    domains: notEmpty(list('领域')),
  },
};

const memberships: Sheet = {
  file: 'enforcement-team-members.csv',
  entity: TeamMembership,
  key: ['teamCode', 'staffNumber', 'startsOn'],
  columns: {
    teamCode: reference('队伍编码', 'enforcement-teams.csv', '队伍编码'),
    staffNumber: reference('工号', 'staff.csv', '工号'),
    startsOn: day('开始日期'),
    endsOn: day('结束日期', { optional: true }),
  },
  check: (rows) => reversed(rows, 'startsOn', 'endsOn', '结束日期'),
};

const certificates: Sheet = {
  file: 'enforcement-certificates.csv',
  entity: EnforcementCertificate,
  key: ['number'],
  columns: {
    number: code('证号', /^[A-Z]{2}\d{6,12}$/, 'two capitals and 6 to 12 digits'),
    staffNumber: reference('工号', 'staff.csv', '工号'),
    issuedBy: text('发证机关', { longest: 100 }),
    validFrom: day('有效期起'),
    validTo: day('有效期止'),
    domains: notEmpty(list('领域')),
  },
  check: (rows) => reversed(rows, 'validFrom', 'validTo', '有效期止'),
};

const radiatedTowns: Sheet = {
  file: 'enforcement-radiated-towns.csv',
  entity: RadiatedTown,
  key: ['teamCode', 'townCode'],
  columns: {
    teamCode: reference('队伍编码', 'enforcement-teams.csv', '队伍编码'),
    townCode: reference('辐射乡镇', 'regions.csv', '区划代码'),
  },
};

const reviewers: Sheet = {
  file: 'legal-reviewers.csv',
  entity: LegalReviewer,
  key: ['staffNumber'],
  columns: {
    staffNumber: reference('工号', 'staff.csv', '工号'),
    qualificationNumber: code('法律职业资格证书号', /^[A-Z]\d{14}$/, 'a capital and 14 digits', { optional: true }),
    reviewsSince: day('从事审核日期'),
  },
};

const premises: Sheet = {
  file: 'regulated-premises.csv',
  entity: RegulatedPremises,
  key: ['code'],
  columns: {
    code: code('场所编码', /^[A-Z]{2}\d{6}$/, 'two capitals and six digits'),
    name: text('名称', { longest: 100 }),
    uscc: code('统一社会信用代码', /^[0-9A-HJ-NP-RTUWXY]{18}$/, 'of 18 digits and capitals (GB 32100)', {
      optional: true,
    }),
    kind: oneOf('类型', Object.values(PremisesKind)),
    gridCode: reference('所在网格', 'grids.csv', '网格编码'),
    address: text('地址', { longest: 200 }),
    longitude: degrees('经度', 73, 136),
    latitude: degrees('纬度', 3, 54),
  },
  derived: { townCode: (row) => String(row['gridCode']).slice(0, townLength) },
};

/** The files of an office that become this subgraph's rows. */
export const enforcementSheets: readonly Sheet[] = [
  teams,
  memberships,
  certificates,
  radiatedTowns,
  reviewers,
  premises,
];

function notEmpty(column: SheetColumn): SheetColumn {
  return { ...column, read: (cell) => (cell === '' ? { problem: 'is empty' } : column.read(cell)) };
}

/** Degrees within the bounds of the country, with up to nine decimals. */
function degrees(heading: string, smallest: number, largest: number): SheetColumn {
  return {
    heading,
    read: (cell) => {
      const value = Number(cell);
      if (!/^\d{1,3}(\.\d{1,9})?$/.test(cell) || value < smallest || value > largest) {
        return { problem: `must be degrees from ${smallest} to ${largest}` };
      }
      return { value };
    },
  };
}

function reversed(rows: readonly SheetRow[], from: string, to: string, heading: string): SheetProblem[] {
  return rows.flatMap((row, index) => {
    const [first, last] = [row[from], row[to]];
    if (last === null || String(first) <= String(last)) return [];
    return [{ row: index, heading, problem: `is before the first day ${String(first)}` }];
  });
}
