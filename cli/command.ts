/**
 * Terminology.
 * - command: what is typed after `yimen`, one word or two; one entry of cli/commands.ts and one file that does it.
 * - option: what is typed with two hyphens; a flag has no value.
 */
import type { Bilingual } from '../kit/module/fault.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

/** An option of a command. */
export interface Option {
  readonly says: Bilingual;
  /** What its value is called in the help; left out for a flag. */
  readonly value?: string;
  /** Whether it may be given several times. */
  readonly multiple?: boolean;
}

/** What was typed for one command. */
export interface Given {
  /** The word that is no option; undefined where none was given. */
  readonly subject: string | undefined;
  /** The value of an option; undefined where it was not given. */
  value(option: string): string | undefined;
  values(option: string): readonly string[];
  flag(option: string): boolean;
}

/** What a command stands on. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly settings: Settings;
  /** The folder in which it was typed. */
  readonly folder: string;
}

/** One command. */
export interface Command {
  readonly words: readonly string[];
  readonly says: Bilingual;
  /** The word that it takes beside its options; in brackets where it may be left out. */
  readonly takes?: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly example: string;
  /** Does it; answers the exit code. Raises Fault, or PortalRefusal. */
  readonly run: (given: Given, at: Surroundings) => Promise<number>;
}
