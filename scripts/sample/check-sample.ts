import type { Database } from '../../kit/data/database.js';
import type { SheetRow } from '../../kit/onboarding/sheet.js';
import { brokenAt } from '../../kit/timeline/verify.js';
import { storedEntry, type StoredEntry, timelineColumns } from '../../kit/timeline/timeline-entry.js';
import type { Course, WorkflowOutline } from '../../kit/workflow/workflow.js';
import { eventWorkflow } from '../../subgraphs/dispatch/event-workflow.js';
import { checkTiling } from '../../subgraphs/grid/check-tiling.js';

const life: WorkflowOutline = eventWorkflow;
/** Events whose lives are read at a time; two pages are held. */
const pageSize = 250;
const mostProblems = 20;

interface CheckedEvent {
  readonly id: string;
  readonly eventNo: string;
  readonly state: string;
  readonly course: Course;
}

/**
 * Holds what stands in the database against the rules of the portal, by the portal's own code: timelines by their chain
 * and their table, grids by their tiling, numbers by their series. Answers sentences, none when all is well; rows are read
 * by pages.
 */
export async function checkSample(database: Database, county: string): Promise<string[]> {
  return [
    ...(await brokenLives(database, county)),
    ...(await badTiling(database, county)),
    ...(await found(database, rules, county)),
  ].slice(0, mostProblems);
}

async function brokenLives(database: Database, county: string): Promise<string[]> {
  const problems: string[] = [];
  for (let coming = livesAfter(database, county, ''); problems.length < mostProblems;) {
    const lives = await coming;
    const last = lives.at(-1);
    if (!last) break;
    // Read while these are looked at; whoever waits for it hears of its error.
    coming = livesAfter(database, county, last.event.eventNo);
    coming.catch(() => {});
    for (const { event, entries } of lives) problems.push(...problemsOf(event, entries));
  }
  return problems;
}

interface CheckedLife {
  readonly event: CheckedEvent;
  readonly entries: readonly StoredEntry[];
}

/** A page of events by their numbers, with the entries of each life in their order. */
async function livesAfter(database: Database, county: string, after: string): Promise<CheckedLife[]> {
  const events = (await database.execute(
    `select id::text as id, event_no as "eventNo", state, course from dispatch.events
      where event_no > ? and event_no like ? order by event_no limit ?`,
    [after, `E${county}%`, pageSize],
  )) as unknown as CheckedEvent[];
  const rows = await database.execute(
    `select ${timelineColumns} from kit.timeline
      where about in (select (jsonb_array_elements_text(?::jsonb))::uuid) order by about, sequence`,
    [JSON.stringify(events.map(({ id }) => id))],
  );
  const lives = Map.groupBy(
    rows.map((row) => storedEntry(row)),
    ({ about }) => about,
  );
  return events.map((event) => ({ event, entries: lives.get(event.id) ?? [] }));
}

/** What is wrong with one life: a broken chain, a verb that its table does not allow there, or another state at the end. */
function problemsOf({ eventNo, state, course }: CheckedEvent, entries: readonly StoredEntry[]): string[] {
  const broken = brokenAt(entries, course);
  if (broken !== null) return [`${eventNo}: the chain of its timeline breaks at entry ${broken}.`];
  let at: string | null = null;
  for (const { verb, from, to } of entries) {
    const transition = life.transitions[verb];
    const fits = from === null ? transition?.from.length === 0 : transition?.from.includes(from);
    const leads = typeof transition?.to === 'object' ? transition.to.among : [transition?.to];
    if (!fits || !leads.includes(to) || from !== at)
      return [`${eventNo}: ${verb} does not lead from ${from} to ${to}.`];
    at = to;
  }
  return at === state ? [] : [`${eventNo}: its timeline ends in ${at}, and it is in ${state}.`];
}

async function badTiling(database: Database, county: string): Promise<string[]> {
  const rows = (await database.execute(
    `select code, parent_code as "parentCode", level, boundary from grid.grids
      where town_code like ? and state <> 'RETIRED' and level <> 'L1_TOWN' order by code`,
    [`${county}%`],
  )) as SheetRow[];
  return checkTiling(rows).map(({ row, problem }) => `grid ${String(rows[row]?.['code'])} ${problem}.`);
}

/** Each names what breaks it. */
const rules: readonly { readonly sentence: string; readonly statement: string }[] = [
  {
    sentence: 'lies outside its grid',
    // Materialized: an area is read once of its grid, and not once for each of its events.
    statement: `with areas as materialized (select code, grid.area_of(boundary) as area from grid.grids)
      select event_no as name from dispatch.events join areas on areas.code = grid_code
       where not area @> polygon(box(point(longitude, latitude), point(longitude, latitude)))`,
  },
  {
    sentence: 'has a number beyond its series, or its series has a gap',
    statement: `select max(event_no) as name from dispatch.events group by left(event_no, 18)
      having count(*) <> max(right(event_no, 6))::int or count(*) > (
        select coalesce(max(last), 0) from kit.numbers
         where series = 'event ' || substr(max(event_no), 2, 9) || ' ' || substr(max(event_no), 11, 8))`,
  },
  {
    sentence: 'was verified by who handled it',
    statement: `select event_no as name from dispatch.events where verifier_number = handler_number`,
  },
  {
    sentence: 'is being handled without one that leads',
    statement: `select event_no as name from dispatch.events
      where state in ('DISPATCHED', 'HANDLING', 'HANDLED', 'VERIFYING', 'REWORK', 'CLOSED', 'EVALUATED', 'APPRAISED')
        and (select count(*) from dispatch.event_assignments as part
              where part.event_id = events.id and role = 'LEAD' and part.state in ('PENDING', 'ACCEPTED', 'DONE')) <> 1`,
  },
  {
    sentence: 'is marked late without a deadline that was missed, or the other way round',
    statement: `select event_no as name from dispatch.events
      where late <> exists (select 1 from kit.timers
        where about = events.id and timers.state = 'MISSED' and name in ('event.handle', 'event.rework'))`,
  },
  {
    sentence: 'has a score that is not the sum of its evidence',
    statement: `select event_no as name from evaluation.posted_scores as posted
      where points <> (select coalesce(sum(evidence.points), 0) from evaluation.score_evidence as evidence
        where evidence.event_no = posted.event_no and indicator <> 'SHARED_ON_TIME')`,
  },
];

async function found(database: Database, all: typeof rules, county: string): Promise<string[]> {
  const problems: string[] = [];
  for (const { sentence, statement } of all) {
    const rows = await database.execute(
      `select name from (${statement}) as broken where name like ? order by name limit ${mostProblems}`,
      [`E${county}%`],
    );
    problems.push(...rows.map(({ name }) => `${String(name)} ${sentence}.`));
  }
  return problems;
}
