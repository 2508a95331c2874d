/** A stretch of a working day, in minutes since midnight. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/** 08:30–12:00 and 14:00–17:30, where a county says nothing else. */
export const usualHours: readonly Opening[] = [
  { from: 510, to: 720 },
  { from: 840, to: 1050 },
];

/** Reads `08:30-12:00`; null when the text is no such stretch. */
export function parseOpening(text: string): Opening | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(text)?.slice(1).map(Number);
  if (!parts) return null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = parts;
  const opening = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
  return opening.from < opening.to && opening.to <= 1440 ? opening : null;
}
