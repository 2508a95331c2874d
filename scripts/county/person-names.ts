import type { Chance } from './random.js';

const surnames = [
  ...'王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷龙陶贺毛郝顾龚邵万覃武钱缪承',
];
const firstGiven = [...'文志明建国永玉秀海春晓丽红卫东立俊思雨子佳欣梦一浩宇泽嘉诗若可新世正成德景学少宏振'];
const secondGiven = [...'华平军强伟芳英娟敏静峰磊洋勇艳杰涛超兰霞刚洁玲辉鹏飞宁琳轩涵怡彤晨阳航瑞凯源睿悦清安康琪'];

/** A name from tables of surnames and given names; it stands for nobody. */
export function personName(chance: Chance): string {
  const surname = chance.pick(surnames);
  return chance.next() < 0.18
    ? surname + chance.pick(secondGiven)
    : surname + chance.pick(firstGiven) + chance.pick(secondGiven);
}
