/** The two media types of an answer (GraphQL over HTTP, section 4). */
export type AnswerType = 'application/graphql-response+json' | 'application/json';

/** The media type that an Accept header asks for: the specification's own where it is named, else JSON; null for neither. */
export function answerTypeFor(accept: string | undefined): AnswerType | null {
  const ranges = (accept ?? '*/*')
    .toLowerCase()
    .split(',')
    .map(readRange)
    .filter(({ quality }) => quality > 0);
  const rank = (type: AnswerType): number =>
    Math.max(
      0,
      ...ranges
        .filter(({ range }) => covers(range, type))
        .map(({ range, quality }) => quality + (range === type ? 0.0001 : 0)),
    );
  const response = rank('application/graphql-response+json');
  const json = rank('application/json');
  if (response === 0 && json === 0) return null;
  // A client that names neither is one of before the specification, and those read JSON.
  return response > json ? 'application/graphql-response+json' : 'application/json';
}

/** How an Accept header takes `text/event-stream`: not by name, beside JSON for what streams, or before JSON for all. */
export function eventsFor(accept: string | undefined): 'none' | 'streams' | 'all' {
  const ranges = (accept ?? '').toLowerCase().split(',').map(readRange);
  const best = (fits: (range: string) => boolean): number =>
    Math.max(0, ...ranges.filter(({ range }) => fits(range)).map(({ quality }) => quality));
  const events = best((range) => range === 'text/event-stream');
  if (events === 0) return 'none';
  const json = best((range) => range === 'application/graphql-response+json' || range === 'application/json');
  return events > json ? 'all' : 'streams';
}

/** The language that an Accept-Language header asks for; Chinese unless English comes first. */
export function languageFor(acceptLanguage: string | undefined): 'zh' | 'en' {
  const ranges = (acceptLanguage ?? '').toLowerCase().split(',').map(readRange);
  const best = ranges
    .filter(({ range, quality }) => quality > 0 && /^(zh|en)(-|$)/.test(range))
    .sort((a, b) => b.quality - a.quality)[0];
  return best?.range.startsWith('en') ? 'en' : 'zh';
}

function readRange(text: string): { range: string; quality: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { range, quality: Number.isNaN(quality) ? 0 : quality };
}

function covers(range: string, type: AnswerType): boolean {
  return range === type || range === '*/*' || range === 'application/*';
}
