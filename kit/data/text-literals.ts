// Assumes of the mapper that it writes every value into the statement by its platform's `escape`, and texts there character by
// character: of a long text, as a whole sheet is, each then stands in memory as a piece of its own.

/** What writes values into statements. */
interface Platform {
  escape(value: unknown): string;
}

/** A text as a literal of PostgreSQL's SQL, as libpq writes it. */
export function textLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/** Has the mapper write texts whole; other values it writes as before. */
export function writeTextsWhole(platform: Platform): void {
  const before = platform.escape.bind(platform);
  platform.escape = (value) => (typeof value === 'string' ? textLiteral(value) : before(value));
}
