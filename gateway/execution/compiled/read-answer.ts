/*
 * Reads a subgraph's whole answer: as text where it is as expected, else parsed and as objects.
 */
import { isUtf8 } from 'node:buffer';
import type { GraphQLFormattedError } from 'graphql';
import { jsonText } from '../../sources/json-text.js';
import type { HttpExchange, RawAnswer, SubgraphResponse } from '../../sources/source.js';
import { believable } from '../../sources/subgraph-answer.js';
import type { AnswerPlace } from './answer-places.js';
import type { CompiledJoin } from './compile-operation.js';
import type { Findings } from './findings.js';
import { FixedText, skipText } from './four-bytes.js';
import { Unexpected } from './not-compilable.js';
import { ObjectReader } from './read-objects.js';
import { TextReader } from './read-text.js';
import { closeList, closeObject, colon, comma, openList, openObject, skipAny, skipString } from './scan-json.js';

/** A join with what was sent. */
export interface JoinAnswer {
  readonly join: CompiledJoin;
  /** The representations, with commas between them; the characters are bytes. */
  readonly representations: string;
  /** The type of each. */
  readonly types: readonly string[];
}

/** What one fetch brought: by join, where the addresses of its objects stand; a root fetch's one object has a place of its own. */
export interface Brought {
  readonly results: readonly number[];
  readonly errors: readonly GraphQLFormattedError[];
}

/** What is expected in `data`: the object of a root fetch, or the entities of joins. */
export type Expected =
  | { readonly kind: 'root'; readonly place: AnswerPlace }
  | { readonly kind: 'entities'; readonly asked: readonly JoinAnswer[] };

const dataOpening = new FixedText('"data":');
const errorsOpening = new FixedText('"errors":');
const nothing: readonly GraphQLFormattedError[] = [];

/** An answer over HTTP, whose bytes stand among the findings. */
export interface Received {
  readonly status: number;
  readonly start: number;
  readonly end: number;
  /** Undefined where neither way of reading made sense of it. */
  readonly brought: Brought | undefined;
}

/** Reads the body of an answer while its bytes are there. */
export function readRaw(expected: Expected, raw: RawAnswer, http: HttpExchange, findings: Findings): Received {
  const { sheet } = findings;
  const { status, body } = raw;
  const start = sheet.length;
  const end = start + body.length;
  sheet.reserve(body.length + 1);
  sheet.bytes.set(body, start);
  sheet.bytes[end] = 0;
  sheet.length = end + 1;
  return { status, start, end, brought: broughtBy(expected, raw, http, { findings, start, end }) };
}

interface Standing {
  readonly findings: Findings;
  readonly start: number;
  readonly end: number;
}

function broughtBy(expected: Expected, raw: RawAnswer, http: HttpExchange, standing: Standing): Brought | undefined {
  if (raw.status >= 200 && raw.status < 300 && isUtf8(raw.body)) {
    const reader = new TextReader(standing.findings, standing.start);
    try {
      return readText(expected, reader, standing.end);
    } catch (thrown) {
      if (!(thrown instanceof Unexpected)) throw thrown;
    } finally {
      reader.end();
    }
  }
  let response: SubgraphResponse;
  try {
    response = http.read(raw);
  } catch {
    // The plain executor reads it again, and says what is wrong with it.
    return undefined;
  }
  try {
    return readResponse(expected, response, standing.findings);
  } catch (thrown) {
    if (!(thrown instanceof Unexpected)) throw thrown;
    return undefined;
  }
}

/** The answer as it came, for who reads it once more. */
export function rawOf({ status, start, end }: Received, { sheet }: Findings): RawAnswer {
  return { status, body: sheet.bytes.subarray(start, end) };
}

/** Reads an answer that is objects. Throws Unexpected. */
export function readResponse(expected: Expected, { data, errors }: SubgraphResponse, findings: Findings): Brought {
  if (!data) throw Unexpected.answer;
  const reader = new ObjectReader(findings);
  if (expected.kind === 'root') {
    const result = findings.openResult(1);
    const found = reader.object(expected.place, data);
    findings.words[result] = found;
    return { results: [result], errors: errors ?? nothing };
  }
  const results = expected.asked.map(({ join, types }) => {
    const entities = data[join.responseKey];
    if (!Array.isArray(entities) || entities.length !== types.length) throw Unexpected.answer;
    const result = findings.openResult(types.length);
    for (const [index, typename] of types.entries()) {
      const entity: unknown = entities[index];
      if (entity === null) continue;
      if (typeof entity !== 'object' || Array.isArray(entity)) throw Unexpected.answer;
      const { __typename: named = typename } = entity as Record<string, unknown>;
      if (named !== typename) throw Unexpected.answer;
      const found = reader.object(join.place, entity as Record<string, unknown>, typename);
      findings.words[result + index] = found;
    }
    return result;
  });
  return { results, errors: errors ?? nothing };
}

/** JSON whose characters are the bytes of its UTF-8. */
export function bytesOfJson(value: unknown): string {
  const text = jsonText(value);

  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text).toString('latin1');
}

function readText(expected: Expected, reader: TextReader, end: number): Brought {
  let results: Brought['results'] | undefined;
  let errors = nothing;
  reader.take(openObject);
  do {
    const { view } = reader;
    const afterData = skipText(view, reader.at, dataOpening);
    if (afterData >= 0) {
      if (results) throw Unexpected.answer;
      reader.at = afterData;
      results = expected.kind === 'root' ? [readRoot(expected.place, reader)] : readEntities(expected.asked, reader);
      continue;
    }
    const afterErrors = skipText(view, reader.at, errorsOpening);
    if (afterErrors >= 0) {
      reader.at = skipped(skipAny(view, afterErrors));
      errors = readErrors(reader.findings.sheet.bytes.toString('utf8', afterErrors, reader.at));
      continue;
    }
    reader.at = skipped(skipString(view, reader.at));
    reader.take(colon);
    reader.at = skipped(skipAny(view, reader.at));
  } while (reader.takes(comma));
  reader.take(closeObject);
  if (reader.at !== end || !results) throw Unexpected.answer;
  return { results, errors };
}

function readRoot(place: AnswerPlace, reader: TextReader): number {
  const { findings } = reader;
  const result = findings.openResult(1);
  const found = reader.object(place);
  findings.words[result] = found;
  return result;
}

function readEntities(asked: readonly JoinAnswer[], reader: TextReader): number[] {
  const { findings } = reader;
  reader.take(openObject);
  const results = asked.map(({ join, types }, order) => {
    if (order > 0) reader.take(comma);
    reader.at = skipped(skipText(reader.view, reader.at, join.opening));
    reader.take(openList);
    const result = findings.openResult(types.length);
    for (let index = 0; index < types.length; index += 1) {
      if (index > 0) reader.take(comma);
      if (reader.takesNull()) continue;
      const found = reader.object(join.place, types[index]);
      findings.words[result + index] = found;
    }
    reader.take(closeList);
    return result;
  });
  reader.take(closeObject);
  return results;
}

function readErrors(text: string): readonly GraphQLFormattedError[] {
  const errors: unknown = JSON.parse(text);
  return believable('', { data: {}, errors }, { zh: '', en: '' }).errors ?? nothing;
}

function skipped(at: number): number {
  if (at < 0) throw Unexpected.answer;
  return at;
}
