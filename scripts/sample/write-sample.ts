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

/** Writes a batch of events with all that belongs to them: one statement for each table. */
export async function writeBatch(
  execute: Execute,
  batch: readonly ScoredEvent[],
  facts: CountyFacts,
  chance: Chance,
): Promise<void> {
  await insert(
    execute,
    'dispatch.events',
    batch.map(({ life }) => life.event as unknown as Row),
  );
  await insert(
    execute,
    'dispatch.event_reports',
    batch.map(({ report }) => report as unknown as Row),
  );
  await insert(execute, 'dispatch.event_assignments', batch.flatMap(({ assignments }) => assignments) as never);
  await insert(
    execute,
    'dispatch.inbox_entries',
    batch.flatMap(({ life }) => awaitedBy(life.event, facts, chance)),
  );
  await insert(execute, 'kit.timeline', batch.flatMap(timelineOf));
  await insert(
    execute,
    'kit.timers',
    batch.flatMap((each) => timersOf(each, chance)),
  );
  const scores = batch.flatMap(({ score }) => score ?? []);
  await insert(
    execute,
    'evaluation.score_evidence',
    scores.flatMap(({ evidence }) => evidence),
  );
  await insert(
    execute,
    'evaluation.posted_scores',
    scores.map(({ posted }) => posted),
  );
  await countNumbers(execute, batch);
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

/** Takes the numbers of the batch from their series, so that the next event of the day goes on from there. */
async function countNumbers(execute: Execute, batch: readonly ScoredEvent[]): Promise<void> {
  const last = new Map<string, number>();
  for (const { life } of batch) {
    const [, town = '', day = '', number = ''] = /^E(\d{9})(\d{8})(\d{6})$/.exec(life.event.eventNo) ?? [];
    last.set(`event ${town} ${day}`, Number(number));
  }
  await execute(
    `insert into kit.numbers (series, last)
       select series, last from jsonb_to_recordset(?::jsonb) as given(series text, last bigint)
     on conflict (series) do update set last = greatest(numbers.last, excluded.last)`,
    [JSON.stringify([...last].map(([series, number]) => ({ series, last: number })))],
  );
}

async function insert(execute: Execute, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await execute(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, ?::jsonb)`, [
    JSON.stringify(rows.map(columnsOf)),
  ]);
}

/** A row under the names of its columns; a text that is searched becomes a vector of its words. */
function columnsOf(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([property, value]) => [
      property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      property === 'search' ? vectorOf(String(value)) : value,
    ]),
  );
}

/** Words as PostgreSQL reads a vector of them, each at its place as the configuration `simple` would have it. */
function vectorOf(words: string): string {
  return words
    .split(' ')
    .map((word, index) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}':${index + 1}`)
    .join(' ');
}
