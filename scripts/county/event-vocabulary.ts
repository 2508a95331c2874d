/** A leaf category of events: name, the territorial duty's name that it belongs to, the limit. */
type EventKind = readonly [name: string, duty: string, limit: number, unit: 'WORKING_HOUR' | 'WORKING_DAY'];

/** A major class: the categories of one duty each, in the manner of GB/T 30428; names and limits are ours. */
interface EventClass {
  readonly name: string;
  /** Minutes within which a centre accepts or refuses. */
  readonly acceptMinutes: number;
  readonly kinds: readonly EventKind[];
}

function hours(duty: string, limit: number, names: string): EventKind[] {
  return names.split(' ').map((name): EventKind => [name, duty, limit, 'WORKING_HOUR']);
}

function days(duty: string, limit: number, names: string): EventKind[] {
  return names.split(' ').map((name): EventKind => [name, duty, limit, 'WORKING_DAY']);
}

/** Ten major classes of twelve categories. */
export const eventClasses: readonly EventClass[] = [
  {
    name: '市容环境',
    acceptMinutes: 30,
    kinds: [
      ...hours('占道经营和流动摊点的整治', 2, '占道经营 流动摊点 店外经营'),
      ...hours('生活垃圾分类的监督', 4, '暴露垃圾 垃圾满溢 垃圾混投'),
      ...hours('建筑垃圾和渣土运输的查处', 4, '建筑垃圾乱倒 渣土抛撒'),
      ...days('户外广告和店招标牌的整治', 3, '违规户外广告 破损店招 小广告张贴'),
      ...hours('绿地和市政设施损坏的查处', 8, '毁绿种菜'),
    ],
  },
  {
    name: '街面秩序',
    acceptMinutes: 30,
    kinds: [
      ...hours('机动车违法停放的治理', 2, '机动车乱停放 占用消防通道停车 僵尸车'),
      ...hours('占道经营和流动摊点的整治', 2, '马路市场 夜市扰民 乱堆物料'),
      ...hours('绿地和市政设施损坏的查处', 8, '路灯不亮 井盖缺失 护栏损坏 路面破损'),
      ...hours('农村公路的养护和路域环境整治', 16, '公路堆物 路域垃圾'),
    ],
  },
  {
    name: '违法建设',
    acceptMinutes: 30,
    kinds: [
      ...days('违法建设的拆除', 7, '新增违法建设 屋顶加建 小区内搭建 占用公共部位'),
      ...days('乡村规划区内违法建设的查处', 7, '农房超面积 未批先建 改变用途'),
      ...days('农村乱占耕地建房的整治', 10, '耕地上建房 圈地围墙'),
      ...days('违法占用耕地的发现和查处', 10, '耕地堆放 填塘占地'),
      ...days('临时用地的监管和复垦', 10, '临时用地逾期'),
    ],
  },
  {
    name: '生态环境',
    acceptMinutes: 30,
    kinds: [
      ...hours('秸秆露天焚烧的巡查和处置', 1, '秸秆焚烧 垃圾焚烧'),
      ...hours('餐饮油烟和露天烧烤污染的治理', 8, '餐饮油烟扰民 露天烧烤'),
      ...hours('社会生活噪声和施工噪声的治理', 4, '施工噪声 商业噪声'),
      ...days('河道黑臭水体和排污口的治理', 5, '河道漂浮物 水体异色 私设排口'),
      ...days('工业固体废物倾倒的查处', 3, '固体废物倾倒'),
      ...days('散乱污企业的排查和整治', 10, '散乱污作坊'),
      ...days('畜禽养殖污染的防治', 5, '养殖污水直排'),
    ],
  },
  {
    name: '安全隐患',
    acceptMinutes: 10,
    kinds: [
      ...hours('三合一场所和出租房消防隐患的整治', 8, '三合一场所 疏散通道堵塞 消防器材缺失'),
      ...hours('电动自行车违规停放充电的治理', 4, '飞线充电 楼道停放电动车'),
      ...days('小微企业生产安全隐患的排查', 3, '设备防护缺失 未持证作业 安全标志缺失'),
      ...hours('有限空间作业的安全监管', 1, '有限空间违规作业'),
      ...hours('烟花爆竹非法经营和储存的查处', 2, '非法储存烟花爆竹'),
      ...hours('危险化学品非法储存运输的查处', 2, '非法储存危险化学品 黑加油点'),
    ],
  },
  {
    name: '房屋燃气',
    acceptMinutes: 10,
    kinds: [
      ...hours('城镇燃气的安全管理', 1, '燃气泄漏 黑气瓶 违规用气 报警装置缺失'),
      ...days('农村危房的排查和改造', 3, '房屋裂缝 危房住人'),
      ...days('房屋租赁和群租房的整治', 5, '群租房 出租房未登记'),
      ...days('农村自建房施工的安全监管', 3, '自建房无防护施工 擅动承重结构'),
      ...days('物业服务纠纷的处理', 5, '物业服务投诉 公共设施损坏'),
    ],
  },
  {
    name: '市场经营',
    acceptMinutes: 30,
    kinds: [
      ...days('无证无照经营的查处', 5, '无照经营 超范围经营'),
      ...days('食品小作坊和小餐饮的监管', 3, '小餐饮卫生差 小作坊无登记 过期食品'),
      ...days('农村集体聚餐的食品安全管理', 1, '集体聚餐未报备'),
      ...days('校园及周边食品经营的监管', 2, '校园周边摊贩 三无食品'),
      ...hours('电梯等特种设备的使用安全', 4, '电梯困人 电梯未检'),
      ...days('保健品虚假宣传和传销的查处', 5, '虚假宣传 会销扰民'),
    ],
  },
  {
    name: '矛盾纠纷',
    acceptMinutes: 30,
    kinds: [
      ...days('矛盾纠纷的排查和调解', 5, '邻里纠纷 婚姻家庭纠纷 宅基地纠纷 合同纠纷 损害赔偿纠纷'),
      ...days('欠薪纠纷的处置', 7, '拖欠工资 工伤赔偿纠纷 群体讨薪'),
      ...days('信访事项的受理和化解', 15, '集体上访苗头 重复信访 政策咨询'),
      ...days('物业服务纠纷的处理', 7, '业委会纠纷'),
    ],
  },
  {
    name: '农业水利',
    acceptMinutes: 30,
    kinds: [
      ...hours('防汛防台和灾情的处置', 1, '道路积水 堤防险情 树木倒伏'),
      ...days('城镇排水设施的维护和内涝处置', 2, '管网堵塞 雨污混接'),
      ...days('农产品质量安全和农资经营的监管', 5, '违规农资 农药包装丢弃'),
      ...days('盗采砂石泥土的查处', 3, '盗采泥土'),
      ...days('林木滥伐和林地违法占用的查处', 5, '滥伐林木'),
      ...hours('森林防火的巡查和扑救', 1, '林区用火'),
      ...days('饮用水水源保护区的巡查', 2, '水源地钓鱼游泳 水源地堆放'),
    ],
  },
  {
    name: '民生服务',
    acceptMinutes: 30,
    kinds: [
      ...days('农村人居环境的日常整治', 3, '公厕不洁 村道杂草 房前屋后乱堆 河塘漂浮物'),
      ...days('网格的日常巡查和信息上报', 2, '走失人员 独居老人求助 困难家庭报告 信息变更'),
      ...days('传染病疫情的防控', 1, '聚集性疾病 病媒生物滋生'),
      ...days('娱乐场所和上网服务场所的巡查', 3, '网吧接纳未成年人 娱乐场所超时'),
    ],
  },
];
