import { fieldInvalid } from './field-invalid.js';

const mostEntries = 50;
const longestText = 200;

/** Refuses a list of no or more than 50 texts, or a text that is blank or longer than 200. Fault INVALID, reason FIELD_INVALID. */
export function checkTexts(field: string, texts: readonly string[]): void {
  if (texts.length < 1 || texts.length > mostEntries) {
    throw fieldInvalid(field, `须为 1—${mostEntries} 项`, `need 1 to ${mostEntries} entries`);
  }
  if (texts.some((text) => text.trim() === '' || text.length > longestText)) {
    throw fieldInvalid(field, `每项须为 1—${longestText} 字`, `need 1 to ${longestText} characters each`);
  }
}
