/** A territorial duty: the department that leads, its name, the law; `town` where the town answers for it first. */
interface DutyEntry {
  readonly department: string;
  readonly name: string;
  readonly law: string;
  readonly town?: true;
}

function entry(department: string, name: string, law: string): DutyEntry {
  return { department, name, law };
}

/** 泰安's form: 7 domains and 52 items, of which two are first the town's. The items are ours. */
export const dutyTable: Readonly<Record<string, readonly DutyEntry[]>> = {
  自然资源: [
    entry('natural-resources', '违法占用耕地的发现和查处', '土地管理法'),
    entry('natural-resources', '农村乱占耕地建房的整治', '土地管理法'),
    entry('natural-resources', '临时用地的监管和复垦', '土地管理法'),
    entry('natural-resources', '乡村规划区内违法建设的查处', '城乡规划法'),
    entry('natural-resources', '盗采砂石泥土的查处', '矿产资源法'),
    entry('natural-resources', '林木滥伐和林地违法占用的查处', '森林法'),
    entry('natural-resources', '地质灾害隐患的巡查和防治', '土地管理法'),
  ],
  生态环境: [
    entry('ecology', '散乱污企业的排查和整治', '排污许可管理条例'),
    entry('ecology', '畜禽养殖污染的防治', '水污染防治法'),
    entry('ecology', '餐饮油烟和露天烧烤污染的治理', '大气污染防治法'),
    entry('agriculture', '秸秆露天焚烧的巡查和处置', '大气污染防治法'),
    entry('ecology', '工业固体废物倾倒的查处', '固体废物污染环境防治法'),
    entry('ecology', '饮用水水源保护区的巡查', '水污染防治法'),
    entry('water', '河道黑臭水体和排污口的治理', '河道管理条例'),
    entry('ecology', '社会生活噪声和施工噪声的治理', '噪声污染防治法'),
  ],
  城乡建设: [
    entry('housing-construction', '农村危房的排查和改造', '建筑法'),
    entry('housing-construction', '农村自建房施工的安全监管', '建设工程质量管理条例'),
    entry('housing-construction', '建筑工地扬尘的治理', '大气污染防治法'),
    entry('housing-construction', '物业服务纠纷的处理', '物业管理条例'),
    entry('housing-construction', '城镇燃气的安全管理', '城镇燃气管理条例'),
    entry('housing-construction', '房屋租赁和群租房的整治', '物业管理条例'),
    entry('water', '城镇排水设施的维护和内涝处置', '城镇排水与污水处理条例'),
    entry('transport', '农村公路的养护和路域环境整治', '公路法'),
  ],
  应急管理: [
    entry('emergency', '小微企业生产安全隐患的排查', '安全生产法'),
    entry('emergency', '烟花爆竹非法经营和储存的查处', '烟花爆竹安全管理条例'),
    entry('emergency', '危险化学品非法储存运输的查处', '危险化学品安全管理条例'),
    entry('fire-rescue', '三合一场所和出租房消防隐患的整治', '消防法'),
    entry('fire-rescue', '电动自行车违规停放充电的治理', '消防法'),
    entry('emergency', '防汛防台和灾情的处置', '防洪法'),
    entry('emergency', '森林防火的巡查和扑救', '森林法'),
    entry('emergency', '有限空间作业的安全监管', '安全生产法'),
  ],
  市场监管: [
    entry('market-regulation', '食品小作坊和小餐饮的监管', '食品安全法'),
    entry('market-regulation', '农村集体聚餐的食品安全管理', '食品安全法'),
    entry('market-regulation', '校园及周边食品经营的监管', '食品安全法'),
    entry('market-regulation', '无证无照经营的查处', '消费者权益保护法'),
    entry('market-regulation', '电梯等特种设备的使用安全', '特种设备安全法'),
    entry('market-regulation', '保健品虚假宣传和传销的查处', '广告法'),
    entry('agriculture', '农产品质量安全和农资经营的监管', '农产品质量安全法'),
  ],
  综合执法: [
    entry('urban-management', '占道经营和流动摊点的整治', '城市市容和环境卫生管理条例'),
    entry('urban-management', '户外广告和店招标牌的整治', '城市市容和环境卫生管理条例'),
    entry('urban-management', '违法建设的拆除', '城乡规划法'),
    entry('urban-management', '建筑垃圾和渣土运输的查处', '固体废物污染环境防治法'),
    entry('urban-management', '生活垃圾分类的监督', '固体废物污染环境防治法'),
    entry('urban-management', '绿地和市政设施损坏的查处', '城市绿化条例'),
    entry('public-security', '机动车违法停放的治理', '道路运输条例'),
    entry('culture-tourism', '娱乐场所和上网服务场所的巡查', '娱乐场所管理条例'),
  ],
  重点工作: [
    entry('human-resources', '欠薪纠纷的处置', '保障农民工工资支付条例'),
    entry('petition', '信访事项的受理和化解', '劳动保障监察条例'),
    entry('justice', '矛盾纠纷的排查和调解', '劳动合同法'),
    entry('health', '传染病疫情的防控', '传染病防治法'),
    { ...entry('agriculture', '农村人居环境的日常整治', '城市市容和环境卫生管理条例'), town: true },
    { ...entry('political-legal', '网格的日常巡查和信息上报', '城市市容和环境卫生管理条例'), town: true },
  ],
};
