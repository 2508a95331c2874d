/** An approval or public service: its domain's name, its law, its name. */
export type Approval = readonly [domain: string, law: string, name: string];

const townLicences: readonly Approval[] = [
  ['城市管理', '城市市容和环境卫生管理条例', '设置大型户外广告及张挂宣传品审批'],
  ['城市管理', '城市道路管理条例', '临时占用城市道路审批'],
  ['城市管理', '固体废物污染环境防治法', '城市建筑垃圾处置核准'],
  ['城市管理', '城市绿化条例', '临时占用绿地审批'],
  ['市场监管', '食品安全法', '食品经营许可'],
  ['市场监管', '食品安全法', '小餐饮登记'],
  ['卫生健康', '公共场所卫生管理条例', '公共场所卫生许可'],
  ['交通运输', '道路运输条例', '道路货物运输经营许可'],
  ['农业农村', '土地管理法', '农村村民宅基地审批'],
  ['农业农村', '动物防疫法', '动物防疫条件合格证核发'],
  ['自然资源和规划', '城乡规划法', '乡村建设规划许可'],
  ['自然资源和规划', '森林法', '林木采伐许可'],
  ['住房和城乡建设', '城镇排水与污水处理条例', '污水排入排水管网许可'],
  ['文化旅游', '娱乐场所管理条例', '娱乐场所经营许可'],
  ['水利', '水法', '小型取水许可'],
];

/** The forms in which a licence is asked for. */
const licenceForms = ['新办', '变更', '延续', '注销'] as const;

/** 45 licences: fifteen kinds, each new, changed and renewed. */
export const delegatedLicences: readonly Approval[] = townLicences.flatMap(([domain, law, name]) =>
  licenceForms.slice(0, 3).map((form): Approval => [domain, law, `${name}（${form}）`]),
);

/** 30 public services. */
export const delegatedServices: readonly Approval[] = [
  ...[
    '就业登记',
    '失业登记',
    '就业困难人员认定申请',
    '灵活就业社会保险补贴申领',
    '城乡居民养老保险参保登记',
    '城乡居民养老保险待遇申领',
    '社会保障卡申领',
    '退休人员社会化管理服务',
  ].map((name): Approval => ['劳动保障', '就业促进法', name]),
  ...[
    '生育登记服务',
    '独生子女父母奖励金申领',
    '农村计划生育家庭奖励扶助申请',
    '居民健康档案建立',
    '预防接种服务预约',
    '托育机构备案',
  ].map((name): Approval => ['卫生健康', '传染病防治法', name]),
  ...[
    '农业支持保护补贴申报',
    '农机购置补贴申领',
    '农村土地承包经营权证明',
    '农民专业合作社信息上报',
    '农业保险投保服务',
    '农产品质量追溯服务',
  ].map((name): Approval => ['农业农村', '农产品质量安全法', name]),
  ...['公共租赁住房申请', '住房租赁补贴申请', '既有住宅增设电梯意见征询', '房屋租赁登记备案'].map((name): Approval => [
    '住房和城乡建设',
    '物业管理条例',
    name,
  ]),
  ...['个体工商户登记帮办', '经营场所申报服务', '消费投诉调解'].map((name): Approval => [
    '市场监管',
    '消费者权益保护法',
    name,
  ]),
  ...['公共文化场馆预约', '群众文艺团队备案', '农家书屋借阅服务'].map((name): Approval => [
    '文化旅游',
    '文物保护法',
    name,
  ]),
];

