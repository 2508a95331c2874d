import { readFile } from 'node:fs/promises';
import { WrongSetting } from '../read-setting.js';

/** The documents that the county's own clients were built with. */
export interface TrustedDocuments {
  /** The text of an id. */
  textOf(id: string): string | undefined;
  /** Whether a text is one of them, to the letter. */
  has(text: string): boolean;
  readonly size: number;
  /** Names of the operations in them. */
  readonly names: ReadonlySet<string>;
}

/**
 * Reads a manifest: Apollo's (`{"format": "apollo-persisted-query-manifest", "operations": [{"id", "body"}]}`), or a map from
 * ids to texts, as Relay and GraphQL Code Generator write it. Throws WrongSetting, which says what is wrong with the file.
 */
export async function readTrustedDocuments(file: string): Promise<TrustedDocuments> {
  const wrong = (why: string, cause?: unknown) =>
    new WrongSetting(`TRUSTED_DOCUMENTS is "${file}", ${why}.`, { cause });
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrong(`which cannot be read (${error.code})`, error);
  });
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    throw wrong(`which is not JSON: ${(error as Error).message}`, error);
  }
  const texts = new Map<string, string>();
  for (const [id, body] of entriesOf(manifest)) {
    if (typeof id !== 'string' || id === '' || typeof body !== 'string' || body === '')
      throw wrong('in which an operation has no id or no body');
    const plain = id.replace(/^sha256:/, '');
    if (texts.has(plain) && texts.get(plain) !== body) throw wrong(`which gives the id "${plain}" to two documents`);
    texts.set(plain, body);
  }
  if (texts.size === 0) throw wrong('which holds no operation');
  const bodies = new Set(texts.values());
  return { textOf: (id) => texts.get(id), has: (body) => bodies.has(body), size: texts.size, names: namesIn(bodies) };
}

// Found by their words: a text that is no GraphQL is for the client that sends it to hear of.
function namesIn(bodies: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const body of bodies)
    for (const [, name] of body.matchAll(/\b(?:query|mutation|subscription)\s+([A-Za-z_]\w*)/g))
      if (name) names.add(name);
  return names;
}

function entriesOf(manifest: unknown): readonly (readonly [unknown, unknown])[] {
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) return [];
  if (!('operations' in manifest) || !Array.isArray(manifest.operations)) return Object.entries(manifest);
  return manifest.operations.map((operation: unknown) => {
    const { id, body } = (typeof operation === 'object' && operation !== null ? operation : {}) as {
      readonly id?: unknown;
      readonly body?: unknown;
    };
    return [id, body] as const;
  });
}
