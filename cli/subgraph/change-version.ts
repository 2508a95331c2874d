import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { asking } from '../portal/ask-portal.js';
import { PortalRefusal } from '../portal/portal-refusal.js';
import type { Terminal } from '../terminal.js';
import { readName } from './read-project.js';
import { missing, readRegistered, type Registered, type Version, versionNumbered } from './read-versions.js';

/** Brings a kept version back: the newest of them, or the one that `--to` numbers. */
export function rollbackSubgraph(given: Given, at: Surroundings): Promise<number> {
  const typed = given.value('to');
  const choose = (registered: Registered): Version => {
    if (typed !== undefined) return versionNumbered(registered, 'to', typed);
    const kept = registered.versions.findLast(({ state }) => state === 'KEPT');
    return kept ?? missing(registered.name, { zh: '留存的版本', en: 'that is kept' });
  };
  return change(given, at, 'rollbackSubgraph', choose);
}

/** Takes the version in use out of the graph. */
export function retireSubgraph(given: Given, at: Surroundings): Promise<number> {
  const choose = ({ name, versions }: Registered): Version =>
    versions.find(({ state }) => state === 'INSTALLED') ?? missing(name, { zh: '在用的版本', en: 'in use' });
  return change(given, at, 'retireSubgraph', choose);
}

async function change(
  given: Given,
  at: Surroundings,
  verb: 'rollbackSubgraph' | 'retireSubgraph',
  choose: (registered: Registered) => Version,
): Promise<number> {
  const { terminal, folder } = at;
  const name = await readName(given, folder);
  const ask = await asking(given, at);
  const { id, version } = choose(await readRegistered(ask, name));
  const document = `mutation Change($id: ID!, $version: Int!, $mayBreak: [ID!]!) {
    changed: ${verb}(id: $id, version: $version, mayBreak: $mayBreak) { id number state version }
  }`;
  const mayBreak = given.values('may-break');
  const { changed } = await ask<{ readonly changed: Version }>(document, { id, version, mayBreak }).catch(
    (error: unknown) => {
      if (error instanceof PortalRefusal) tellOverrides(error, terminal);
      throw error;
    },
  );
  const { number, state } = changed;
  const ends = {
    zh: state === 'INSTALLED' ? '已在总图中' : '已退出总图',
    en: state === 'INSTALLED' ? 'is part of the graph' : 'left the graph',
  };
  const text = { zh: `「${name}」第 ${number} 版${ends.zh}。`, en: `"${name}", version ${number}, ${ends.en}.` };
  terminal.answer(changed, terminal.coloured('green', terminal.in(text)));
  return exitCodes.done;
}

/** Where nothing but operations of clients stand in the way, says by which options they may break. */
function tellOverrides({ errors }: PortalRefusal, terminal: Terminal): void {
  const details = errors[0]?.extensions?.['details'] as { readonly findings?: readonly Finding[] } | undefined;
  const findings = details?.findings ?? [];
  if (findings.length === 0 || !findings.every(({ rule }) => rule === 'BREAKS_OPERATION')) return;
  const options = findings.map(({ about }) => `--may-break ${about}`).join(' ');
  terminal.note({ zh: `若仍要如此,请加:${options}`, en: `To do it all the same, add: ${options}` });
}

interface Finding {
  readonly rule: string;
  readonly about: string | null;
}
