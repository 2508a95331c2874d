import { styleText } from 'node:util';
import type { Bilingual } from '../kit/module/fault.js';

type Colour = 'red' | 'green' | 'yellow' | 'bold';

/** Where a command answers: what it is asked for on standard output, everything else on standard error. */
export class Terminal {
  readonly language: 'zh' | 'en';
  /** Whether the answer is for programs: JSON, and nothing else on standard output. */
  readonly json: boolean;

  constructor(language: 'zh' | 'en', json: boolean) {
    this.language = language;
    this.json = json;
  }

  /** A sentence in the language of the terminal. */
  in(sentence: Bilingual): string {
    return sentence[this.language];
  }

  /** Answers: as text for people, or the whole value for programs. */
  answer(value: unknown, text: string): void {
    const shown = this.json ? JSON.stringify(value, null, 2) : text;
    if (shown !== '') process.stdout.write(`${shown}\n`);
  }

  /** Says something beside the answer. */
  note(sentence: Bilingual): void {
    process.stderr.write(`${this.in(sentence)}\n`);
  }

  /** A text in a colour, where the answer goes to a terminal that has colours. */
  coloured(colour: Colour, text: string): string {
    return styleText(colour, text, { stream: process.stdout });
  }
}
