import { countyRules } from '../../kit/county/county-rules-of.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { gridSettings } from './grid-settings.js';

/** Refuses a line of work that the county’s grids do not take up. Fault INVALID, reason LINE_UNKNOWN. */
export async function requireLine(context: Context, regionCode: string, line: string): Promise<void> {
  const rules = await countyRules(context.session, regionCode, context.clock);
  const lines = rules.read(gridSettings.lines);
  if (lines.includes(line)) return;
  const shown = line.slice(0, 50);
  throw new Fault(
    'INVALID',
    {
      zh: `「${shown}」不是本县网格承担的业务条线:${lines.join('、')}。`,
      en: `"${shown}" is no line of work that the county’s grids take up: ${lines.join(', ')}.`,
    },
    { reason: 'LINE_UNKNOWN', details: { line: shown, lines } },
  );
}
