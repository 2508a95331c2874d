import { at, type Chance } from '../../scripts/county/random.js';
import { placeInGrid } from '../../scripts/sample/place-in-grid.js';
import { type Arguments, operationOf } from '../../tests/subgraphs/dispatch/event-verbs.js';
import { type EventRow, lives, type Scene, type Step } from './lives.js';
import type { Part, TownPeople } from './people.js';

/** A verb that somebody does, as an operation. */
export interface Verb {
  /** Username of who does it. */
  readonly as: string;
  readonly query: string;
  readonly variables: Arguments;
  /** Told of the answer, so that the event is there for its next verb. */
  readonly answered: (answer: string | null) => void;
}

/** An event on its way through a life, in a town. */
interface Way {
  readonly of: TownPeople;
  readonly left: Step[];
  first?: EventRow;
  second?: EventRow;
}

/**
 * The lives of events, verb by verb, each after the one before it was answered: of those that wait the one goes on that is
 * nearest to its end, and where none waits one is reported in the next town. An event of which a verb was refused is left
 * alone.
 */
export class VerbChain {
  readonly #waiting: Way[] = [];
  readonly #towns: readonly TownPeople[];
  readonly #photos: ReadonlyMap<string, string[]>;
  readonly #chance: Chance;
  /** How often each verb was asked. */
  readonly asked = new Map<string, number>();
  /** What tells the tickets of one run from those of another. */
  readonly #run: string;
  #begun = 0;

  /** `photos` are files by the username of who sent them; `run` is a name that no other run on the database has. */
  constructor(
    towns: readonly TownPeople[],
    photos: ReadonlyMap<string, readonly string[]>,
    { chance, run }: { readonly chance: Chance; readonly run: string },
  ) {
    this.#towns = towns;
    this.#photos = new Map([...photos].map(([username, ids]) => [username, [...ids]]));
    this.#chance = chance;
    this.#run = run;
  }

  /** The next verb. */
  next(): Verb {
    const way = this.#nearest() ?? this.#begin();
    const [step] = way.left.splice(0, 1);
    if (!step) throw new Error('An event whose life is over waits for nothing.');
    const { verb, by } = step;
    this.asked.set(verb, (this.asked.get(verb) ?? 0) + 1);
    const row = step.second ? way.second : way.first;
    const target = row ? { id: row.id, version: row.version } : {};
    const given = { ...target, ...step.given?.(this.#sceneOf(way)) };
    const as = way.of.people[by].username;
    return { as, ...operationOf(verb, given, 'id version eventNo state'), answered: this.#goOn(way, step) };
  }

  #nearest(): Way | undefined {
    const least = Math.min(...this.#waiting.map(({ left }) => left.length));
    const found = this.#waiting.findIndex(({ left }) => left.length === least);
    return found < 0 ? undefined : this.#waiting.splice(found, 1)[0];
  }

  #begin(): Way {
    const of = at(this.#towns, this.#begun % this.#towns.length);
    const left = [...at(lives, this.#begun % lives.length)];
    this.#begun += 1;
    return { of, left };
  }

  #sceneOf({ of: { grid, people }, first }: Way): Scene {
    return {
      event: first,
      organization: (part) => people[part].organizations?.[0] ?? '',
      staffNumber: (part) => people[part].staffNumber ?? '',
      photo: (part: Part) => this.#photos.get(people[part].username)?.pop() ?? '',
      place: () => placeInGrid(grid, this.#chance),
      ticket: () => `${this.#run}-${this.#begun}`,
    };
  }

  #goOn(way: Way, { second }: Step): Verb['answered'] {
    return (text) => {
      const row = (JSON.parse(text ?? '{}') as { data?: { done?: EventRow | null } | null }).data?.done;
      if (!row) return;
      if (second) way.second = row;
      else way.first = row;
      if (way.left.length > 0) this.#waiting.push(way);
    };
  }
}
