/** What an admin port writes, by series as they stand in the text: `name{label="value"}`. */
export async function scrape(admin: string | null): Promise<ReadonlyMap<string, number>> {
  if (admin === null) throw new Error('There is no admin port.');
  const text = await (await fetch(`${admin}/metrics`)).text();
  const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    series.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}
