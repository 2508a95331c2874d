import type { ChangedOperation, OperationExtent } from '../../kit/docking/dock.js';
import type { Found } from './finding.js';
import type { UsedOperation } from './usage.js';

/** What is found of operations that clients run and that would cost or fetch otherwise, about each by its digest. */
export function changedOf(changed: readonly ChangedOperation[], used: readonly UsedOperation[]): Found[] {
  return changed.map(({ digest, before, after }) => {
    const { name, clients } = used.find((each) => each.digest === digest) ?? { name: null, clients: [] };
    const called = name ?? digest.slice(0, 12);
    const [zhBefore, enBefore] = told(before);
    const [zhAfter, enAfter] = told(after);
    return {
      rule: 'CHANGES_OPERATION',
      weight: 'NOTICE',
      about: digest,
      sentence: {
        zh: `客户端 ${clients.join('、')} 正在使用的操作「${called}」将由${zhBefore}变为${zhAfter}。`,
        en: `The operation "${called}" of ${clients.join(', ')} would have ${enAfter} instead of ${enBefore}.`,
      },
    };
  });
}

function told({ cost, fetches, rounds }: OperationExtent): readonly [zh: string, en: string] {
  return [`成本 ${cost}、${rounds} 轮 ${fetches} 次取数`, `cost ${cost}, fetches ${fetches}, rounds ${rounds}`];
}
