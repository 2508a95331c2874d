import type { Bilingual } from '../../kit/module/fault.js';
import type { Guard, Instance } from '../../kit/workflow/workflow.js';

/** Whether a text is a score of 0 to 100. */
export function isScore(text: string): boolean {
  return Number(text) >= 0 && Number(text) <= 100;
}

/** A rule that a score that is sent is 0 to 100. */
export function scoreInBounds<Row extends Instance, Input>(
  source: Bilingual,
  scoreOf: (input: Input) => string,
): Guard<Row, Input> {
  return {
    reason: 'SCORE_BOUNDS',
    code: 'INVALID',
    sentence: (_row, { input }) => ({
      zh: `评分须为 0—100,收到 ${scoreOf(input)}。`,
      en: `A score is 0 to 100; got ${scoreOf(input)}.`,
    }),
    source,
    holds: (_row, { input }) => isScore(scoreOf(input)),
  };
}
