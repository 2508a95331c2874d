import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { asking } from '../portal/ask-portal.js';
import { readName } from './read-project.js';
import { missing, readRegistered, type Registered, type Version, versionNumbered } from './read-versions.js';

const document = `query DiffVersions($from: ID!, $to: ID!) {
  compareVersions(from: $from, to: $to) { kind coordinate before after }
}`;

interface Change {
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly coordinate: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Says how two versions differ: the one in use and the newest, unless others are named. */
export async function diffVersions(given: Given, at: Surroundings): Promise<number> {
  const { terminal, folder } = at;
  const name = await readName(given, folder);
  const ask = await asking(given, at);
  const registered = await readRegistered(ask, name);
  const [from, to] = compared(registered, given.value('from'), given.value('to'));
  const { compareVersions: changes } = await ask<{ readonly compareVersions: readonly Change[] }>(document, {
    from: from.id,
    to: to.id,
  });
  const heading = terminal.in({
    zh: `「${name}」第 ${from.number} 版到第 ${to.number} 版:${changes.length} 处差异`,
    en: `"${name}" from version ${from.number} to ${to.number}: ${changes.length} differences`,
  });
  terminal.answer(changes, [heading, ...changes.flatMap(linesOf)].join('\n'));
  return exitCodes.done;
}

function compared(registered: Registered, from: string | undefined, to: string | undefined): [Version, Version] {
  const { name, versions } = registered;
  const later = to === undefined ? (versions.at(-1) ?? missing(name, nothing)) : versionNumbered(registered, 'to', to);
  if (from !== undefined) return [versionNumbered(registered, 'from', from), later];
  const inUse = versions.find(({ state, id }) => state === 'INSTALLED' && id !== later.id);
  const before = versions.findLast(({ number }) => number < later.number);
  return [inUse ?? before ?? missing(name, nothing), later];
}

const nothing = { zh: '可比较的另一版', en: 'to compare with' };

function linesOf({ coordinate, before, after }: Change): string[] {
  const shown = (sign: string, text: string | null): string[] =>
    text === null ? [] : text.split('\n').map((line) => `  ${sign} ${line}`);
  return [coordinate, ...shown('-', before), ...shown('+', after)];
}
