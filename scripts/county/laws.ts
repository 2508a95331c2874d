import type { Chance } from './random.js';

/** The chapters on legal liability of laws in force: real names, and the articles between which ours are drawn. */
const liability: Readonly<Record<string, readonly [number, number]>> = {
  城市市容和环境卫生管理条例: [34, 39],
  城市绿化条例: [26, 30],
  城市道路管理条例: [38, 43],
  城乡规划法: [62, 68],
  大气污染防治法: [98, 123],
  固体废物污染环境防治法: [101, 120],
  噪声污染防治法: [71, 86],
  水污染防治法: [80, 95],
  排污许可管理条例: [33, 44],
  食品安全法: [122, 142],
  药品管理法: [115, 137],
  特种设备安全法: [74, 95],
  计量法: [23, 28],
  广告法: [55, 67],
  消费者权益保护法: [56, 61],
  安全生产法: [93, 112],
  消防法: [58, 70],
  危险化学品安全管理条例: [75, 95],
  烟花爆竹安全管理条例: [36, 42],
  建筑法: [64, 77],
  建设工程质量管理条例: [54, 75],
  物业管理条例: [56, 66],
  城镇燃气管理条例: [45, 52],
  城镇排水与污水处理条例: [49, 57],
  农产品质量安全法: [63, 77],
  动物防疫法: [92, 108],
  农药管理条例: [50, 60],
  种子法: [71, 90],
  渔业法: [38, 45],
  土地管理法: [74, 82],
  农业机械安全监督管理条例: [45, 55],
  公路法: [76, 82],
  道路运输条例: [63, 74],
  港口法: [45, 55],
  公路安全保护条例: [56, 71],
  传染病防治法: [65, 73],
  公共场所卫生管理条例: [14, 17],
  医疗机构管理条例: [43, 50],
  职业病防治法: [69, 83],
  劳动保障监察条例: [23, 30],
  劳动合同法: [80, 95],
  就业促进法: [62, 67],
  保障农民工工资支付条例: [53, 63],
  娱乐场所管理条例: [41, 53],
  互联网上网服务营业场所管理条例: [27, 36],
  文物保护法: [64, 77],
  森林法: [71, 82],
  矿产资源法: [39, 45],
  水法: [64, 77],
  河道管理条例: [44, 47],
  防洪法: [53, 62],
};

/** A law and one of its articles on liability, as 法律依据 writes them; a law that is not in the table is a defect. */
export function liabilityBasis(law: string, chance: Chance): string {
  return citation(law, chance.integer(...articlesOf(law)));
}

/** A law and one of its articles before the chapter on liability, where licences and services are ruled. */
export function ruleBasis(law: string, chance: Chance): string {
  const [liability] = articlesOf(law);
  return citation(law, chance.integer(Math.min(8, liability - 1), liability - 1));
}

function articlesOf(law: string): readonly [number, number] {
  const articles = liability[law];
  if (!articles) throw new Error(`No articles are known of ${law}.`);
  return articles;
}

function citation(law: string, article: number): string {
  return `《${law}》第${chineseNumber(article)}条`;
}

/** A number from 1 to 199 in Chinese: 38 is 三十八. */
function chineseNumber(value: number): string {
  const digits = [...'零一二三四五六七八九'];
  const hundreds = value >= 100 ? '一百' : '';
  const rest = value % 100;
  if (rest === 0) return hundreds;
  const tens = Math.floor(rest / 10);
  const ones = rest % 10 === 0 ? '' : (digits[rest % 10] ?? '');
  if (tens === 0) return `${hundreds}${hundreds && '零'}${ones}`;
  return `${hundreds}${tens > 1 || hundreds ? digits[tens] : ''}十${ones}`;
}
