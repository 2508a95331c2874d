import { readFile } from 'node:fs/promises';
import { Fault } from '../kit/module/fault.js';
import { commands } from './commands.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';
import { parseArguments } from './parse-arguments.js';
import { PortalRefusal } from './portal/portal-refusal.js';
import type { Settings } from './settings.js';
import { tellUsage, tellUsageOf } from './tell-usage.js';
import { Terminal } from './terminal.js';

/** Runs what was typed after `yimen`; answers the exit code. Never rejects. */
export async function runCommand(typed: readonly string[], settings: Settings, folder: string): Promise<number> {
  const { language } = settings;
  const terminal = new Terminal(language, typed.includes('--json'));
  try {
    const parsed = parseArguments(commands, typed);
    if (parsed.asksFor === 'version') {
      const version = await ownVersion();
      terminal.answer({ version }, version);
      return exitCodes.done;
    }
    const { command } = parsed;
    if (command === null) {
      terminal.answer(
        commands.map(({ words }) => words.join(' ')),
        tellUsage(commands, parsed.group, language),
      );
      return parsed.asksFor === 'help' ? exitCodes.done : exitCodes.wrongUse;
    }
    if (parsed.asksFor === 'help') {
      terminal.answer(command.words.join(' '), tellUsageOf(command, language));
      return exitCodes.done;
    }
    return await command.run(parsed.given, { terminal, settings, folder });
  } catch (error) {
    return tellFailure(error, terminal);
  }
}

function tellFailure(error: unknown, terminal: Terminal): number {
  if (error instanceof PortalRefusal) {
    if (terminal.json) terminal.answer({ errors: error.errors }, '');
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof Fault) {
    const message = terminal.in(error.sentence);
    if (terminal.json) terminal.answer({ errors: [{ message, extensions: error.extensions }] }, '');
    process.stderr.write(`${message}\n`);
    return exitCodeOf[error.code];
  }
  terminal.note({ zh: 'yimen 自身出错:', en: 'yimen failed:' });
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.defect;
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
