// Shanghai has kept UTC+8 without summer time since 1992, before anything that is counted here.
const offset = 8 * 3_600_000;
const dayLength = 24 * 3_600_000;

/** The number of a day, `yyyy-MM-dd`: days since 1 January 1970. */
export function numberOfDay(name: string): number {
  return Date.parse(`${name}T00:00:00Z`) / dayLength;
}

/** The name, `yyyy-MM-dd`, of a day by its number. */
export function nameOfDay(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** The year that a day lies in. */
export function yearOfDay(day: number): number {
  return new Date(day * dayLength).getUTCFullYear();
}

/** The number of the day that it is in Shanghai at a moment. */
export function dayAt(moment: Date): number {
  return Math.floor((moment.getTime() + offset) / dayLength);
}

/** The moment, in milliseconds of the epoch, at which a day begins in Shanghai. */
export function startOfDay(day: number): number {
  return day * dayLength - offset;
}

/** The day of the same number some months later, or that month's last day where it has none (Civil Code § 202). */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * dayLength);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / dayLength;
}
