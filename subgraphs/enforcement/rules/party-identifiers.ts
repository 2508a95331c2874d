import { stdnum } from 'stdnum';

const symbols = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether a text is a citizen's identity number with a real birth date and the right check digit (GB 11643). */
export function isIdentityNumber(text: string): boolean {
  return stdnum.CN?.ric?.validate(text).isValid === true;
}

/** The day of birth, `yyyy-MM-dd`, that an identity number holds. */
export function birthDateOf(identityNumber: string): string {
  return identityNumber.slice(6, 14).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}

/** Whether a text has the shape of a unified social credit code (GB 32100). */
export function looksLikeCreditCode(text: string): boolean {
  return text.length === 18 && [...text].every((each) => symbols.includes(each));
}

/**
 * Whether the check character of a credit code is right (GB 32100-2015, § 5). Codes in use fail it now and then, so a
 * wrong one is a warning, not a refusal.
 */
export function checksOut(creditCode: string): boolean {
  let sum = 0;
  let weight = 1;
  for (const symbol of creditCode.slice(0, 17)) {
    sum += weight * symbols.indexOf(symbol);
    weight = (weight * 3) % 31;
  }
  return creditCode.at(-1) === symbols[(31 - (sum % 31)) % 31];
}
