import type { BrokenOperation } from '../../kit/docking/dock.js';
import type { Found } from './finding.js';
import type { UsedOperation } from './usage.js';

const rule = 'BREAKS_OPERATION';

/** What is found of operations that clients run and that would no longer be valid, about each by its digest. */
export function brokenOf(
  broken: readonly BrokenOperation[],
  used: readonly UsedOperation[],
  weight: Found['weight'],
): Found[] {
  return broken.map(({ digest, why }) => {
    const { name, clients } = used.find((each) => each.digest === digest) ?? { name: null, clients: [] };
    const called = name ?? digest.slice(0, 12);
    return {
      rule,
      weight,
      about: digest,
      sentence: {
        zh: `客户端 ${clients.join('、')} 正在使用的操作「${called}」将失效:${why}`,
        en: `The operation "${called}" of ${clients.join(', ')} would no longer be valid: ${why}`,
      },
    };
  });
}

/** The operations that may break, because whoever approved a version with these findings knew. */
export function knownBroken(findings: readonly Found[]): readonly string[] {
  return findings.flatMap((found) => (found.rule === rule && found.about !== null ? [found.about] : []));
}
