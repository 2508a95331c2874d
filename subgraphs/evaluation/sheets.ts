import { code, day, integer, oneOf, reference, type Sheet, text } from '../../kit/onboarding/sheet.js';
import { AppraisalScheme, SchemeKind } from './appraisal-scheme.js';
import { checkFines } from './check-fines.js';
import { checkWeights } from './check-weights.js';
import { Post, postBounds } from './post.js';
import { SchemeDimension } from './scheme-dimension.js';

const mostVersions = 1000;

const schemes: Sheet = {
  file: 'appraisal-schemes.csv',
  entity: AppraisalScheme,
  key: ['code'],
  columns: {
    code: code('方案编码', /^[A-Z0-9][A-Z0-9-]{0,59}$/, 'capitals, digits and hyphens'),
    name: text('名称', { longest: 100 }),
    kind: oneOf('类型', Object.values(SchemeKind)),
    regionCode: reference('所属区划', 'regions.csv', '区划代码'),
    schemeVersion: integer('版本', 1, mostVersions),
    effectiveFrom: day('生效日期'),
    minimumSpread: code('同层级差距下限', /^0(\.\d{1,6})?$/, 'a decimal number from 0 to below 1', { optional: true }),
  },
};

const dimensions: Sheet = {
  file: 'appraisal-dimensions.csv',
  entity: SchemeDimension,
  key: ['schemeCode', 'code'],
  columns: {
    schemeCode: reference('方案编码', 'appraisal-schemes.csv', '方案编码'),
    code: code('维度编码', /^[a-z][A-Za-z]{0,59}$/, 'letters, beginning with a small one'),
    name: text('名称', { longest: 100 }),
    weight: code('权重', /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'a decimal number from 0 to 1'),
    indicator: text('指标说明'),
  },
  // A dimension that stayed behind would take the sum of the weights beyond 1.
  whole: true,
  check: (rows) => [...checkWeights(rows), ...checkFines(rows)],
};

const posts: Sheet = {
  file: 'posts.csv',
  entity: Post,
  key: ['code'],
  columns: {
    code: code('岗位编码', /^[A-Z]\d{2,4}$/, 'a capital and two to four digits'),
    name: text('名称', { longest: 100 }),
    module: text('模块', { longest: 50 }),
    organizationCode: reference('机构编码', 'organizations.csv', '机构编码'),
    tier: integer('层级', postBounds.tier.from, postBounds.tier.to),
    points: integer('分值', postBounds.points.from, postBounds.points.to),
  },
  derived: { regionCode: (row) => String(row['organizationCode']).split('-')[0] },
};

/** The files of an office that become this subgraph's rows. */
export const evaluationSheets: readonly Sheet[] = [schemes, dimensions, posts];
