import { code, identityNumber, type SheetColumn } from '../../kit/onboarding/sheet.js';
import type { ElementKind } from './grid-element.js';

const identifiers: Readonly<Record<ElementKind, SheetColumn>> = {
  PERSON: identityNumber(''),
  PLACE: code('', /^\d{12}[0-9A-Z]{4,8}$/, 'an address code: 12 digits and 4 to 8 digits or capitals'),
  FACILITY: code('', /^\d{16}$/, 'a component code of 16 digits (GB/T 30428.2)'),
  ORGANIZATION: code('', /^[0-9A-HJ-NP-RTUWXY]{18}$/, 'a credit code of 18 digits and capitals (GB 32100)'),
};

/** Why a text cannot identify an element of this kind; null when it can. */
export function identifierProblem(kind: ElementKind, identifier: string): string | null {
  const reading = identifiers[kind].read(identifier);
  return 'problem' in reading ? reading.problem : null;
}

/** The letter that tells the kinds apart in an element's code. */
export const kindLetters: Readonly<Record<ElementKind, string>> = {
  PERSON: 'R',
  PLACE: 'P',
  FACILITY: 'F',
  ORGANIZATION: 'O',
};
