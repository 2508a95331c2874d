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
  const best = qualities(accept);
  const events = best(({ range }) => range === 'text/event-stream');
  if (events === 0) return 'none';
  const json = best(({ range }) => range === 'application/graphql-response+json' || range === 'application/json');
  return events > json ? 'all' : 'streams';
}

/**
 * Whether an Accept header takes answers in parts, no less than it takes them whole or as events: `multipart/mixed` by
 * name, with `deferSpec=20220824` or without a word about the format. Other formats of parts are not served.
 */
export function takesParts(accept: string | undefined): boolean {
  const best = qualities(accept);
  const parts = best(({ range, format }) => range === 'multipart/mixed' && format.every((each) => each === served));
  const others = best(({ range }) => range === 'text/event-stream' || covers(range, 'application/json'));
  const response = best(({ range }) => covers(range, 'application/graphql-response+json'));
  return parts > 0 && parts >= Math.max(others, response);
}

const served = 'deferspec=20220824';

/** The language that an Accept-Language header asks for; Chinese unless English comes first. */
export function languageFor(acceptLanguage: string | undefined): 'zh' | 'en' {
  const ranges = (acceptLanguage ?? '').toLowerCase().split(',').map(readRange);
  const best = ranges
    .filter(({ range, quality }) => quality > 0 && /^(zh|en)(-|$)/.test(range))
    .sort((a, b) => b.quality - a.quality)[0];
  return best?.range.startsWith('en') ? 'en' : 'zh';
}

/** The best quality that an Accept header gives to a range of a kind; 0 where it names none. */
function qualities(accept: string | undefined): (fits: (range: Range) => boolean) => number {
  const ranges = (accept ?? '').toLowerCase().split(',').map(readRange);
  return (fits) => Math.max(0, ...ranges.filter(fits).map(({ quality }) => quality));
}

interface Range {
  readonly range: string;
  readonly quality: number;
  /** Its parameters but for quality and boundary. */
  readonly format: readonly string[];
}

function readRange(text: string): Range {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  const format = parameters
    .filter((parameter) => parameter !== '' && !/^(q|boundary)=/.test(parameter))
    .map((parameter) => parameter.replaceAll('"', ''));
  return { range, quality: Number.isNaN(quality) ? 0 : quality, format };
}

function covers(range: string, type: AnswerType): boolean {
  return range === type || range === '*/*' || range === 'application/*';
}
