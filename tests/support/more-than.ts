/** The places at which one answer has what another lacks, with both values. */
export function moreThan(got: unknown, other: unknown, place = ''): string[] {
  if (got === null || got === undefined || got === other) return [];
  if (typeof got !== 'object' || typeof other !== 'object' || other === null)
    return [`${place}: ${JSON.stringify(got)} where the other has ${JSON.stringify(other)}`];
  return Object.entries(got).flatMap(([key, value]) =>
    moreThan(value, (other as Readonly<Record<string, unknown>>)[key], `${place}.${key}`),
  );
}
