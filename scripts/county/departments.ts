import type { Origin } from './sheet-file.js';

/** A body of the county: the ending of its code, its names, what it is. */
interface Department {
  readonly ending: string;
  readonly name: string;
  readonly short: string;
  readonly kind: 'COUNTY_DEPARTMENT' | 'COMMAND_CENTRE' | 'SERVICE_CENTRE' | 'SUPERVISION_BODY';
  readonly signboard: string;
  readonly origin: Origin;
}

function department(ending: string, name: string, short: string, more: Partial<Department> = {}): Department {
  return { ending, name, short, kind: 'COUNTY_DEPARTMENT', signboard: '', origin: 'ours', ...more };
}

/** Those that the article about 江阴 names. */
const named: readonly Department[] = [
  department('administrative-approval', '江阴市行政审批局', '行政审批局', { origin: 'official' }),
  department('urban-management', '江阴市城市综合管理局', '城市综合管理局', {
    signboard: '综合行政执法局',
    origin: 'official',
  }),
  department('service-centre', '江阴市政务服务中心', '政务服务中心', { kind: 'SERVICE_CENTRE', origin: 'official' }),
  department('command-centre', '江阴市综合管理服务指挥中心', '市指挥中心', {
    kind: 'COMMAND_CENTRE',
    origin: 'official',
  }),
  department('social-assistance-centre', '江阴市社会救助中心', '社会救助中心', { origin: 'official' }),
  department('big-data-centre', '江阴市大数据中心', '大数据中心', { origin: 'official' }),
];

const partyAndMass: readonly Department[] = [
  department('discipline', '江阴市纪委监委', '纪委监委', { kind: 'SUPERVISION_BODY' }),
  department('party-office', '江阴市委办公室', '市委办'),
  department('organization', '江阴市委组织部', '组织部'),
  department('publicity', '江阴市委宣传部', '宣传部'),
  department('united-front', '江阴市委统战部', '统战部'),
  department('political-legal', '江阴市委政法委员会', '政法委'),
  department('reform-office', '江阴市委全面深化改革委员会办公室', '改革办'),
  department('establishment-office', '江阴市委机构编制委员会办公室', '编办'),
  department('evaluation-office', '江阴市综合考核委员会办公室', '考评办'),
  department('inspection-office', '江阴市委市政府督查室', '督查室', { kind: 'SUPERVISION_BODY' }),
  department('organ-party-committee', '江阴市级机关工作委员会', '机关工委'),
  department('veteran-cadres', '江阴市委老干部局', '老干部局'),
  department('archives', '江阴市档案馆', '档案馆'),
  department('party-school', '江阴市委党校', '党校'),
  department('trade-union', '江阴市总工会', '总工会'),
  department('youth-league', '共青团江阴市委员会', '团市委'),
  department('women-federation', '江阴市妇女联合会', '妇联'),
  department('disabled-federation', '江阴市残疾人联合会', '残联'),
  department('science-association', '江阴市科学技术协会', '科协'),
  department('industry-federation', '江阴市工商业联合会', '工商联'),
  department('red-cross', '江阴市红十字会', '红十字会'),
];

const government: readonly Department[] = [
  department('government-office', '江阴市人民政府办公室', '市政府办'),
  department('development-reform', '江阴市发展和改革委员会', '发改委'),
  department('education', '江阴市教育局', '教育局'),
  department('science-technology', '江阴市科学技术局', '科技局'),
  department('industry', '江阴市工业和信息化局', '工信局'),
  department('ethnic-religious', '江阴市民族宗教事务局', '民宗局'),
  department('public-security', '江阴市公安局', '公安局'),
  department('civil-affairs', '江阴市民政局', '民政局'),
  department('justice', '江阴市司法局', '司法局'),
  department('finance', '江阴市财政局', '财政局'),
  department('human-resources', '江阴市人力资源和社会保障局', '人社局'),
  department('natural-resources', '江阴市自然资源和规划局', '资规局'),
  department('ecology', '无锡市江阴生态环境局', '生态环境局'),
  department('housing-construction', '江阴市住房和城乡建设局', '住建局'),
  department('transport', '江阴市交通运输局', '交通局'),
  department('water', '江阴市水利局', '水利局'),
  department('agriculture', '江阴市农业农村局', '农业农村局'),
  department('commerce', '江阴市商务局', '商务局'),
  department('culture-tourism', '江阴市文体广电和旅游局', '文旅局'),
  department('health', '江阴市卫生健康委员会', '卫健委'),
  department('veterans', '江阴市退役军人事务局', '退役军人局'),
  department('emergency', '江阴市应急管理局', '应急局'),
  department('audit', '江阴市审计局', '审计局'),
  department('state-assets', '江阴市国有资产监督管理办公室', '国资办'),
  department('market-regulation', '江阴市市场监督管理局', '市监局'),
  department('statistics', '江阴市统计局', '统计局'),
  department('medical-insurance', '江阴市医疗保障局', '医保局'),
  department('local-finance', '江阴市地方金融监督管理局', '金融局'),
  department('petition', '江阴市信访局', '信访局'),
  department('organ-affairs', '江阴市机关事务管理中心', '机关事务中心'),
  department('housing-fund', '江阴市住房公积金管理中心', '公积金中心'),
  department('public-resources', '江阴市公共资源交易中心', '交易中心'),
  department('fire-rescue', '江阴市消防救援大队', '消防大队'),
  department('tax', '国家税务总局江阴市税务局', '税务局'),
  department('meteorology', '江阴市气象局', '气象局'),
];

/** The 62 bodies of the county. */
export const departments: readonly Department[] = [...partyAndMass, ...government, ...named];

/** The seven domains of the article's specialised enforcement and the department whose team each one is. */
export const specialisedTeams: readonly {
  readonly domain: string;
  readonly department: string;
  readonly name: string;
}[] = [
  { domain: '市场监管', department: 'market-regulation', name: '江阴市市场监管综合行政执法大队' },
  { domain: '交通运输', department: 'transport', name: '江阴市交通运输综合行政执法大队' },
  { domain: '规划国土', department: 'natural-resources', name: '江阴市规划国土综合行政执法大队' },
  { domain: '农林水利', department: 'agriculture', name: '江阴市农林水利综合行政执法大队' },
  { domain: '安全生产', department: 'emergency', name: '江阴市安全生产综合行政执法大队' },
  { domain: '建设管理', department: 'housing-construction', name: '江阴市建设管理综合行政执法大队' },
  { domain: '卫生监督', department: 'health', name: '江阴市卫生监督综合行政执法大队' },
];