const zoneKinds: readonly Approval[] = [
  ...['企业投资项目备案', '企业投资项目核准', '固定资产投资项目节能审查'].map((name): Approval => [
    '住房和城乡建设',
    '建筑法',
    name,
  ]),
  ...[
    '建筑工程施工许可',
    '建设工程消防设计审查',
    '建设工程消防验收',
    '房屋建筑工程竣工联合验收',
    '建设工程质量监督手续',
    '城镇污水排入排水管网许可',
    '商品房预售许可',
  ].map((name): Approval => ['住房和城乡建设', '建设工程质量管理条例', name]),
  ...['建设用地规划许可', '建设工程规划许可', '临时建设工程规划许可', '临时用地审批', '建设工程规划核实'].map(
    (name): Approval => ['自然资源和规划', '城乡规划法', name],
  ),
  ...['建设项目环境影响报告书审批', '建设项目环境影响报告表审批', '排污许可', '危险废物经营许可初审'].map(
    (name): Approval => ['生态环境', '排污许可管理条例', name],
  ),
  ...['取水许可', '生产建设项目水土保持方案审批', '河道管理范围内工程建设方案审批'].map((name): Approval => [
    '水利',
    '水法',
    name,
  ]),
  ...['占用挖掘城市道路审批', '城市建筑垃圾处置核准', '临时占用绿地审批', '户外广告设置审批'].map((name): Approval => [
    '城市管理',
    '城市道路管理条例',
    name,
  ]),
  ...[
    '企业设立登记',
    '外商投资企业登记',
    '食品生产许可',
    '食品经营许可',
    '药品零售许可',
    '特种设备使用登记',
    '第二类医疗器械经营备案',
  ].map((name): Approval => ['市场监管', '食品安全法', name]),
  ...['公共场所卫生许可', '放射诊疗许可'].map((name): Approval => ['卫生健康', '公共场所卫生管理条例', name]),
  ...['劳务派遣经营许可', '人力资源服务许可', '特殊工时制度审批'].map((name): Approval => [
    '劳动保障',
    '劳动合同法',
    name,
  ]),
  ...['危险化学品经营许可', '非药品类易制毒化学品经营备案'].map((name): Approval => [
    '应急管理',
    '危险化学品安全管理条例',
    name,
  ]),
  ['交通运输', '道路运输条例', '道路货物运输经营许可'],
];

/** 163 approvals of the development zones: 41 kinds in four forms, but the last kind is not given up there. */
export const zoneApprovals: readonly Approval[] = zoneKinds
  .flatMap(([domain, law, name]) => licenceForms.map((form): Approval => [domain, law, `${name}（开发区·${form}）`]))
  .slice(0, 163);

/** Twelve powers that stay with the county: across towns, urgent, or of a special technique. */
export const reservedPowers: readonly (readonly [scope: string, domain: string, law: string, name: string])[] = [
  ['CROSS_TOWN', '城市管理', '固体废物污染环境防治法', '对跨镇（街）倾倒建筑垃圾的处罚'],
  ['CROSS_TOWN', '生态环境', '水污染防治法', '对跨镇（街）流域排放污水的处罚'],
  ['CROSS_TOWN', '交通运输', '公路安全保护条例', '对跨镇（街）线路违法超限运输的处罚'],
  ['CROSS_TOWN', '市场监管', '食品安全法', '对跨镇（街）连锁经营者重大违法行为的处罚'],
  ['URGENT', '应急管理', '安全生产法', '对较大以上生产安全事故责任单位的处罚'],
  ['URGENT', '应急管理', '危险化学品安全管理条例', '对危险化学品泄漏突发事件责任单位的处罚'],
  ['URGENT', '住房和城乡建设', '城镇燃气管理条例', '对燃气爆炸泄漏突发事件责任单位的处罚'],
  ['URGENT', '卫生健康', '传染病防治法', '对重大突发传染病疫情中拒不执行措施的处罚'],
  ['SPECIAL_TECHNIQUE', '市场监管', '特种设备安全法', '对锅炉压力容器重大质量问题的处罚'],
  ['SPECIAL_TECHNIQUE', '生态环境', '大气污染防治法', '对自动监测数据造假的处罚'],
  ['SPECIAL_TECHNIQUE', '卫生健康', '职业病防治法', '对放射防护不合格的处罚'],
  ['SPECIAL_TECHNIQUE', '住房和城乡建设', '建设工程质量管理条例', '对勘察设计单位违反强制性标准的处罚'],
];
