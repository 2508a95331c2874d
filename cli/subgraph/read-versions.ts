import { Fault } from '../../kit/module/fault.js';
import type { Ask } from '../portal/ask-portal.js';
import { PortalRefusal } from '../portal/portal-refusal.js';

/** A version as the commands about one subgraph ask for it. */
export interface Version {
  readonly id: string;
  readonly number: number;
  readonly state: 'WAITING' | 'INSTALLED' | 'KEPT' | 'REJECTED';
  /** Goes up with each change of the row. */
  readonly version: number;
  readonly url: string;
  readonly digest: string;
  readonly publishedAt: string;
}

/** One subgraph with its newest hundred versions, by their numbers. */
export interface Registered {
  readonly name: string;
  readonly latest: number;
  readonly organization: { readonly code: string; readonly name: string | null } | null;
  readonly versions: readonly Version[];
}

const document = `query VersionsOfSubgraph($name: ID!) {
  subgraph(name: $name) {
    name latest organization { code name }
    versions(last: 100) { edges { node { id number state version url digest publishedAt } } }
  }
}`;

interface Answered {
  readonly subgraph: Omit<Registered, 'versions'> & {
    readonly versions: { readonly edges: readonly { readonly node: Version }[] };
  };
}

/** Reads a subgraph of the register. Raises PortalRefusal, code NOT_FOUND, for a name that nobody has. */
export async function readRegistered(ask: Ask, name: string): Promise<Registered> {
  const { subgraph } = await ask<Answered>(document, { name });
  return { ...subgraph, versions: subgraph.versions.edges.map(({ node }) => node) };
}

/** The same; null for a name that nobody has. */
export function readKnown(ask: Ask, name: string): Promise<Registered | null> {
  return readRegistered(ask, name).catch((error: unknown) => {
    if (error instanceof PortalRefusal && error.code === 'NOT_FOUND') return null;
    throw error;
  });
}

/** The version of that number. Fault INVALID, reason OPTION_WRONG, for no number; NOT_FOUND, reason VERSION_MISSING. */
export function versionNumbered({ name, versions }: Registered, option: string, typed: string): Version {
  const number = numberIn(option, typed);
  return versions.find((each) => each.number === number) ?? missing(name, { zh: `第 ${number} 版`, en: `${number}` });
}

/** The number that an option has as its value. Fault INVALID, reason OPTION_WRONG. */
export function numberIn(option: string, typed: string): number {
  if (/^\d{1,9}$/.test(typed)) return Number(typed);
  throw new Fault(
    'INVALID',
    { zh: `选项 --${option}:「${typed}」须是整数。`, en: `--${option}: "${typed}" must be a whole number.` },
    { reason: 'OPTION_WRONG' },
  );
}

/** Throws the Fault for a version that a subgraph does not have; `which` says what was looked for. */
export function missing(name: string, which: { readonly zh: string; readonly en: string }): never {
  throw new Fault(
    'NOT_FOUND',
    { zh: `子图「${name}」没有${which.zh}。`, en: `"${name}" has no version ${which.en}.` },
    { reason: 'VERSION_MISSING' },
  );
}
