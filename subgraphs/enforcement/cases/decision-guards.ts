import type { Guard } from '../../../kit/workflow/workflow.js';
import { ageOn, minorRule } from '../rules/minor-rule.js';
import { fenOf, yuanOf } from '../rules/money.js';
import { simpleFineLimit } from '../rules/simple-fine-limit.js';
import { Case } from './case.js';
import { simpleProcedureLaw } from './case-conditions.js';
import type { CaseVerbs } from './case-verbs.js';
import { PenaltyKind } from './penalty-kind.js';
import { written } from './written-text.js';

type Decision = CaseVerbs['decideOnTheSpot'];

const minors = { zh: '行政处罚法第三十条', en: 'Administrative Penalty Law § 30' };

const penaltiesFit: Guard<Case, Decision> = {
  reason: 'PENALTY_INVALID',
  code: 'INVALID',
  sentence: (_row, { input: { penalties, fine } }) => ({
    zh: `处罚种类「${penalties.join('、')}」与罚款「${fine ?? ''}」不符:当场可以处警告、罚款,至少一种、不重复;有罚款须给出大于零、至多两位小数的金额,无罚款则不给。`,
    en: `The penalties "${penalties.join(', ')}" and the fine "${fine ?? ''}" do not fit: a warning or a fine, one at least, none twice, and a sum above zero with two decimals at most exactly where there is a fine.`,
  }),
  source: simpleProcedureLaw,
  holds: (_row, { input: { penalties, fine } }) => {
    if (penalties.length === 0 || new Set(penalties).size < penalties.length) return false;
    if (penalties.some((kind) => kind !== PenaltyKind.WARNING && kind !== PenaltyKind.FINE)) return false;
    if (!penalties.includes(PenaltyKind.FINE)) return fine === null;
    return fine !== null && (fenOf(fine) ?? 0n) > 0n;
  },
};

const fineWithinLimit: Guard<Case, Decision> = {
  reason: 'FINE_ABOVE_SIMPLE_LIMIT',
  code: 'INVALID',
  sentence: ({ partyRecord: { kind } }, { input: { fine } }) => {
    const limit = yuanOf(simpleFineLimit(kind)).replace('.00', '');
    return {
      zh: `罚款 ${fine} 元超过简易程序对${kind === 'PERSON' ? '公民' : '法人或者其他组织'}的上限 ${limit} 元,应适用普通程序。`,
      en: `A fine of ${fine} yuan exceeds ${limit} yuan, the most for a ${kind === 'PERSON' ? 'person' : 'firm'} in the simple procedure.`,
    };
  },
  source: simpleProcedureLaw,
  holds: ({ partyRecord }, { input: { fine } }) =>
    fine === null || (fenOf(fine) ?? 0n) <= simpleFineLimit(partyRecord.kind),
};

/** Nobody under 14 is punished. */
export const notUnder14: Guard<Case, object> = {
  reason: 'MINOR_UNDER_14',
  code: 'CONFLICT',
  sentence: ({ occurredOn }) => ({
    zh: `当事人在 ${occurredOn} 不满十四周岁,不予行政处罚,责令监护人加以管教。`,
    en: `The party was under 14 on ${occurredOn} and is not punished; the guardian is told to see to it.`,
  }),
  source: minors,
  holds: (row) => minorRuleOf(row) !== 'NONE',
};

/** Whoever is not grown up yet is punished more lightly. */
export const lighterForMinors: Guard<Case, Pick<Decision, 'lighter'>> = {
  reason: 'MINOR_NEEDS_LIGHTER',
  code: 'INVALID',
  sentence: ({ occurredOn }) => ({
    zh: `当事人在 ${occurredOn} 已满十四周岁不满十八周岁,应当从轻或者减轻处罚,请说明。`,
    en: `The party was 14 to 17 on ${occurredOn}: the penalty is lighter or reduced; say how.`,
  }),
  source: minors,
  holds: (row, { input: { lighter } }) => minorRuleOf(row) === 'FULL' || (lighter ?? '').trim() !== '',
};

/** Also held by an index, because two officers may decide at the same moment. */
export const oneFineOnly: Guard<Case, Pick<Decision, 'fine' | 'item'>> = {
  reason: 'ONE_FINE_ONLY',
  code: 'CONFLICT',
  sentence: ({ occurredOn }, { input: { item } }) => ({
    zh: `该当事人 ${occurredOn} 的同一违法行为(${item.code})已被罚款,不得再次罚款。`,
    en: `The same party was already fined for the same act (${item.code}) of ${occurredOn}.`,
  }),
  source: { zh: '行政处罚法第二十九条', en: 'Administrative Penalty Law § 29' },
  holds: async ({ id, partyKey, powerItemCode, occurredOn }, { input, context }) => {
    if (input.fine === null) return true;
    const same = { id: { $ne: id }, partyKey, powerItemCode, occurredOn, fine: { $ne: null } };
    // The other case may be another organisation's, out of this caller's sight.
    return (await context.session.manager.count(Case, same, { filters: { visible: false } })) === 0;
  },
};

export const lighterWritten = written<Pick<Decision, 'lighter'>>(
  { zh: '从轻、减轻情节', en: 'What makes it lighter' },
  500,
  ({ lighter }) => lighter,
);

/** What a decision on the spot is held against, in the order of its refusals. */
export const decisionGuards: readonly Guard<Case, Decision>[] = [
  penaltiesFit,
  fineWithinLimit,
  notUnder14,
  lighterForMinors,
  oneFineOnly,
  written({ zh: '处罚理由', en: 'The reasons' }, 1000, ({ reasons }) => reasons),
  lighterWritten,
  written({ zh: '陈述申辩', en: 'The statement' }, 1000, ({ statement }) => statement),
];

/** What the party's age at the time of the act does to the penalty. */
function minorRuleOf({ partyRecord: { birthDate }, occurredOn }: Case) {
  return birthDate === null ? 'FULL' : minorRule(ageOn(birthDate, occurredOn));
}
