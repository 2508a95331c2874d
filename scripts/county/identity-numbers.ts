import { at } from './random.js';

const unified = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A region that no register uses, so that a generated number is never a real one's. */
const nowhere = '999999';

/** 公民身份号码 (GB 11643) with a valid check digit and a region that does not exist. `birthday` is `yyyyMMdd`. */
export function citizenNumber(birthday: string, sequence: number): string {
  const front = `${nowhere}${birthday}${String(sequence).padStart(3, '0')}`;
  const sum = citizenWeights.reduce((all, weight, index) => all + weight * Number(front[index]), 0);
  return front + at([...'10X98765432'], sum % 11);
}

/**
 * 统一社会信用代码 (GB 32100) with valid check digits and a region that does not exist. `kind` is the two characters of
 * registering authority and class: 11 organ, 12 public institution, 91 enterprise, 92 sole trader.
 */
export function creditCode(kind: string, sequence: number): string {
  const subject = String(sequence).padStart(8, '0');
  const sum = organizationWeights.reduce((all, weight, index) => all + weight * Number(subject[index]), 0);
  const front = `${kind}${nowhere}${subject}${at([...'0X987654321'], sum % 11)}`;
  let weight = 1;
  let total = 0;
  for (const character of front) {
    total += weight * unified.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return front + at([...unified], (31 - (total % 31)) % 31);
}
