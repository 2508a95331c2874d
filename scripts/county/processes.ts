import { sheetFile, type SheetFile } from './sheet-file.js';
import type { TerritorialDuty } from './territorial-duties.js';

interface Step {
  readonly name: string;
  readonly side: 'COUNTY' | 'TOWN';
  readonly actor: string;
  readonly period: string;
  readonly instruction: string;
}

/** The sheets duty-process-steps.csv and duty-manuals.csv: a drawing and a manual for each duty. */
export function processSheets(duties: readonly TerritorialDuty[], nameOf: (department: string) => string): SheetFile[] {
  return [
    sheetFile(
      'duty-process-steps.csv',
      '事项编码,序号,环节,责任方,承办,时限,操作要求',
      duties.flatMap((duty) =>
        stepsOf(duty, nameOf(duty.department)).map(({ name, side, actor, period, instruction }, index) => [
          duty.code,
          String(index + 1),
          name,
          side,
          actor,
          period,
          instruction,
          'ours',
        ]),
      ),
    ),
    sheetFile(
      'duty-manuals.csv',
      '事项编码,适用情形,操作要点,所用文书',
      duties.map(({ code, name, legalBasis }) => [
        code,
        `本县范围内${name}的日常巡查、上报、处置和反馈`,
        `依据${legalBasis}，先核实位置和当事人，再按“施工图”逐步办理；涉及危险的先行疏散并报告`,
        '巡查记录、事项交办单、处置反馈单',
        'ours',
      ]),
    ),
  ];
}

function stepsOf({ name, side }: TerritorialDuty, department: string): Step[] {
  return side === 'COUNTY' ? countyLeads(name, department) : townLeads(name, department);
}

function countyLeads(name: string, department: string): Step[] {
  const town = '镇（街道）综合网格';
  return [
    step('巡查发现', 'TOWN', town, '1wd', `按网格清单巡查，发现${name}的问题即时登记`),
    step('劝阻上报', 'TOWN', '镇（街道）指挥中心', '2wh', '先行劝阻，固定照片和位置，上报牵头部门'),
    step('受理响应', 'COUNTY', department, '4wh', '受理上报，确定承办科室和到场时间'),
    step('现场处置', 'COUNTY', department, '5wd', '到场核实，依法处置；需立案的立案查处'),
    step('跟踪反馈', 'TOWN', town, '2wd', '跟踪整改，防止反弹，向牵头部门反馈'),
  ];
}

function townLeads(name: string, department: string): Step[] {
  const town = '镇（街道）综合网格';
  return [
    step('巡查发现', 'TOWN', town, '1wd', `每日巡查，发现${name}的问题即时登记`),
    step('当场处置', 'TOWN', '镇（街道）综合行政执法局', '1wd', '能处置的当场处置并记录'),
    step('呼叫响应', 'COUNTY', department, '4wh', '对镇（街道）呼叫的事项及时响应，给出技术意见'),
    step('办结归档', 'TOWN', '镇（街道）指挥中心', '2wd', '核验结果，登记归档'),
  ];
}

function step(name: string, side: Step['side'], actor: string, period: string, instruction: string): Step {
  return { name, side, actor, period, instruction };
}
