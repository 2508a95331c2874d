import { createHash } from 'node:crypto';
import type { Draft } from '../../kit/files/write-whole.js';
import type { SignedCopies } from '../signed-copies.js';
import type { ComposeRequest } from './compose.js';

/** A composition kept on disk, with the digest of what it was composed of. */
export interface KeptComposition {
  readonly digest: string;
  readonly supergraphSdl: string;
}

/** Digest of subgraphs: equal subgraphs need no second composition. */
export function digestOf(request: ComposeRequest): string {
  return createHash('sha256').update(JSON.stringify(request.subgraphs)).digest('hex');
}

const name = 'supergraph';

/** Reads the composition that served last, or null when there is none that can be believed. */
export async function readLastKnownGood(copies: SignedCopies): Promise<KeptComposition | null> {
  return (await copies.read(name)) as KeptComposition | null;
}

/** Writes a composition that may come to serve; it is kept once the draft is placed. */
export function draftLastKnownGood(copies: SignedCopies, composition: KeptComposition): Promise<Draft> {
  return copies.draft(name, composition);
}
