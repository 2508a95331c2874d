/*
 * Plain numbers, counted where things happen and read when somebody asks for metrics. Whoever counts looks its number up once
 * and keeps it: nothing is put together of labels while a request is answered.
 */
/** Under which a number is told. */
export type Labels = Readonly<Record<string, string>>;

/** A number that only grows. */
export class Count {
  readonly labels: Labels;
  value = 0;

  constructor(labels: Labels) {
    this.labels = labels;
  }
}

/** Upper bounds in seconds: those that OpenTelemetry advises for HTTP, and two below, because much is answered sooner. */
export const bounds = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
] as const;

/** How long something took, each time. */
export class Distribution {
  readonly labels: Labels;
  /** How many in each bucket alone, the last for those above all bounds. */
  readonly counts = new Float64Array(bounds.length + 1);
  sum = 0;

  constructor(labels: Labels) {
    this.labels = labels;
  }

  observe(milliseconds: number): void {
    const seconds = milliseconds / 1_000;
    let bucket = 0;
    while (bucket < bounds.length && seconds > (bounds[bucket] ?? 0)) bucket += 1;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += seconds;
  }
}

/** A metric, and its numbers by label. */
export class Family<Child extends Count | Distribution> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly children: Child[] = [];
  readonly kind: 'counter' | 'histogram';
  readonly #make: (labels: Labels) => Child;

  constructor(
    { kind, name, help, labels }: Pick<Family<Child>, 'kind' | 'name' | 'help' | 'labels'>,
    make: (labels: Labels) => Child,
  ) {
    this.kind = kind;
    this.name = name;
    this.help = help;
    this.labels = labels;
    this.#make = make;
  }

  /** Makes a number, which whoever counts by it keeps. */
  child(labels: Labels): Child {
    const child = this.#make(labels);
    this.children.push(child);
    return child;
  }
}

/** What stands for all words beyond the most that are told apart. */
export const otherWord = '_OTHER';

/** Things by one word, made at its first sight; at most so many words, lest whoever chooses them fill the memory. */
export class ByWord<Kept> {
  readonly #known = new Map<string, Kept>();
  readonly #make: (word: string) => Kept;
  readonly #most: number;
  #other: Kept | undefined;

  constructor(make: (word: string) => Kept, most = 200) {
    this.#make = make;
    this.#most = most;
  }

  of(word: string): Kept {
    return this.#known.get(word) ?? this.#another(word);
  }

  #another(word: string): Kept {
    if (this.#known.size >= this.#most) return (this.#other ??= this.#make(otherWord));
    const made = this.#make(word);
    this.#known.set(word, made);
    return made;
  }
}
