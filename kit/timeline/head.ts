import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import { merkleRoot } from './merkle.js';

/** The share of one ledger in a head. */
export interface HeadPart {
  readonly ledger: string;
  readonly root: string;
  readonly leaves: number;
}

/** What is signed: a day's root over the roots of its ledgers, linked to the head of the day before. */
export interface HeadStatement {
  readonly day: string;
  readonly root: string;
  readonly leaves: number;
  readonly parts: readonly HeadPart[];
  /** Root of the head before; empty for the first. */
  readonly previous: string;
}

/** A statement with its signature (Ed25519, RFC 8032), and the key that it can be checked by. */
export interface Head extends HeadStatement {
  /** SM3 of the public key: what the office publishes, so that nobody takes another key for its own. */
  readonly keyId: string;
  /** SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  /** Base64. */
  readonly signature: string;
}

/** The root over the roots of ledgers, in the order of their names. */
export function rootOf(parts: readonly HeadPart[]): string {
  return merkleRoot(parts.map((part) => Buffer.from(canonicalJson(part))));
}

/** The share of a ledger: the root over its leaves. */
export function partOf(ledger: string, leaves: readonly string[]): HeadPart {
  return { ledger, root: merkleRoot(leaves.map((digest) => Buffer.from(digest, 'hex'))), leaves: leaves.length };
}

/** Signs a statement. The same statement and key give the same signature. */
export function signHead(statement: HeadStatement, key: KeyObject): Head {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    ...statement,
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.toString('base64'),
    signature: sign(null, textOf(statement), key).toString('base64'),
  };
}

/** Whether the signature is of this very statement, by the key that the head names. */
export function isSigned(head: Head): boolean {
  const der = Buffer.from(head.publicKey, 'base64');
  if (keyIdOf(der) !== head.keyId) return false;
  const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
  return verify(null, textOf(head), key, Buffer.from(head.signature, 'base64'));
}

function keyIdOf(publicKey: Buffer): string {
  return createHash('sm3').update(publicKey).digest('hex');
}

function textOf({ day, root, leaves, parts, previous }: HeadStatement): Buffer {
  return Buffer.from(canonicalJson({ day, root, leaves, parts, previous }));
}
