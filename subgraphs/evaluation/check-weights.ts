import type { SheetProblem, SheetRow } from '../../kit/onboarding/sheet.js';

const decimals = 6;
const one = 10 ** decimals;

/** EV-01: the weights of one scheme sum to exactly 1, counted in millionths. */
export function checkWeights(rows: readonly SheetRow[]): SheetProblem[] {
  const numbered = rows.map((row, index) => ({ row, index }));
  return [...Map.groupBy(numbered, ({ row }) => row['schemeCode'])].flatMap(([scheme, dimensions]) => {
    const sum = sumOfWeights(dimensions.map(({ row }) => String(row['weight'])));
    if (sum === '1') return [];
    const problem = `brings the weights of ${String(scheme)} to ${sum} instead of 1 (EV-01)`;
    return [{ row: dimensions.at(-1)?.index ?? 0, heading: '权重', problem }];
  });
}

/** The exact sum of weights of up to six decimals. */
export function sumOfWeights(weights: readonly string[]): string {
  return decimalOf(weights.reduce((total, weight) => total + millionths(weight), 0));
}

function millionths(weight: string): number {
  const [whole = '', fraction = ''] = weight.split('.');
  return Number(whole) * one + Number(fraction.padEnd(decimals, '0'));
}

function decimalOf(sum: number): string {
  const fraction = String(sum % one)
    .padStart(decimals, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(sum / one));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
