import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Draft, writeDraft } from '../kit/files/write-whole.js';
import type { Log } from '../kit/module/host.js';

/** Where copies are kept, and the Ed25519 key that signs them. */
interface SignedCopiesParts {
  readonly folder: string;
  readonly signingKey: KeyObject;
  readonly log: Log;
}

// Both off the loop: a supergraph may have megabytes.
const signed = promisify<null, Buffer, KeyObject, Buffer>(sign);
const verified = promisify<null, Buffer, KeyObject, Buffer, boolean>(verify);

const shape = /^\{"signature":"([A-Za-z0-9+/]{86}==)","content":(.*)\}\n$/s;

/**
 * What a portal keeps of what it served and believes when it starts again: files that may say where callers' tokens go and who may
 * read what, so that whoever can write the folder alone cannot change them.
 */
export class SignedCopies {
  readonly #parts: SignedCopiesParts;
  readonly #publicKey: KeyObject;

  constructor(parts: SignedCopiesParts) {
    this.#parts = parts;
    this.#publicKey = createPublicKey(parts.signingKey);
  }

  /** Copies that nobody but this process is to believe. */
  static ofThisProcess(folder: string, log: Log): SignedCopies {
    return new SignedCopies({ folder, signingKey: generateKeyPairSync('ed25519').privateKey, log });
  }

  /** What was kept last under a name; null where nothing was. What this key did not sign, or is not whole, is told and counts as nothing. */
  async read(name: string): Promise<unknown> {
    const file = this.#file(name);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    });
    if (text === null) return null;
    const [, signature = '', content = ''] = shape.exec(text) ?? [];
    const isOurs = await verified(null, bytesOf(name, content), this.#publicKey, Buffer.from(signature, 'base64'));
    if (isOurs) return JSON.parse(content);
    this.#parts.log.error({ file }, 'A copy of what was served last is not as this portal signs it, and is not used.');
    return null;
  }

  /** Keeps something in its place, whole or not at all. */
  async keep(name: string, value: unknown): Promise<void> {
    const draft = await this.draft(name, value);
    await draft.place();
  }

  /** Signs and writes something that is kept once its draft is placed. Whoever asked places it or discards it. */
  async draft(name: string, value: unknown): Promise<Draft> {
    await mkdir(this.#parts.folder, { recursive: true });
    const content = JSON.stringify(value);
    const signature = (await signed(null, bytesOf(name, content), this.#parts.signingKey)).toString('base64');
    return writeDraft(this.#file(name), `{"signature":"${signature}","content":${content}}\n`);
  }

  #file(name: string): string {
    return path.join(this.#parts.folder, `${name}.json`);
  }
}

/** What is signed: the name with it, so that no other signature of the key, and no other copy, is good for it. */
function bytesOf(name: string, content: string): Buffer {
  return Buffer.from(`yimen copy of ${name} 1\n${content}`);
}
