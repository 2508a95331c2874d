import { type Bilingual, Fault } from '../../kit/module/fault.js';
import type { Guard, Instance } from '../../kit/workflow/workflow.js';

const inWords = /罚款|罚没|没收|罚金|\bfines?\b|confiscat/i;
const inCode = /(^f|F)ines?([A-Z]|$)|[cC]onfiscat/;

/** 行政处罚法 § 74: where the rule stands that no appraisal and no bonus is tied to fines, directly or in disguise. */
export const finesSource: Bilingual = {
  zh: '行政处罚法第七十四条:罚没款项不得同考核、考评直接或者变相挂钩(EV-08)',
  en: 'Administrative Penalty Law, article 74: fines and confiscations are tied to no appraisal, directly or in disguise (EV-08)',
};

/** Whether words speak of fines or confiscations. */
export function namesFines(words: string): boolean {
  return inWords.test(words);
}

/** Whether a code, written in words joined by capitals, speaks of them. */
export function codesFines(code: string): boolean {
  return inCode.test(code);
}

/** Refuses words that tie an appraisal to fines. Fault INVALID, reason FINES_IN_APPRAISAL. */
export function requireFineless(words: string): void {
  if (namesFines(words) || codesFines(words))
    throw new Fault('INVALID', sentence(words), { reason: 'FINES_IN_APPRAISAL', details: { source: finesSource } });
}

/** A rule that what is sent does not tie points or money to fines. */
export function fineless<Row extends Instance, Input>(wordsOf: (input: Input) => string): Guard<Row, Input> {
  return {
    reason: 'FINES_IN_APPRAISAL',
    code: 'INVALID',
    sentence: (_row, { input }) => sentence(wordsOf(input)),
    source: finesSource,
    holds: (_row, { input }) => !namesFines(wordsOf(input)),
  };
}

function sentence(words: string): Bilingual {
  const shown = words.slice(0, 100);
  return {
    zh: `「${shown}」取自罚没款项;考核、奖金不得与罚没挂钩(行政处罚法第七十四条)。`,
    en: `"${shown}" draws on fines, which article 74 of the Administrative Penalty Law keeps out of appraisals and bonuses.`,
  };
}
