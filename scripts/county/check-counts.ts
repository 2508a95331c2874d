import { townBase } from './catalogue.js';
import { dutyList, townList, zoneList } from './power-lists.js';
import type { Tables } from './tables.js';

/** Throws with a sentence when a figure of the article, or one that this county fixes, is off. */
export function checkCounts(tables: Tables): void {
  const figures = [...gridFigures(tables), ...powerFigures(tables), ...dutyFigures(tables), ...otherFigures(tables)];
  for (const [what, actual, expected] of figures) {
    if (actual !== expected) throw new Error(`There are ${actual} ${what}, not ${expected}.`);
  }
  checkWeights(tables);
}

type Figure = readonly [what: string, actual: number, expected: number];

function gridFigures(tables: Tables): Figure[] {
  const communities = 'grid-communities.csv';
  const roles = ['GRID_CHIEF', 'GRID_OFFICER', 'INSPECTOR', 'INFORMATION_OFFICER', 'PATROLLER', 'LIAISON'];
  const drafts = new Set(tables.column('grids.csv', '网格编码', { 状态: 'DRAFT' }));
  const held = Map.groupBy(tables.rows('grid-roles.csv'), (row) => row['网格编码']);
  const complete = tables
    .column('grids.csv', '网格编码', { 级别: 'L3_BASIC', 状态: 'ACTIVE' })
    .filter((code) => new Set(held.get(code)?.map((row) => row['角色'])).size === roles.length);
  return [
    ['town-level regions', tables.count('regions.csv', { 级别: 'town' }), 21],
    ['communities', tables.count('regions.csv', { 级别: 'village' }), 282],
    ['communities placed in the grid tree', tables.count(communities), 282],
    ['communities merged away', tables.column(communities, '合并理由').filter((reason) => reason !== '').length, 11],
    ['second-level codes', tables.distinct(communities, '二级网格代码'), 271],
    ['first-level codes', tables.distinct(communities, '一级网格代码'), 17],
    ['first-level grids', tables.count('grids.csv', { 级别: 'L1_TOWN' }), 17],
    ['second-level grids', tables.count('grids.csv', { 级别: 'L2_VILLAGE' }), 271],
    ['third-level grids', tables.count('grids.csv', { 级别: 'L3_BASIC' }), 1557],
    ['active third-level grids with all six roles', complete.length, 1557 - drafts.size],
    ['grid chiefs', tables.distinct('grid-roles.csv', '工号', { 角色: 'GRID_CHIEF' }), 1557],
    ['county bodies', countyBodies(tables), 62],
  ];
}

function powerFigures(tables: Tables): Figure[] {
  const items = new Map(tables.rows('power-items.csv').map((row) => [row['事项编码'], row['类别']]));
  const entries = (list: string, version: string): string[] =>
    tables.column('power-list-entries.csv', '事项编码', { 清单编码: list, 版本: version });
  const approvals = (codes: readonly string[]): number =>
    codes.filter((code) => ['LICENSING', 'PUBLIC_SERVICE'].includes(items.get(code) ?? '')).length;
  const first = entries(townList, '1');
  const grants = Map.groupBy(tables.rows('power-grants.csv'), (row) => row['承接机构']);
  const towns = [...grants].filter(([grantee]) => grantee?.endsWith('-government'));
  const reserved = tables.column('power-items.csv', '专属范围').filter((scope) => scope !== 'TERRITORIAL');
  return [
    ['items in the first version of the town list', first.length, 890],
    ['approvals and services among them', approvals(first), 75],
    ['penalties and other powers among them', first.length - approvals(first), 815],
    ['items in its second version', entries(townList, '2').length, 861],
    ['items of the province’s list', tables.count('catalogue-items.csv', { 目录编码: townBase }), 409],
    ['items of the zones', entries(zoneList, '1').length, 163],
    ['duties in the duty list', entries(dutyList, '1').length, 52],
    ['items that stay with the county', reserved.length, 12],
    ['domains of powers', tables.distinct('power-items.csv', '领域'), 12],
    ['towns that hold grants', towns.length, 17],
    ['grants a town on average', towns.reduce((sum, [, rows]) => sum + rows.length, 0) / towns.length, 610],
    ['grants of the high-tech zone', grants.get('320281400-committee')?.length ?? 0, 163],
    ['grants of the harbour zone', grants.get('320281404-committee')?.length ?? 0, 163],
  ];
}

function dutyFigures(tables: Tables): Figure[] {
  const duties = 'territorial-duties.csv';
  const responsibilities = 'territorial-duty-responsibilities.csv';
  return [
    ['territorial duties', tables.count(duties), 52],
    ['domains of duties', tables.distinct(duties, '领域'), 7],
    ['duties that are first the county’s', tables.count(duties, { 主体责任方: 'COUNTY' }), 50],
    ['duties that are first the town’s', tables.count(duties, { 主体责任方: 'TOWN' }), 2],
    ['primary responsibilities', tables.count(responsibilities, { 角色: 'PRIMARY' }), 52],
    ['duties with a process drawing', tables.distinct('duty-process-steps.csv', '事项编码'), 52],
    ['manuals of duties', tables.count('duty-manuals.csv'), 52],
    ['duties with a primary side', tables.distinct(responsibilities, '事项编码', { 角色: 'PRIMARY' }), 52],
    ['duties with a helping side', tables.distinct(responsibilities, '事项编码', { 角色: 'COOPERATING' }), 52],
  ];
}

function otherFigures(tables: Tables): Figure[] {
  const categories = 'event-categories.csv';
  const parents = tables.count(categories, { 上级类别: '' });
  return [
    ['leaf categories of events', tables.count(categories) - parents, 120],
    ['categories without a duty', tables.count(categories, { 属地管理事项: '' }), parents],
    ['town command centres', tables.count('command-centres.csv', { 级别: 'TOWN' }), 17],
    ['county command centres', tables.count('command-centres.csv', { 级别: 'COUNTY' }), 1],
    ['comprehensive teams', tables.count('enforcement-teams.csv', { 模式: 'COMPREHENSIVE' }), 18],
    ['specialised teams', tables.count('enforcement-teams.csv', { 模式: 'SPECIALISED' }), 7],
    ['posts', tables.count('posts.csv'), 80],
    ['modules of posts', tables.distinct('posts.csv', '模块'), 4],
  ];
}

function countyBodies(tables: Tables): number {
  const bodies = tables.rows('organizations.csv', { 所在区划: '320281' });
  return bodies.filter((row) => row['类型'] !== 'ENFORCEMENT_TEAM').length;
}

function checkWeights(tables: Tables): void {
  for (const [scheme, rows] of Map.groupBy(tables.rows('appraisal-dimensions.csv'), (row) => row['方案编码'])) {
    const tenths = rows.reduce((sum, row) => sum + Math.round(Number(row['权重']) * 10), 0);
    if (tenths !== 10) throw new Error(`The weights of ${scheme} add up to ${tenths / 10}, not 1.`);
  }
}
