import { parseOpening, type Opening, usualHours } from '../time/working-hours.js';
import { declareSetting } from './setting.js';

/** When offices work on a working day; working minutes and hours are counted in it. */
export const workingHours = declareSetting({
  key: 'calendar.working-hours',
  kind: 'texts',
  title: { zh: '工作时间', en: 'Working hours' },
  otherwise: usualHours.map(textOf),
  problem: (texts) => {
    const openings = openingsOf(texts);
    if (openings === null) return 'must be stretches such as 08:30-12:00、14:00-17:30';
    const inOrder = openings.every(({ from }, index) => index === 0 || from > (openings[index - 1]?.to ?? 0));
    return inOrder ? null : 'must be stretches that follow one another';
  },
});

/** The stretches that a value of the setting names; null when one is none. */
export function openingsOf(texts: readonly string[]): Opening[] | null {
  const openings = texts.map(parseOpening).filter((opening) => opening !== null);
  return openings.length === texts.length ? openings : null;
}

function textOf({ from, to }: Opening): string {
  return `${clockTime(from)}-${clockTime(to)}`;
}

function clockTime(minutes: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
