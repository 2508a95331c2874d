import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../../kit/data/database.js';
import { Session } from '../../../kit/data/session.js';
import { BytesOnDisk } from '../../../kit/files/bytes-on-disk.js';
import { fileInSight } from '../../../kit/files/file-in-sight.js';
import { keepFile, mayUpload } from '../../../kit/files/keep-file.js';
import type { StoredFile } from '../../../kit/files/stored-file.js';
import type { Clock } from '../../../kit/module/context.js';
import type { Class, Module } from '../../../kit/module/define.js';
import type { RequestContext } from '../../request-context.js';
import type { IncomingRequest, RequestIntake } from '../request-intake.js';
import type { Room } from '../server.js';
import { answerError, answerJson } from './answer-files.js';
import {
  fileEncoded,
  fileNotInSight,
  fileTooLarge,
  fileTypeRefused,
  loginMissing,
  methodNotAllowed,
  mostBytes,
} from './file-faults.js';
import { inspectFile } from './inspect-file.js';
import { receiveBytes } from './receive-bytes.js';

/** What the room needs of the portal. */
export interface FilesSurroundings {
  readonly database: Database;
  readonly clock: Clock;
  readonly intake: RequestIntake;
  readonly dataFolder: string;
  /** Those that are installed: a file whose owner's module is gone is out of sight. */
  modules(): readonly Module[];
}

/** Milliseconds after which a reader who takes no more bytes is left. */
const idle = 30_000;

/**
 * `POST /files`: the body is the file; answers its id. `GET /files/{id}`: the bytes, for whoever sees the row that the
 * file belongs to. Neither takes a cookie, so a foreign page can make no request that counts.
 */
export function filesRoom(surroundings: FilesSurroundings): Room {
  const files = new Files(surroundings);
  return {
    accepts: (path) => path === '/files' || path.startsWith('/files/'),
    respond: (request, response) => files.respond(request, response),
  };
}

class Files {
  readonly #surroundings: FilesSurroundings;
  readonly #bytes: BytesOnDisk;

  constructor(surroundings: FilesSurroundings) {
    this.#surroundings = surroundings;
    this.#bytes = new BytesOnDisk(surroundings.dataFolder);
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = this.#surroundings.intake.open(request, response);
    response.setHeader('x-request-id', incoming.requestId);
    try {
      const [path = ''] = (request.url ?? '').split('?');
      if (path === '/files') await this.#post(request, response, incoming);
      else await this.#get(path.slice('/files/'.length), request, response, incoming);
    } catch (error) {
      if (response.destroyed) return;
      if (response.headersSent) incoming.mask(error);
      else await answerError(request, response, error, incoming);
    } finally {
      incoming.close();
    }
  }

  async #post(request: IncomingMessage, response: ServerResponse, incoming: IncomingRequest): Promise<void> {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      throw methodNotAllowed('POST');
    }
    const { headers } = request;
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') throw fileEncoded(encoding.slice(0, 64));
    if (headers['content-type']?.toLowerCase().startsWith('multipart/')) throw fileTypeRefused('multipart');
    if (Number(headers['content-length'] ?? 0) > mostBytes) throw fileTooLarge();
    // The caller comes before the body: who is not known shall not cost twenty megabytes.
    const context = await incoming.identify();
    if (context.caller.kind === 'anonymous') throw loginMissing();
    await mayUpload(new Session(this.#surroundings.database, context.caller));
    const file = await this.#receive(request, context);
    const { id, mediaType, size, sm3, takenAt, longitude, latitude } = file;
    response.setHeader('location', `/files/${id}`);
    answerJson(response, 201, { id, mediaType, size, sm3, takenAt, longitude, latitude });
  }

  async #receive(request: IncomingMessage, { caller, signal }: RequestContext): Promise<StoredFile> {
    const { database, clock } = this.#surroundings;
    const incoming = await this.#bytes.receive();
    try {
      const facts = await readAndClose(incoming.handle, async (handle) => {
        const received = await receiveBytes(request, handle, signal);
        return { ...received, ...(await inspectFile(handle, received.size)) };
      });
      const uploaded = { caller, now: clock.now() };
      return await keepFile(database, this.#bytes, uploaded, { ...facts, incoming: incoming.file });
    } finally {
      await this.#bytes.discard(incoming.file);
    }
  }

  async #get(id: string, request: IncomingMessage, response: ServerResponse, incoming: IncomingRequest): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      throw methodNotAllowed('GET, HEAD');
    }
    const { caller } = await incoming.identify();
    const session = new Session(this.#surroundings.database, caller);
    const file = await fileInSight({ caller, session }, (name) => this.#entityNamed(name), id);
    if (file === null) throw fileNotInSight();
    const etag = `"${file.digest}"`;
    response.setHeader('etag', etag);
    response.setHeader('cache-control', 'private, no-cache');
    response.setHeader('vary', 'authorization, origin');
    if (tagsOf(request).includes(etag)) return void response.writeHead(304).end();
    await this.#send(file, request, response);
  }

  #entityNamed(name: string): Class | null {
    const entities = this.#surroundings.modules().flatMap(({ subgraph }) => subgraph?.entities ?? []);
    return entities.find(({ entity }) => entity.name === name)?.entity ?? null;
  }

  async #send({ id, digest, mediaType, size }: StoredFile, request: IncomingMessage, response: ServerResponse) {
    const handle = await this.#bytes.open(digest);
    try {
      response.writeHead(200, {
        'content-type': mediaType,
        'content-length': size,
        'content-disposition': `attachment; filename="${id}.${endings[mediaType] ?? 'bin'}"`,
        // Whatever the bytes would do in a browser, they do nothing.
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
      });
      if (request.method === 'HEAD') return void response.end();
      response.setTimeout(idle, () => response.destroy());
      await pipeline(handle.createReadStream({ start: 0, end: size - 1, autoClose: false }), response);
    } finally {
      await handle.close();
    }
  }
}

async function readAndClose<T>(handle: FileHandle, read: (handle: FileHandle) => Promise<T>): Promise<T> {
  try {
    return await read(handle);
  } finally {
    await handle.close();
  }
}

function tagsOf(request: IncomingMessage): string[] {
  return (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'video/mp4': 'mp4',
  'audio/mp4': 'm4a',
  'application/pdf': 'pdf',
};
