import { at, Chance } from './random.js';
import { sheetFile, type SheetFile } from './sheet-file.js';

const townOfPosts = '320281104';
const inForceFrom = '2019-01-01';

const gridDimensions = [
  ['patrolCompletion', '巡查完成率', '0.4', '按期完成的巡查任务占下达任务的比例'],
  ['onTimeRate', '按时办结率', '0.3', '时限内办结的事件占应办结事件的比例'],
  ['selfFound', '自主发现', '0.2', '网格人员自主发现并属实的事件数，按网格规模折算'],
  ['falseReportRate', '误报率', '0.1', '核查不属实的上报占全部上报的比例，越低得分越高'],
] as const;

const cadreDimensions = [
  ['postPoints', '岗位赋分', '0.4', '所任岗位的分值乘以履职完成度'],
  ['moduleRating', '模块评分', '0.3', '模块负责人评分与同事互评，按负责人宽严校正'],
  ['teamCredits', '组团积分', '0.2', '组团联村服务的办结、走访和群众满意'],
  ['taskforcePoints', '专班计分', '0.1', '阶段性攻坚任务的计分，不超过专班预算'],
] as const;

/** The four modules of posts: letter, name, the town's bodies in which the posts are. */
const modules = [
  ['A', '党建统领', ['party-office', 'organization-office'], ['党务', '组织', '宣传', '文秘', '人事']],
  ['B', '经济生态', ['economic-office', 'construction-office'], ['招商', '企业服务', '统计', '规划建设', '农业']],
  ['C', '综治工作', ['political-legal-office', 'command-centre'], ['调解', '信访', '指挥调度', '网格指导', '反诈禁毒']],
  [
    'D',
    '监管执法',
    ['enforcement-bureau', 'safety-ecology-office'],
    ['案件办理', '巡查', '法制审核', '安全监管', '环保监管'],
  ],
] as const;

/** How many of a module's twenty posts are in each of the five tiers, and what they are worth. */
const tiers = [
  { count: 1, points: 95, title: '负责人' },
  { count: 2, points: 88, title: '副职' },
  { count: 5, points: 80, title: '主办' },
  { count: 7, points: 72, title: '协办' },
  { count: 5, points: 65, title: '辅助' },
] as const;

/** The sheets appraisal-schemes.csv, appraisal-dimensions.csv and posts.csv. */
export function evaluationSheets(county: string): SheetFile[] {
  const [gridScheme, cadreScheme] = [`KP-GRID-${county}`, `KP-CADRE-${county}`];
  const rows = (scheme: string, dimensions: typeof gridDimensions | typeof cadreDimensions): string[][] =>
    dimensions.map(([code, name, weight, indicator]) => [scheme, code, name, weight, indicator, 'ours']);
  return [
    sheetFile('appraisal-schemes.csv', '方案编码,名称,类型,所属区划,版本,生效日期,同层级差距下限', [
      [gridScheme, '江阴市网格考核方案', 'GRID', county, '1', inForceFrom, '', 'ours'],
      [cadreScheme, '江阴市镇（街道）干部四维考评方案', 'CADRE', county, '1', inForceFrom, '', 'ours'],
    ]),
    sheetFile('appraisal-dimensions.csv', '方案编码,维度编码,名称,权重,指标说明', [
      ...rows(gridScheme, gridDimensions),
      ...rows(cadreScheme, cadreDimensions),
    ]),
    sheetFile('posts.csv', '岗位编码,名称,模块,机构编码,层级,分值', postRows()),
  ];
}

/** The sheet purposes.csv: the closed list for reading personal data. */
export function purposesSheet(): SheetFile {
  return sheetFile('purposes.csv', '目的编码,名称', [
    ['CASE_HANDLING', '办理案件', 'ours'],
    ['EVENT_CONTACT', '联系事件当事人', 'ours'],
    ['STAFF_VERIFICATION', '核验人员身份', 'ours'],
    ['AUDIT', '审计', 'ours'],
  ]);
}

function postRows(): string[][] {
  const chance = new Chance('posts');
  return modules.flatMap(([letter, module, bodies, fields]) => {
    const levels = tiers.flatMap((tier, index) =>
      Array.from({ length: tier.count }, () => ({ ...tier, level: index + 1 })),
    );
    return levels.map(({ level, points, title }, index) => {
      const name = level < 3 ? `${module}模块${title}` : `${at(fields, index % fields.length)}${title}岗`;
      const numbered = level === 1 ? name : `${name}${index}`;
      const code = `${letter}${String(index + 1).padStart(2, '0')}`;
      const worth = points + chance.integer(-2, 2);
      const organization = `${townOfPosts}-${at(bodies, index % bodies.length)}`;
      return [code, numbered, module, organization, String(level), String(worth), 'ours'];
    });
  });
}
