import type { Database } from '../../kit/data/database.js';
import { callSettings, noPlatform } from '../../subgraphs/dispatch/calls/call-settings.js';
import { roadSettings } from '../../subgraphs/dispatch/roads/road-settings.js';
import { Chance } from '../county/random.js';
import { checkSample } from './check-sample.js';
import { type CountyFacts, readFacts } from './county-facts.js';
import { sampleEvents, type SampleOrder } from './sample-events.js';
import { scoreOf } from './score-of-event.js';
import type { Tier } from './tiers.js';
import { SampleBatch } from './write-sample.js';

/** Events of one transaction. */
const batchSize = 250;

/** Events between two lines of the report. */
const reportSize = 5_000;

/**
 * Fills a county that is onboarded with a tier's events, batch by batch, each batch in a transaction of its own, and checks
 * what stands: one batch is made while the one before is written, and no more than those two are held. Answers what is
 * wrong, in sentences. Throws where the county has events already, or a profile by which events lead to more than is made
 * here.
 */
export async function generateSample(
  database: Database,
  tier: Tier,
  order: SampleOrder,
  report: (line: string) => void,
): Promise<string[]> {
  const { county } = order;
  const facts = await readFacts(database, county, tier);
  await requireMakeable(facts, order);
  await requireEmpty(database, county);
  const chance = new Chance(`sample rows ${order.seed}`);
  let batch = new SampleBatch();
  let made = 0;
  let writing: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const full = batch;
    batch = new SampleBatch();
    await writing;
    writing = database.administer((execute) => full.write(execute));
    // Whoever waits for it hears of its error; the next batch does, or the end.
    writing.catch(() => {});
  };
  for await (const event of sampleEvents(facts, order)) {
    batch.add({ ...event, score: scoreOf(event.life, facts, chance) }, facts, chance);
    made += 1;
    if (batch.events === batchSize) await flush();
    if (made % reportSize === 0) report(`${made} of ${order.events} events`);
  }
  if (batch.events > 0) await flush();
  await writing;
  // The embedded PostgreSQL has no background process that would count the rows for the planner.
  for (const table of filled) await database.execute(`analyze ${table}`, []);
  const problems = await checkSample(database, county);
  report(problems.length === 0 ? `${made} events, checked by the portal's own rules` : 'The check found problems.');
  return problems;
}

const filled = ['dispatch.events', 'kit.timeline', 'kit.timers', 'evaluation.score_evidence'];

/** What a call or a road's chief leads to in other rows is not made here, so a county that has either gets no sample. */
async function requireMakeable({ county, rulesOn }: CountyFacts, { last }: SampleOrder): Promise<void> {
  const rules = await rulesOn(new Date(`${last}T00:00:00+08:00`));
  const more = rules.read(callSettings.platform) !== noPlatform || rules.read(roadSettings.provided);
  if (more) throw new Error(`The county ${county} answers calls or has road chiefs, for which no events are made up.`);
}

async function requireEmpty(database: Database, county: string): Promise<void> {
  const [row] = await database.execute('select event_no as name from dispatch.events where event_no like ? limit 1', [
    `E${county}%`,
  ]);
  if (row)
    throw new Error(`The county ${county} has events already, such as ${String(row['name'])}: take an empty database.`);
}
