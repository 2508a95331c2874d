import { declareSetting } from '../../../kit/county/setting.js';

const everything = '*';

/** Which domains of power items the domains on enforcement certificates cover, `执法领域=事项领域`; `*` is every one. */
export const certificateDomains = declareSetting({
  key: 'case.certificate-domains',
  kind: 'texts',
  title: { zh: '执法证件领域与事项领域的对应', en: 'Domains of items that domains of certificates cover' },
  otherwise: [
    '综合执法=*',
    '市场监管=市场监管',
    '交通运输=交通运输',
    '规划国土=自然资源和规划',
    '农林水利=农业农村',
    '农林水利=水利',
    '安全生产=应急管理',
    '建设管理=住房和城乡建设',
    '建设管理=城市管理',
    '卫生监督=卫生健康',
  ],
  problem: (pairs) => (pairs.every((pair) => /^[^=]+=[^=]+$/.test(pair)) ? null : 'must be pairs such as 综合执法=*'),
});

/** Whether a certificate of these domains covers an item of this domain, by the pairs of `certificateDomains`. */
export function coversItem(held: readonly string[], itemDomain: string, pairs: readonly string[]): boolean {
  return held.some((domain) => pairs.includes(`${domain}=${everything}`) || pairs.includes(`${domain}=${itemDomain}`));
}
