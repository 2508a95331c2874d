import type { Log } from '../../../kit/module/host.js';
import { createLog } from '../../../gateway/telemetry/log.js';

/** The portal's own log, whose lines a test reads. */
export interface KeptLines {
  readonly log: Log;
  /** The lines as they were written. */
  readonly lines: string[];
  /** The fields of those with this sentence. */
  withSentence(sentence: string): Record<string, unknown>[];
}

/** Opens a log of every level. */
export function keptLines(): KeptLines {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  const withSentence = (sentence: string): Record<string, unknown>[] =>
    lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === sentence);
  return { log, lines, withSentence };
}
