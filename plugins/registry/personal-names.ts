import type { Bilingual } from '../../kit/module/fault.js';

/** One kind of personal value, and the names by which fields are known to hold it. */
interface PersonalName {
  readonly kind: Bilingual;
  readonly names: RegExp;
}

/**
 * Names of fields that look personal (Personal Information Protection Law, articles 4 and 28). A guess by the name alone: what
 * it finds wrongly an approver lets pass, what it does not find an approver has to see.
 */
export const personalNames: readonly PersonalName[] = [
  {
    kind: { zh: '身份证件号码', en: 'identity number' },
    names: /^(id|identity|citizen)_?(card|number|no|code)(_?(no|num|number))?$|^(sfz|shenfenzheng)/i,
  },
  {
    kind: { zh: '电话号码', en: 'telephone number' },
    names: /(phone|mobile|telephone|cell)(_?(no|num|number))?$|^(tel|sjh|lxdh)$/i,
  },
  { kind: { zh: '出生日期', en: 'date of birth' }, names: /^(birth_?(day|date)?|date_?of_?birth|dob|csrq)$/i },
  {
    kind: { zh: '住址', en: 'home address' },
    names: /(home|residential|living)_?address$|^(address|residence|zz|jtzz)$/i,
  },
  { kind: { zh: '银行账号', en: 'bank account' }, names: /bank_?(card|account)(_?(no|num|number))?$|^(yhkh|yhzh)$/i },
  { kind: { zh: '护照号码', en: 'passport number' }, names: /passport(_?(no|num|number))?$/i },
  {
    kind: { zh: '健康信息', en: 'health' },
    names: /^(diagnosis|diagnoses|disease|diseases|disability|medical_?(record|history))$/i,
  },
  { kind: { zh: '电子邮箱', en: 'mail address' }, names: /e_?mail(_?address)?$/i },
  {
    kind: { zh: '姓名', en: 'name of a person' },
    names: /^((full|real|person|resident|owner|contact)_?name|xm|xingming)$/i,
  },
];
