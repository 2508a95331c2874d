import { Fault } from '../../../kit/module/fault.js';
import { birthDateOf, checksOut, isIdentityNumber, looksLikeCreditCode } from '../rules/party-identifiers.js';
import type { Case } from './case.js';
import type { CasePartyInput } from './case-inputs.js';
import { PartyKind, type PartyRecord } from './case-party.js';
import { isWritten } from '../../../kit/workflow/written-text.js';

/** The party as the case keeps it. Fault INVALID, reason FIELD_INVALID, with the field in the details. */
export function partyRecordOf(input: CasePartyInput): PartyRecord {
  const { kind, name, idNumber = null, creditCode = null, phone = null, address = null } = input;
  if (!isWritten(name, 100)) throw invalid('name', '须为 1—100 字', 'must have 1 to 100 characters');
  if (phone !== null && !/^[\d+ -]{5,20}$/.test(phone)) {
    throw invalid('phone', '须为 5—20 位电话号码', 'must be a telephone number of 5 to 20 digits');
  }
  if (address !== null && !isWritten(address, 200)) {
    throw invalid('address', '须为 1—200 字', 'must have 1 to 200 characters');
  }
  const written = { kind, name: name.trim(), phone, address };
  if (kind === PartyKind.PERSON) return { ...written, ...person(idNumber, creditCode, input.birthDate ?? null) };
  return { ...written, ...firm(creditCode, idNumber, input.birthDate ?? null) };
}

/** What the same party is known by again: its identity number or credit code. */
export function partyKeyOf({ idNumber, creditCode }: PartyRecord): string {
  return idNumber ?? creditCode ?? '';
}

/** What identifies a case's party, for the timeline, which keeps a salted digest of it. */
export function personalOf({
  partyRecord: { name, idNumber, phone },
}: Pick<Case, 'partyRecord'>): Record<string, string> {
  const found = { partyName: name, partyIdNumber: idNumber, partyPhone: phone };
  return Object.fromEntries(Object.entries(found).filter((each): each is [string, string] => each[1] !== null));
}

function person(idNumber: string | null, creditCode: string | null, stated: string | null) {
  if (idNumber === null || !isIdentityNumber(idNumber)) {
    throw invalid(
      'idNumber',
      '须为公民身份号码(校验位须相符)',
      'must be an identity number whose check digit is right',
    );
  }
  if (creditCode !== null) throw invalid('creditCode', '仅单位可填', 'is for a firm');
  const birthDate = birthDateOf(idNumber);
  if (stated !== null && stated !== birthDate) {
    throw invalid('birthDate', '与公民身份号码不一致', 'differs from the identity number');
  }
  return { idNumber, creditCode: null, creditCodeDoubtful: false, birthDate };
}

function firm(creditCode: string | null, idNumber: string | null, birthDate: string | null) {
  if (creditCode === null || !looksLikeCreditCode(creditCode)) {
    throw invalid('creditCode', '须为 18 位统一社会信用代码', 'must be a credit code of 18 digits and capitals');
  }
  if (idNumber !== null) throw invalid('idNumber', '仅公民可填', 'is for a person');
  if (birthDate !== null) throw invalid('birthDate', '仅公民可填', 'is for a person');
  return { idNumber: null, creditCode, creditCodeDoubtful: !checksOut(creditCode), birthDate: null };
}

function invalid(field: string, zh: string, en: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `当事人的「${field}」${zh}。`, en: `The party's "${field}" ${en}.` },
    { reason: 'FIELD_INVALID', details: { field } },
  );
}
