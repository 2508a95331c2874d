import { dutyTable } from './duty-table.js';
import { ruleBasis } from './laws.js';
import { Chance } from './random.js';
import { sheetFile, type SheetFile } from './sheet-file.js';

/** A row of territorial-duties.csv. */
export interface TerritorialDuty {
  readonly code: string;
  readonly domain: string;
  readonly name: string;
  readonly side: 'COUNTY' | 'TOWN';
  readonly department: string;
  readonly legalBasis: string;
}

/** What one side does for a duty. */
interface DutyResponsibility {
  readonly duty: string;
  readonly side: 'COUNTY' | 'TOWN';
  readonly role: 'PRIMARY' | 'COOPERATING';
  readonly text: string;
}

/** The 52 duties, numbered within their domain: 0101 is the first of 自然资源. */
export function listDuties(): TerritorialDuty[] {
  const chance = new Chance('territorial duties');
  return Object.entries(dutyTable).flatMap(([domain, entries], place) =>
    entries.map(({ department, name, law, town }, index): TerritorialDuty => {
      const number = String((place + 1) * 100 + index + 1).padStart(4, '0');
      const side = town ? 'TOWN' : 'COUNTY';
      return { code: `SD${number}`, domain, name, side, department, legalBasis: ruleBasis(law, chance) };
    }),
  );
}

/** One primary responsibility a duty and one or two that help. */
export function listResponsibilities(duties: readonly TerritorialDuty[]): DutyResponsibility[] {
  return duties.flatMap(({ code, name, side }, index): DutyResponsibility[] => {
    const town = side === 'TOWN';
    const first: DutyResponsibility = {
      duty: code,
      side,
      role: 'PRIMARY',
      text: town ? townFirst(name) : countyFirst(name),
    };
    const other: DutyResponsibility = {
      duty: code,
      side: town ? 'COUNTY' : 'TOWN',
      role: 'COOPERATING',
      text: town ? countyHelps(name) : townHelps(name),
    };
    const third: DutyResponsibility = { duty: code, side: 'COUNTY', role: 'COOPERATING', text: othersHelp(name) };
    return index % 3 === 0 && !town ? [first, other, third] : [first, other];
  });
}

/** The sheets territorial-duties.csv and territorial-duty-responsibilities.csv. */
export function dutySheets(
  duties: readonly TerritorialDuty[],
  responsibilities: readonly DutyResponsibility[],
  county: string,
): SheetFile[] {
  return [
    sheetFile(
      'territorial-duties.csv',
      '事项编码,领域,名称,主体责任方,牵头部门,法律依据',
      duties.map(({ code, domain, name, side, department, legalBasis }) => [
        code,
        domain,
        name,
        side,
        `${county}-${department}`,
        legalBasis,
        'ours',
      ]),
    ),
    sheetFile(
      'territorial-duty-responsibilities.csv',
      '事项编码,责任方,角色,职责内容',
      responsibilities.map(({ duty, side, role, text }) => [duty, side, role, text, 'ours']),
    ),
  ];
}

function countyFirst(name: string): string {
  return `负责${name}：制定制度和计划，组织检查，依法立案查处，对镇（街道）报告的问题在规定时限内到场处置并反馈`;
}

function townHelps(name: string): string {
  return `配合${name}：组织网格巡查，发现问题先行劝阻并及时报告，协助现场处置、维护秩序和后续跟踪`;
}

function townFirst(name: string): string {
  return `负责${name}：安排人员和经费，每日巡查，能处置的当场处置，不能处置的登记上报并跟踪结果`;
}

function countyHelps(name: string): string {
  return `配合${name}：制定标准，开展培训和指导，对镇（街道）呼叫的事项及时响应`;
}

function othersHelp(name: string): string {
  return `其他相关部门按“三定”规定在职责范围内配合${name}，提供信息、检测和执法保障`;
}
