import { cell, type Tables } from './tables.js';

/** A column, the column that its cells must be found in, and whether a cell may be empty. */
type Reference = readonly [from: string, to: string, optional?: 'optional'];

const references: readonly Reference[] = [
  ['regions.csv 上级代码', 'regions.csv 区划代码', 'optional'],
  ['organizations.csv 所在区划', 'regions.csv 区划代码'],
  ['organizations.csv 上级机构', 'organizations.csv 机构编码', 'optional'],
  ['staff.csv 编制单位', 'organizations.csv 机构编码'],
  ['staff.csv 工作单位', 'organizations.csv 机构编码'],
  ['grid-communities.csv 社区代码', 'regions.csv 区划代码'],
  ['grid-communities.csv 二级网格代码', 'grids.csv 网格编码'],
  ['grid-communities.csv 一级网格代码', 'grids.csv 网格编码'],
  ['grids.csv 上级网格', 'grids.csv 网格编码', 'optional'],
  ['grids.csv 所在社区', 'regions.csv 区划代码', 'optional'],
  ['grids.csv 一级网格', 'regions.csv 区划代码'],
  ['grid-roles.csv 网格编码', 'grids.csv 网格编码'],
  ['grid-roles.csv 工号', 'staff.csv 工号'],
  ['grid-elements.csv 所在网格', 'grids.csv 网格编码'],
  ['grid-elements.csv 一级网格', 'regions.csv 区划代码'],
  ['grid-elements.csv 核实人', 'staff.csv 工号', 'optional'],
  ['grid-skills.csv 工号', 'staff.csv 工号'],
  ['grid-skills.csv 一级网格', 'regions.csv 区划代码'],
  ['power-items.csv 原实施部门', 'organizations.csv 机构编码'],
  ['catalogue-items.csv 施行区划', 'regions.csv 区划代码'],
  ['power-lists.csv 所属区划', 'regions.csv 区划代码'],
  ['power-list-versions.csv 清单编码', 'power-lists.csv 清单编码'],
  ['power-list-entries.csv 清单编码', 'power-lists.csv 清单编码'],
  ['power-grants.csv 事项编码', 'power-items.csv 事项编码'],
  ['power-grants.csv 承接机构', 'organizations.csv 机构编码'],
  ['power-grants.csv 所在区划', 'regions.csv 区划代码'],
  ['territorial-duties.csv 牵头部门', 'organizations.csv 机构编码'],
  ['territorial-duty-responsibilities.csv 事项编码', 'territorial-duties.csv 事项编码'],
  ['duty-process-steps.csv 事项编码', 'territorial-duties.csv 事项编码'],
  ['duty-manuals.csv 事项编码', 'territorial-duties.csv 事项编码'],
  ['command-centres.csv 所在区划', 'regions.csv 区划代码'],
  ['command-centres.csv 机构编码', 'organizations.csv 机构编码'],
  ['command-centres.csv 上级中心', 'command-centres.csv 中心编码', 'optional'],
  ['command-centres.csv 主任工号', 'staff.csv 工号'],
  ['event-categories.csv 上级类别', 'event-categories.csv 类别编码', 'optional'],
  ['event-categories.csv 属地管理事项', 'territorial-duties.csv 事项编码', 'optional'],
  ['enforcement-teams.csv 机构编码', 'organizations.csv 机构编码'],
  ['enforcement-teams.csv 所在区划', 'regions.csv 区划代码'],
  ['enforcement-team-members.csv 队伍编码', 'enforcement-teams.csv 队伍编码'],
  ['enforcement-team-members.csv 工号', 'staff.csv 工号'],
  ['enforcement-certificates.csv 工号', 'staff.csv 工号'],
  ['legal-reviewers.csv 工号', 'staff.csv 工号'],
  ['regulated-premises.csv 所在网格', 'grids.csv 网格编码'],
  ['appraisal-schemes.csv 所属区划', 'regions.csv 区划代码'],
  ['appraisal-dimensions.csv 方案编码', 'appraisal-schemes.csv 方案编码'],
  ['posts.csv 机构编码', 'organizations.csv 机构编码'],
  ['accounts.csv 机构', 'organizations.csv 机构编码', 'optional'],
  ['accounts.csv 区划', 'regions.csv 区划代码', 'optional'],
  ['accounts.csv 工号', 'staff.csv 工号', 'optional'],
];

/** The columns whose cells identify a row. */
const keys: readonly string[] = [
  'regions.csv 区划代码',
  'organizations.csv 机构编码',
  'staff.csv 工号',
  'staff.csv 手机号',
  'staff.csv 公民身份号码',
  'grid-communities.csv 社区代码',
  'grids.csv 网格编码',
  'grid-roles.csv 网格编码 角色',
  'grid-elements.csv 要素编码',
  'grid-elements.csv 标识号码',
  'power-items.csv 事项编码',
  'power-items.csv 名称',
  'power-list-versions.csv 清单编码 版本',
  'power-list-entries.csv 清单编码 版本 事项编码',
  'power-grants.csv 事项编码 承接机构',
  'territorial-duties.csv 事项编码',
  'command-centres.csv 所在区划',
  'event-categories.csv 类别编码',
  'event-categories.csv 名称',
  'enforcement-teams.csv 队伍编码',
  'enforcement-team-members.csv 队伍编码 工号',
  'enforcement-certificates.csv 证号',
  'enforcement-certificates.csv 工号',
  'legal-reviewers.csv 工号',
  'regulated-premises.csv 场所编码',
  'appraisal-dimensions.csv 方案编码 维度编码',
  'posts.csv 岗位编码',
  'posts.csv 名称',
  'accounts.csv 用户名',
];

/** Throws with a sentence when a cell refers to nothing, a key stands twice, or a parent comes after its child. */
export function checkReferences(tables: Tables): void {
  for (const [from, to, optional] of references) checkReference(tables, from, to, optional !== undefined);
  for (const key of keys) {
    const [file = '', ...headings] = key.split(' ');
    const seen = new Set<string>();
    for (const row of tables.rows(file)) {
      const value = headings.map((heading) => cell(row, heading)).join(' ');
      if (seen.has(value)) throw new Error(`${file}: ${value} stands twice under ${headings.join(' and ')}.`);
      seen.add(value);
    }
  }
  const codes = new Set(
    ['power-items.csv', 'territorial-duties.csv'].flatMap((file) => tables.column(file, '事项编码')),
  );
  const unknown = tables.column('power-list-entries.csv', '事项编码').find((code) => !codes.has(code));
  if (unknown) throw new Error(`power-list-entries.csv: ${unknown} is neither a power item nor a duty.`);
}

function checkReference(tables: Tables, from: string, to: string, optional: boolean): void {
  const [file = '', heading = ''] = from.split(' ');
  const [target = '', key = ''] = to.split(' ');
  const known = new Set(file === target ? [] : tables.column(target, key));
  for (const row of tables.rows(file)) {
    const value = cell(row, heading);
    if (!(optional && value === '') && !known.has(value)) {
      throw new Error(`${file}: ${heading} ${value} is not ${file === target ? 'above it' : 'found'} in ${target}.`);
    }
    if (file === target) known.add(cell(row, key));
  }
}
