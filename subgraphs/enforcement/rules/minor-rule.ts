/** What age does to a penalty: none at all, lighter or reduced, or the whole of it. */
export type MinorRule = 'NONE' | 'LIGHTER' | 'FULL';

/** Full years of age on a day, both `yyyy-MM-dd`: a year is full on the day after the birthday (法释〔2006〕1号, § 2). */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) > birthDate.slice(5) ? years : years - 1;
}

/** Administrative Penalty Law § 30: nobody under 14 is punished, from 14 to 18 the penalty is lighter or reduced. */
export function minorRule(age: number): MinorRule {
  if (age < 14) return 'NONE';
  return age < 18 ? 'LIGHTER' : 'FULL';
}
