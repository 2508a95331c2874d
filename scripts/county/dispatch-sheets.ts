import { eventClasses } from './event-vocabulary.js';
import type { Organization } from './organizations.js';
import { sheetFile, type SheetFile } from './sheet-file.js';
import type { StaffMember } from './staff.js';
import type { TerritorialDuty } from './territorial-duties.js';

/** The sheet command-centres.csv: the county's and one for each first-level grid; the head is its first member. */
export function commandCentresSheet(organizations: readonly Organization[], staff: readonly StaffMember[]): SheetFile {
  const centres = organizations.filter(({ kind }) => kind === 'COMMAND_CENTRE');
  const codeOf = (region: string): string => `ZX${region}`;
  return sheetFile(
    'command-centres.csv',
    '中心编码,名称,级别,所在区划,机构编码,上级中心,主任工号',
    centres.map(({ code, name, region }) => {
      const county = region.length === 6;
      const head = staff.find(({ workplace }) => workplace === code);
      if (!head) throw new Error(`${name} has no head.`);
      const parent = county ? '' : codeOf(region.slice(0, 6));
      return [codeOf(region), name, county ? 'COUNTY' : 'TOWN', region, code, parent, head.number, 'ours'];
    }),
  );
}

/** The sheet event-categories.csv: ten major classes of two digits, 120 categories of four. */
export function eventCategoriesSheet(duties: readonly TerritorialDuty[]): SheetFile {
  const dutyCodes = new Map(duties.map(({ name, code }) => [name, code]));
  const rows = eventClasses.flatMap(({ name: major, acceptMinutes, kinds }, place) => {
    const parent = String(place + 1).padStart(2, '0');
    const leaves = kinds.map(([name, duty, limit, unit], index) => {
      const code = `${parent}${String(index + 1).padStart(2, '0')}`;
      const dutyCode = dutyCodes.get(duty);
      if (!dutyCode) throw new Error(`The category ${name} names no duty: ${duty}.`);
      return [code, parent, major, name, dutyCode, String(acceptMinutes), String(limit), unit, 'ours'];
    });
    return [[parent, '', major, major, '', '', '', '', 'ours'], ...leaves];
  });
  return sheetFile(
    'event-categories.csv',
    '类别编码,上级类别,大类,名称,属地管理事项,受理时限分钟,处置时限,时限单位',
    rows,
  );
}
