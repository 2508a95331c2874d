import { hash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import { ByteBoundedCache } from './byte-bounded-cache.js';
import type { GraphQLRequest, SentRequest } from './graphql-request.js';
import type { DocumentSettings } from '../document-settings.js';
import { readTrustedDocuments, type TrustedDocuments } from './trusted-documents.js';

/** What stands for documents besides their text. */
export interface DocumentParts {
  /** Null where no manifest is given. */
  readonly trusted: TrustedDocuments | null;
  /** Whether nothing but trusted documents is answered, on whatever way it comes. */
  readonly onlyTrusted: boolean;
  /** Whether clients may have their documents remembered by SHA-256 ("Automatic Persisted Queries"). */
  readonly remembers: boolean;
}

/** Opens what the settings say of documents. Throws WrongSetting for a manifest that cannot be used. */
export async function openDocuments({ trustedFile, onlyTrusted, remembers }: DocumentSettings): Promise<Documents> {
  const trusted = trustedFile === null ? null : await readTrustedDocuments(trustedFile);
  return new Documents({ trusted, onlyTrusted, remembers });
}

const boundOfKnownCallers = 16 * 1024 * 1024;
const boundOfAnonymous = 4 * 1024 * 1024;

/**
 * Finds the document that a request means. What is remembered by its hash is bounded in bytes, anonymous callers have a segment of
 * their own, and nothing is remembered before it was valid.
 */
export class Documents {
  readonly #parts: DocumentParts;
  readonly #known = new ByteBoundedCache<string>(boundOfKnownCallers);
  readonly #anonymous = new ByteBoundedCache<string>(boundOfAnonymous);

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  /** Bytes of each segment of what is remembered. */
  get bytes(): { readonly known: number; readonly anonymous: number } {
    return { known: this.#known.bytes, anonymous: this.#anonymous.bytes };
  }

  /** Names of the manifest's operations. */
  get names(): ReadonlySet<string> {
    return this.#parts.trusted?.names ?? new Set();
  }

  /**
   * The request with its document's text. Faults: FORBIDDEN, reason DOCUMENT_NOT_TRUSTED; INVALID, reason DOCUMENT_DIGEST, for a
   * text that is not the one its hash names. Throws the protocol's PERSISTED_QUERY_NOT_FOUND and PERSISTED_QUERY_NOT_SUPPORTED.
   */
  find(sent: SentRequest, isAnonymous: boolean): GraphQLRequest {
    const { query, documentId, operationName, variables } = sent;
    const { trusted, onlyTrusted } = this.#parts;
    const byId = documentId === null ? undefined : trusted?.textOf(documentId);
    if (byId !== undefined) {
      if (query !== null && query !== byId) throw anotherDocument(documentId ?? '');
      return { query: byId, operationName, variables };
    }
    if (onlyTrusted && !(query !== null && trusted?.has(query))) throw notTrusted();
    if (documentId === null) return { query: query ?? '', operationName, variables };
    return { ...this.#remembered(query, documentId, isAnonymous), operationName, variables };
  }

  #remembered(query: string | null, digest: string, isAnonymous: boolean): Pick<GraphQLRequest, 'query' | 'validated'> {
    if (!this.#parts.remembers) throw protocolError('PersistedQueryNotSupported', 'PERSISTED_QUERY_NOT_SUPPORTED');
    if (query === null) {
      const known = this.#known.get(digest) ?? (isAnonymous ? this.#anonymous.get(digest) : undefined);
      if (known === undefined) throw protocolError('PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND');
      return { query: known };
    }
    if (hash('sha256', query, 'hex') !== digest) throw anotherDocument(digest);
    const segment = isAnonymous ? this.#anonymous : this.#known;
    return { query, validated: () => segment.set(digest, query, query.length * 2) };
  }
}

function protocolError(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function anotherDocument(id: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `标识 ${id.slice(0, 64)} 不是所附文档的标识。`,
      en: `The id ${id.slice(0, 64)} is not that of the document beside it.`,
    },
    { reason: 'DOCUMENT_DIGEST', details: { id } },
  );
}

function notTrusted(): Fault {
  return new Fault(
    'FORBIDDEN',
    {
      zh: '本门户只受理已登记的文档;请先登记该文档再发布客户端。',
      en: 'Only documents of the manifest are answered here. Have the document listed before the client is released.',
    },
    { reason: 'DOCUMENT_NOT_TRUSTED' },
  );
}
