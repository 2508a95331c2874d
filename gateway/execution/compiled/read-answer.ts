/*
 * Reads a subgraph's whole answer: as text where it is as expected, else parsed and as objects.
 */
import { isUtf8 } from 'node:buffer';
import type { GraphQLFormattedError } from 'graphql';
import { jsonText } from '../../sources/json-text.js';
import type { HttpExchange, RawAnswer, SubgraphResponse } from '../../sources/source.js';
import { believable } from '../../sources/subgraph-answer.js';
import type { AnswerPlace, FoundObject } from './answer-places.js';
import type { CompiledJoin } from './compile-operation.js';
import { Unexpected } from './not-compilable.js';
import { type LeafWriter, readObject } from './read-objects.js';
import { TextReader } from './read-text.js';
import {
  closeList,
  closeObject,
  colon,
  comma,
  openList,
  openObject,
  skipAny,
  skipBytes,
  skipString,
} from './scan-json.js';

/** A join with the representations that were sent. */
export interface JoinAnswer {
  readonly join: CompiledJoin;
  readonly texts: readonly string[];
  /** The type of each. */
  readonly types: readonly string[];
}

/** What one fetch brought: its objects by join, a root fetch's one object in a list of its own. */
export interface Brought {
  readonly found: readonly (readonly (FoundObject | undefined)[])[];
  readonly errors: readonly GraphQLFormattedError[];
}

/** What is expected in `data`: the object of a root fetch, or the entities of joins. */
export type Expected =
  | { readonly kind: 'root'; readonly place: AnswerPlace }
  | { readonly kind: 'entities'; readonly asked: readonly JoinAnswer[] };

const dataOpening = new TextEncoder().encode('"data":');
const errorsOpening = new TextEncoder().encode('"errors":');
const nothing: readonly GraphQLFormattedError[] = [];

/** An answer over HTTP. What it holds can be let go before the last reference to it is. */
export interface Received {
  readonly status: number;
  /** The body's bytes as Latin-1. */
  text: string;
  /** Undefined where neither way of reading made sense of it. */
  brought: Brought | undefined;
}

/** Reads the body of an answer while its bytes are there. */
export function readRaw(expected: Expected, raw: RawAnswer, http: HttpExchange): Received {
  const text = raw.body.toString('latin1');
  return { status: raw.status, text, brought: broughtBy(expected, raw, text, http) };
}

function broughtBy(expected: Expected, raw: RawAnswer, text: string, http: HttpExchange): Brought | undefined {
  if (raw.status >= 200 && raw.status < 300 && isUtf8(raw.body)) {
    try {
      return readText(expected, new TextReader(raw.body, text));
    } catch (thrown) {
      if (!(thrown instanceof Unexpected)) throw thrown;
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
    return readResponse(expected, response, bytesOfJson);
  } catch (thrown) {
    if (!(thrown instanceof Unexpected)) throw thrown;
    return undefined;
  }
}

/** The answer as it came, for who reads it once more. */
export function rawOf({ status, text }: Received): RawAnswer {
  return { status, body: Buffer.from(text, 'latin1') };
}

/** Reads an answer that is objects. Throws Unexpected. */
export function readResponse(expected: Expected, { data, errors }: SubgraphResponse, write: LeafWriter): Brought {
  if (!data) throw Unexpected.answer;
  if (expected.kind === 'root')
    return { found: [[readObject(expected.place, data, write)]], errors: errors ?? nothing };
  const found = expected.asked.map(({ join, types }) => {
    const entities = data[join.responseKey];
    if (!Array.isArray(entities) || entities.length !== types.length) throw Unexpected.answer;
    return types.map((typename, index) => {
      const entity: unknown = entities[index];
      if (entity === null) return undefined;
      if (typeof entity !== 'object' || Array.isArray(entity)) throw Unexpected.answer;
      const { __typename: named = typename } = entity as Record<string, unknown>;
      if (named !== typename) throw Unexpected.answer;
      return readObject(join.place, entity as Record<string, unknown>, write, typename);
    });
  });
  return { found, errors: errors ?? nothing };
}

/** JSON whose characters are the bytes of its UTF-8. */
export function bytesOfJson(value: unknown): string {
  const text = jsonText(value);

  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text).toString('latin1');
}

function readText(expected: Expected, reader: TextReader): Brought {
  const { bytes, text } = reader;
  let found: Brought['found'] | undefined;
  let errors = nothing;
  reader.take(openObject);
  do {
    const afterData = skipBytes(bytes, reader.at, dataOpening);
    if (afterData >= 0) {
      if (found) throw Unexpected.answer;
      reader.at = afterData;
      found = expected.kind === 'root' ? [[reader.object(expected.place)]] : readEntities(expected.asked, reader);
      continue;
    }
    const afterErrors = skipBytes(bytes, reader.at, errorsOpening);
    if (afterErrors >= 0) {
      reader.at = skipped(skipAny(bytes, text, afterErrors));
      errors = readErrors(text.slice(afterErrors, reader.at));
      continue;
    }
    reader.at = skipped(skipString(bytes, reader.at));
    reader.take(colon);
    reader.at = skipped(skipAny(bytes, text, reader.at));
  } while (reader.takes(comma));
  reader.take(closeObject);
  if (reader.at !== bytes.length || !found) throw Unexpected.answer;
  return { found, errors };
}

function readEntities(asked: readonly JoinAnswer[], reader: TextReader): (FoundObject | undefined)[][] {
  reader.take(openObject);
  const found = asked.map(({ join, types }, index) => {
    if (index > 0) reader.take(comma);
    reader.at = skipped(skipBytes(reader.bytes, reader.at, join.opening));
    reader.take(openList);
    const entities = types.map((typename, position) => {
      if (position > 0) reader.take(comma);
      return reader.takesNull() ? undefined : reader.object(join.place, typename);
    });
    reader.take(closeList);
    return entities;
  });
  reader.take(closeObject);
  return found;
}

function readErrors(text: string): readonly GraphQLFormattedError[] {
  const errors: unknown = JSON.parse(Buffer.from(text, 'latin1').toString());
  return believable('', { data: {}, errors }, { zh: '', en: '' }).errors ?? nothing;
}

function skipped(at: number): number {
  if (at < 0) throw Unexpected.answer;
  return at;
}
