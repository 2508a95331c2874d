const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const shape = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** Whether a text is a unified social credit code with the right check character (GB 32100-2015, section 5). */
export function isCreditCode(text: string): boolean {
  if (!shape.test(text)) return false;
  // Not by the library stdnum: it refuses every code whose check character is 0.
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(text.charAt(index)), 0);
  return text.endsWith(alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length));
}
