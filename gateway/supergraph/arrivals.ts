import path from 'node:path';
import { restOf } from './at-rest.js';

/**
 * A folder that is written in its place is taken as whole when nothing in it has changed for this many milliseconds. One that
 * was written aside and then moved is taken at once.
 */
const calm = 150;

/**
 * The same where nothing in it has changed since it was first heard of, and its times do not tell that it was moved: a file
 * system notes times by its ticks, and a folder may be moved in the tick in which it was written. One that is written in its
 * place, file by file, is heard of with its first.
 */
const calmOfMoved = 50;

/** The folders in a folder of which something was heard, and how long it takes until they may be taken as whole. */
export class Arrivals {
  readonly #parent: string;
  readonly #changed = new Set<string>();
  readonly #firstHeard = new Map<string, number>();

  constructor(parent: string) {
    this.#parent = parent;
  }

  /** Something happened to a file or folder, named as it stands below the parent. */
  heard(file: string): void {
    const [name = ''] = file.split(path.sep);
    this.#changed.add(name);
    if (!this.#firstHeard.has(name)) this.#firstHeard.set(name, Date.now());
  }

  /** Milliseconds until all of them may be taken as whole. What is gone is not waited for. */
  async untilWhole(): Promise<number> {
    return Math.max(0, ...(await Promise.all([...this.#changed].map((name) => this.#untilWhole(name)))));
  }

  /** Their names; from now on they count as taken. */
  take(): string[] {
    const names = [...this.#changed];
    this.#changed.clear();
    return names;
  }

  async #untilWhole(name: string): Promise<number> {
    const { milliseconds, isMoved } = await restOf(path.join(this.#parent, name));
    if (isMoved) return 0;
    const firstHeard = this.#firstHeard.get(name) ?? 0;
    // Kept while the folder stands: one that was looked at before its files came is written in its place.
    if (milliseconds === Infinity) this.#firstHeard.delete(name);
    return (Date.now() - milliseconds < firstHeard ? calmOfMoved : calm) - milliseconds;
  }
}
