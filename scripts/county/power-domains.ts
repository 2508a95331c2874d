/** One of the twelve domains of the powers, with what its items are made of. */
export interface PowerDomain {
  readonly name: string;
  /** Two digits within the item's code. */
  readonly code: string;
  readonly department: string;
  /** Share of the 815 items, percent. */
  readonly share: number;
  /** At whom or where something is done. */
  readonly subjects: readonly string[];
  /** What is done, by the law that forbids it. */
  readonly acts: Readonly<Record<string, readonly string[]>>;
  /** What is inspected, sealed or detained. */
  readonly objects: readonly string[];
}

function words(text: string): string[] {
  return text.split(' ');
}

/** The twelve domains, by their share of the items. */
export const powerDomains: readonly PowerDomain[] = [
  {
    name: '城市管理',
    code: '01',
    department: 'urban-management',
    share: 31,
    subjects: words(
      '在城市主次道路 在公共广场 在住宅小区公共区域 在农贸市场周边 在学校周边 在河道沿岸 在公园绿地 在建筑工地周边 在车站码头 在商业街区 在背街小巷 在停车场 在人行天桥和地下通道 在城乡结合部',
    ),
    acts: {
      城市市容和环境卫生管理条例: words(
        '擅自设置户外广告设施 擅自占道经营 乱堆乱放物料 随意倾倒生活垃圾 抛撒滴漏建筑渣土 擅自张贴涂写小广告 擅自摆设摊点 损坏环境卫生设施 未履行门前市容环卫责任 未密闭运输散装货物',
      ),
      城市绿化条例: words('损坏绿化设施 擅自砍伐移植树木'),
      城市道路管理条例: words('擅自挖掘路面 擅自占用路面'),
      城乡规划法: words('违法搭建建筑物'),
      大气污染防治法: words('焚烧垃圾树叶 露天烧烤 未采取防尘措施'),
      固体废物污染环境防治法: words('未分类投放生活垃圾'),
      噪声污染防治法: words('使用高音广播招揽顾客 违规夜间施工产生噪声'),
    },
    objects: words(
      '占道经营场所 违法建设现场 渣土运输车辆 户外广告设施 餐饮油烟设施 生活垃圾收集点 临时占道设施 乱堆物料',
    ),
  },
  {
    name: '市场监管',
    code: '02',
    department: 'market-regulation',
    share: 14,
    subjects: words(
      '食品生产者 食品销售者 餐饮服务提供者 网络餐饮平台 集中交易市场开办者 药品零售企业 特种设备使用单位 电梯维护保养单位 商品零售企业 美容服务经营者',
    ),
    acts: {
      食品安全法: words('未按规定建立进货查验记录 拒绝阻挠监督检查 从业人员未按规定健康检查 销售超过保质期商品'),
      药品管理法: words('未按规定保存凭证记录'),
      特种设备安全法: words('使用未经定期检验的设备 未按规定整改安全隐患'),
      计量法: words('使用不合格计量器具 破坏计量器具准确度'),
      广告法: words('发布虚假广告'),
      消费者权益保护法: words('侵害消费者个人信息 拒不履行退货义务'),
    },
    objects: words('食品生产经营场所 特种设备 药品和医疗器械 计量器具 集中交易市场'),
  },
  {
    name: '应急管理',
    code: '03',
    department: 'emergency',
    share: 11,
    subjects: words(
      '工贸企业 危险化学品经营单位 烟花爆竹零售点 人员密集场所 仓储物流企业 有限空间作业单位 粉尘涉爆企业 金属冶炼企业',
    ),
    acts: {
      安全生产法: words(
        '未按规定开展安全教育培训 未建立事故隐患排查治理制度 未设置安全警示标志 未为从业人员提供劳动防护用品 未制定应急救援预案 违规发包出租场所',
      ),
      消防法: words('占用堵塞疏散通道 消防设施配置不符合标准 未定期维护消防器材'),
      危险化学品安全管理条例: words('违规储存危险物品 未如实记录物品流向'),
      烟花爆竹安全管理条例: words('超量存放易燃易爆物品'),
    },
    objects: words('工贸企业生产场所 危险化学品储存设施 烟花爆竹零售场所 事故隐患设备'),
  },
  {
    name: '住房和城乡建设',
    code: '04',
    department: 'housing-construction',
    share: 10,
    subjects: words('建设单位 施工单位 监理单位 物业服务企业 房屋租赁当事人'),
    acts: {
      建筑法: words('未取得施工许可擅自施工 违规转包分包工程'),
      建设工程质量管理条例: words('未按规定组织竣工验收 使用不合格建筑材料 擅自变动房屋承重结构'),
      物业管理条例: words('擅自改变公共设施用途 挪用专项维修资金 未按规定移交资料'),
      城镇排水与污水处理条例: words('违规接入排水管网 损坏排水设施'),
    },
    objects: words('房屋建筑工地 在建农房 排水设施 房屋租赁场所'),
  },
  {
    name: '农业农村',
    code: '05',
    department: 'agriculture',
    share: 9,
    subjects: words(
      '农产品生产企业 农民专业合作社 农药经营者 种子经营者 畜禽养殖场 屠宰厂点 渔业捕捞者 农业机械所有人',
    ),
    acts: {
      农产品质量安全法: words('未建立生产记录 销售不合格农产品'),
      动物防疫法: words('未按规定处置病死畜禽 未附检疫证明运输动物'),
      农药管理条例: words('违规使用禁限用农药 未回收农药包装物'),
      种子法: words('未按规定建立经营档案'),
      渔业法: words('使用禁用渔具'),
      土地管理法: words('非法占用土地建房'),
      农业机械安全监督管理条例: words('拒绝安全检验'),
    },
    objects: words('农药经营场所 畜禽养殖场所 农业机械 渔具渔获物'),
  },
  {
    name: '生态环境',
    code: '06',
    department: 'ecology',
    share: 7,
    subjects: words('工业企业 餐饮经营者 机动车维修企业 畜禽养殖单位 建设施工单位 医疗废物产生单位'),
    acts: {
      大气污染防治法: words('未安装油烟净化设施 露天喷漆作业 未采取扬尘控制措施'),
      水污染防治法: words('违规排放污水 私设排放口'),
      固体废物污染环境防治法: words('擅自倾倒固体废物 未建立危险废物台账'),
      噪声污染防治法: words('超标排放噪声'),
      排污许可管理条例: words('未按规定填报排污登记 未公开排污信息'),
    },
    objects: words('排污设施 固体废物堆场 油烟净化设施'),
  },
  {
    name: '交通运输',
    code: '07',
    department: 'transport',
    share: 6,
    subjects: words('货运经营者 客运经营者 机动车维修经营者 驾驶员培训机构 港口经营人 公路沿线单位和个人'),
    acts: {
      道路运输条例: words('未取得许可擅自经营 未按规定维护检测车辆 不按规定携带营运证件'),
      公路法: words('擅自占用挖掘公路 在公路用地堆放物品'),
      公路安全保护条例: words('违法超限运输 损坏公路附属设施'),
      港口法: words('违规装卸作业'),
    },
    objects: words('营运车辆 乡村公路 维修经营场所'),
  },
  {
    name: '卫生健康',
    code: '08',
    department: 'health',
    share: 5,
    subjects: words('公共场所经营者 个体诊所 托育机构 集中供水单位 餐具集中消毒单位 用人单位'),
    acts: {
      公共场所卫生管理条例: words('未取得卫生许可擅自营业 未按规定开展卫生检测'),
      医疗机构管理条例: words('超出登记范围执业 使用非卫生技术人员'),
      传染病防治法: words('未按规定消毒处理 未按规定报告疫情'),
      职业病防治法: words('未按规定组织职业健康检查'),
    },
    objects: words('公共场所卫生状况 诊疗场所 供水设施'),
  },
  {
    name: '劳动保障',
    code: '09',
    department: 'human-resources',
    share: 3,
    subjects: words('用人单位 劳务派遣单位 人力资源服务机构 施工总承包单位'),
    acts: {
      劳动保障监察条例: words('不按规定建立职工名册 无理抗拒劳动监察'),
      劳动合同法: words('扣押劳动者证件 违法约定试用期'),
      就业促进法: words('实施就业歧视'),
      保障农民工工资支付条例: words('未按规定开设工资专用账户 拖欠劳动报酬'),
    },
    objects: words('用人单位用工情况 工资支付情况'),
  },
  {
    name: '文化旅游',
    code: '10',
    department: 'culture-tourism',
    share: 2,
    subjects: words('娱乐场所 互联网上网服务场所 旅行社门店 文物保护单位使用人'),
    acts: {
      娱乐场所管理条例: words('超时营业 未按规定悬挂警示标志'),
      互联网上网服务营业场所管理条例: words('接纳未成年人 未按规定核对登记证件'),
      文物保护法: words('擅自在保护范围内施工'),
    },
    objects: words('娱乐场所 上网服务场所'),
  },
  {
    name: '自然资源和规划',
    code: '11',
    department: 'natural-resources',
    share: 1.5,
    subjects: words('土地使用人 农村建房人 林木所有人 采砂取土人'),
    acts: {
      土地管理法: words('非法占用耕地 破坏种植条件'),
      森林法: words('滥伐林木'),
      矿产资源法: words('擅自开采矿产'),
    },
    objects: words('疑似违法用地 林地'),
  },
  {
    name: '水利',
    code: '12',
    department: 'water',
    share: 0.5,
    subjects: words('河道沿岸单位 取用水户'),
    acts: {
      水法: words('擅自取水'),
      河道管理条例: words('在管理范围内弃置堆放物体'),
      防洪法: words('围垦河道'),
    },
    objects: words('河道管理范围'),
  },
];

/** Whom the 46 items on gas are about, part of the domain of construction. */
export const gasSubjects: readonly string[] = words(
  '瓶装燃气经营者 管道燃气经营者 非居民燃气用户 燃气设施安装维修单位 燃气汽车加气站',
);
/** What they may not do. */
export const gasActs: readonly string[] = words(
  '未取得许可从事燃气经营 向无证单位提供经营性气源 违规充装气瓶 在不具备安全条件的场所储存燃气 未履行入户安全检查义务 擅自拆改燃气设施 违规使用超期气瓶 未设置燃气泄漏报警装置 侵占毁损燃气设施 未对从业人员进行专业培训',
);
