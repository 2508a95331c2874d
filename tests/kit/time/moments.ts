/** A moment as a clock in Shanghai shows it: `2026-02-11 10:00`. */
export function shanghai(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}:00+08:00`);
}

/** How a clock in Shanghai shows a moment that is a whole minute. */
export function shown(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
