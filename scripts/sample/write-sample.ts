import type { Execute } from '../../kit/data/database.js';
import { eventWorkflow } from '../../subgraphs/dispatch/event-workflow.js';
import { timerName } from '../../kit/deadlines/change-deadlines.js';
import type { Chance } from '../county/random.js';
import type { CountyFacts } from './county-facts.js';
import { awaitedBy } from './awaited-by.js';
import type { SampledEvent } from './sample-events.js';
import { sampleId } from './sample-id.js';
import type { SampledScore } from './score-of-event.js';

/** An event with the score that it got, if it came so far. */
export interface ScoredEvent extends SampledEvent {
  readonly score: SampledScore | null;
}

type Row = Readonly<Record<string, unknown>>;

/** Rows that one statement writes at most: a statement is text, and stands in memory several times on its way. */
const rowsOfStatement = 2_000;

/**
 * Events with all that belongs to them as the rows of their tables, each a text of JSON already: what an event was made of
 * is let go with the event, and what is written is made while other events are being written.
 */
export class SampleBatch {
  readonly #rows = new Map<string, string[]>();
  /** The last number of each series. */
  readonly #numbers = new Map<string, number>();
  /** How many events it holds. */
  events = 0;

  /** Adds an event; the identifiers of its timers and inbox entries are drawn now. */
  add(made: ScoredEvent, facts: CountyFacts, chance: Chance): void {
    const { life, report, assignments, score } = made;
    this.#add('dispatch.events', [life.event as unknown as Row]);
    this.#add('dispatch.event_reports', [report as unknown as Row]);
    this.#add('dispatch.event_assignments', assignments as unknown as Row[]);
    this.#add('dispatch.inbox_entries', awaitedBy(life.event, facts, chance));
    this.#add('kit.timeline', timelineOf(made));
    this.#add('kit.timers', timersOf(made, chance));
    this.#add('evaluation.score_evidence', score?.evidence ?? []);
    this.#add('evaluation.posted_scores', score ? [score.posted] : []);
    const [, town = '', day = '', number = ''] = /^E(\d{9})(\d{8})(\d{6})$/.exec(life.event.eventNo) ?? [];
    this.#numbers.set(`event ${town} ${day}`, Number(number));
    this.events += 1;
  }

  /** Writes what it holds, in the order in which the tables came, a few statements for each. */
  async write(execute: Execute): Promise<void> {
    for (const [table, rows] of this.#rows) {
      for (let from = 0; from < rows.length; from += rowsOfStatement) {
        const some = rows.slice(from, from + rowsOfStatement).join(',');
        await execute(`insert into ${table} select * from json_populate_recordset(null::${table}, ?::json)`, [
          `[${some}]`,
        ]);
      }
    }
    await this.#countNumbers(execute);
  }

  #add(table: string, rows: readonly Row[]): void {
    const held = this.#rows.get(table) ?? [];
    this.#rows.set(table, held);
    for (const row of rows) held.push(JSON.stringify(columnsOf(row)));
  }

  /** Takes the numbers of the batch from their series, so that the next event of the day goes on from there. */
  async #countNumbers(execute: Execute): Promise<void> {
    const series = [...this.#numbers].map(([name, last]) => ({ series: name, last }));
    await execute(
      `insert into kit.numbers (series, last)
         select series, last from jsonb_to_recordset(?::jsonb) as given(series text, last bigint)
       on conflict (series) do update set last = greatest(numbers.last, excluded.last)`,
      [JSON.stringify(series)],
    );
  }
}

function timelineOf({ life }: ScoredEvent): Row[] {
  return life.entries.map(({ from, to, organization, values, personal, ...entry }) => ({
    ...entry,
    fromState: from,
    toState: to,
    organizationCode: organization,
    content: { values, personal },
    salts: {},
  }));
}

function timersOf({ life }: ScoredEvent, chance: Chance): Row[] {
  return life.timers.map(({ name, length, startedAt, dueAt, ...timer }) => ({
    ...timer,
    id: sampleId(startedAt, chance),
    module: eventWorkflow.module,
    name: timerName(eventWorkflow, name),
    about: life.event.id,
    regionCode: life.event.regionCode,
    startedAt,
    countedFrom: startedAt,
    dueAt,
    amount: length.amount,
    unit: length.unit,
    extended: false,
    released: false,
  }));
}

/** A row under the names of its columns; a text that is searched becomes a vector of its words. */
function columnsOf(row: Row): Row {
  const columns: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(row)) {
    columns[columnOf(property)] = property === 'search' ? vectorOf(String(value)) : value;
  }
  return columns;
}

/** Names of columns by those of properties, of which there are a few dozen and millions of values. */
const knownColumns = new Map<string, string>();

function columnOf(property: string): string {
  let column = knownColumns.get(property);
  if (column === undefined) {
    column = property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    knownColumns.set(property, column);
  }
  return column;
}

/** Words as PostgreSQL reads a vector of them, each at its place as the configuration `simple` would have it. */
function vectorOf(words: string): string {
  return words
    .split(' ')
    .map((word, index) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}':${index + 1}`)
    .join(' ');
}
