import { at } from './random.js';

/** The five texts of 六定 (the sixth, 定人, is who holds the six roles). */
export interface SixFixedTexts {
  readonly schedule: string;
  readonly posts: string;
  readonly duties: string;
  readonly standards: string;
  readonly rewards: string;
}

const urban: SixFixedTexts = {
  schedule: '每日上午、下午各巡查一次，重点时段加密；工作时间8:30—11:30、14:00—17:30，夜间轮值到21:00',
  posts: '网格长1岗，网格员、督察员、信息员、巡查员、联络员各1岗，岗位和电话在楼道公示牌公布',
  duties: '采集人地物事组织信息，发现并上报城管、环保、安监、国土等问题，调解邻里纠纷，服务重点人群',
  standards: '每月走访不少于80户，重点人群每周一访；事件当日上报，轻微问题当日办结并留照片',
  rewards: '每季度按巡查完成率、按时率、自主发现和误报率评分，前三名通报表扬，连续两季末位调整岗位',
};

const rural: SixFixedTexts = {
  schedule: '每日巡查一次，汛期、焚烧季和节假日每日两次；工作时间8:00—11:30、13:30—17:00',
  posts: '网格长1岗，网格员、督察员、信息员、巡查员、联络员各1岗，岗位和电话在村务公开栏公布',
  duties: '采集人地物事组织信息，巡查农房建设、河道、秸秆、出租房和小作坊，发现问题即时上报',
  standards: '每月走访不少于60户，河道和在建农房每周一查；事件当日上报，能当场劝止的当场劝止',
  rewards: '每季度按巡查完成率、按时率、自主发现和误报率评分，结果与绩效报酬挂钩，瞒报漏报扣分',
};

const special: SixFixedTexts = {
  schedule: '上学、上班和营业高峰时段必巡，每日不少于两次；节假日按活动安排值守',
  posts: '网格长由属地村（社区）负责人担任，五员由网格人员和单位联络人分别担任',
  duties: '巡查消防、用气、用电、特种设备和周边秩序，督促单位自查，发现隐患即时上报',
  standards: '每月联合单位自查一次，每季度演练一次；一般隐患三日内整改，重大隐患即时上报',
  rewards: '每季度评分，隐患整改率低于百分之九十的约谈，连续四季优秀的优先推荐评先',
};

/** The texts that suit a grid's kind. */
export function sixFixedTexts(kind: 'urban' | 'rural' | 'special'): SixFixedTexts {
  return { urban, rural, special }[kind];
}

/** The same texts with the one at `index` left blank. */
export function withBlank(texts: SixFixedTexts, index: number): SixFixedTexts {
  const names = ['schedule', 'posts', 'duties', 'standards', 'rewards'] as const;
  return { ...texts, [at(names, index)]: '' };
}
