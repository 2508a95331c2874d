import { createHash } from 'node:crypto';

/** What a draw is made from: all of it is published. */
export interface DrawInput {
  readonly seed: string;
  readonly rules: readonly { readonly riskClass: string; readonly ratio: string }[];
  readonly objects: readonly { readonly premises: string; readonly riskClass: string }[];
  readonly leftOut: readonly string[];
  readonly officers: readonly string[];
  readonly avoidances: readonly { readonly officer: string; readonly premises: string }[];
}

const officersPerVisit = 2;
const millionths = 1_000_000n;

/** SM3 (GB/T 32905) of a text in hexadecimal: the commitment to a seed, and the order of a draw. */
export function sm3Of(text: string): string {
  return createHash('sm3').update(text, 'utf8').digest('hex');
}

/**
 * Draws objects and officers (EN-13). Within each class the premises stand in the order of SM3(seed:premises), and of them the
 * first ⌈ratio × number⌉ are drawn; the officers of each stand in the order of SM3(seed:premises:officer), without those who
 * avoid it. An object for which two officers are not left is answered with fewer.
 */
export function draw(input: DrawInput): { premises: string; officers: string[] }[] {
  const { seed, rules, objects, leftOut, officers, avoidances } = input;
  const inOrder = [...rules].sort((one, other) => (one.riskClass < other.riskClass ? -1 : 1));
  return inOrder.flatMap(({ riskClass, ratio }) => {
    const pool = objects.filter((each) => each.riskClass === riskClass && !leftOut.includes(each.premises));
    const drawn = ordered(
      pool.map(({ premises }) => premises),
      (premises) => `${seed}:${premises}`,
    );
    return drawn.slice(0, shareOf(pool.length, ratio)).map((premises) => {
      const free = officers.filter(
        (officer) => !avoidances.some((each) => each.officer === officer && each.premises === premises),
      );
      const inTurn = ordered(free, (officer) => `${seed}:${premises}:${officer}`);
      return { premises, officers: inTurn.slice(0, officersPerVisit) };
    });
  });
}

/** How many of a number a share is, rounded up; exact, whatever its decimals. */
function shareOf(count: number, ratio: string): number {
  const [whole = '0', part = ''] = ratio.split('.');
  const share = BigInt(whole) * millionths + BigInt(part.padEnd(6, '0'));
  return Number((BigInt(count) * share + millionths - 1n) / millionths);
}

function ordered(texts: readonly string[], keyOf: (text: string) => string): string[] {
  return texts
    .map((text) => [sm3Of(keyOf(text)), text] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, text]) => text);
}
