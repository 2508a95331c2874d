import { at, type Chance } from '../../scripts/county/random.js';
import { placeInGrid } from '../../scripts/sample/place-in-grid.js';
import type { TownPeople } from './people.js';

/** A verb that somebody does, as an operation. */
export interface Verb {
  readonly as: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Told of the answer, so that the event is there for its next verb. */
  readonly answered: (answer: string | null) => void;
}

interface Target {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

const answer = '{ id version state }';
const target = '$id: ID!, $version: Int!';
const passed = 'id: $id, version: $version';

const reporting = `mutation Report($report: ReportEventInput!) { row: reportEvent(report: $report) ${answer} }`;

/** What is done to an event in each state, by whom of its town, and what it is given. */
const next: Readonly<
  Record<string, { readonly by: keyof TownPeople; readonly query: string; given(of: TownPeople): object }>
> = {
  REPORTED: {
    by: 'dispatcher',
    query: `mutation Accept(${target}) { row: acceptEvent(${passed}) ${answer} }`,
    given: () => ({}),
  },
  ACCEPTED: {
    by: 'dispatcher',
    query: `mutation File(${target}) {
      row: fileEvent(${passed}, category: "0204", platform: "综合执法局") ${answer} }`,
    given: () => ({}),
  },
  FILED: {
    by: 'dispatcher',
    query: `mutation Dispatch(${target}, $lead: ID!) {
      row: dispatchEvent(${passed}, leadOrganization: $lead, reason: "就近处置") ${answer} }`,
    given: ({ body }) => ({ lead: body }),
  },
  DISPATCHED: {
    by: 'handler',
    query: `mutation TakeOn(${target}) { row: acceptAssignment(${passed}) ${answer} }`,
    given: () => ({}),
  },
};

/**
 * The first verbs of events, each after the one before it was answered: whatever event waits longest goes on, and where none
 * waits a town's officer reports one with one of the officer's photos.
 */
export class VerbChain {
  readonly #waiting: { readonly row: Target; readonly of: TownPeople }[] = [];
  readonly #towns: readonly TownPeople[];
  readonly #photos: Map<string, string[]>;
  readonly #chance: Chance;
  #reports = 0;

  constructor(towns: readonly TownPeople[], photos: ReadonlyMap<string, readonly string[]>, chance: Chance) {
    this.#towns = towns;
    this.#photos = new Map([...photos].map(([officer, ids]) => [officer, [...ids]]));
    this.#chance = chance;
  }

  /** The next verb. */
  next(): Verb {
    const waiting = this.#waiting.shift();
    if (!waiting) return this.#report();
    const { row, of } = waiting;
    const step = next[row.state];
    if (!step) return this.next();
    const variables = { id: row.id, version: row.version, ...step.given(of) };
    return { as: String(of[step.by]), query: step.query, variables, answered: this.#goOn(of) };
  }

  #report(): Verb {
    const of = at(this.#towns, this.#reports % this.#towns.length);
    this.#reports += 1;
    const photo = this.#photos.get(of.officer)?.pop();
    const report = {
      description: '路口占道摆摊,影响通行。',
      ...placeInGrid(of.grid, this.#chance),
      files: photo === undefined ? [] : [photo],
    };
    return { as: of.officer, query: reporting, variables: { report }, answered: this.#goOn(of) };
  }

  #goOn(of: TownPeople): Verb['answered'] {
    return (text) => {
      const row = (JSON.parse(text ?? '{}') as { data?: { row?: Target | null } | null }).data?.row;
      if (row) this.#waiting.push({ row, of });
    };
  }
}
