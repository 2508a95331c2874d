import type { Database } from '../../kit/data/database.js';
import { callSettings, noPlatform } from '../../subgraphs/dispatch/calls/call-settings.js';
import { roadSettings } from '../../subgraphs/dispatch/roads/road-settings.js';
import { Chance } from '../county/random.js';
import { checkSample } from './check-sample.js';
import { type CountyFacts, readFacts } from './county-facts.js';
import { sampleEvents, type SampleOrder } from './sample-events.js';
import { scoreOf } from './score-of-event.js';
import type { Tier } from './tiers.js';
import { type ScoredEvent, writeBatch } from './write-sample.js';

const batchSize = 1_000;

/**
 * Fills a county that is onboarded with a tier's events, batch by batch, each batch in a transaction of its own, and checks
 * what stands. Answers what is wrong, in sentences. Throws where the county has events already, or a profile by which events
 * lead to more than is made here.
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
  let batch: ScoredEvent[] = [];
  let written = 0;
  const flush = async (): Promise<void> => {
    const full = batch;
    batch = [];
    await database.administer((execute) => writeBatch(execute, full, facts, chance));
    written += full.length;
    report(`${written} of ${order.events} events`);
  };
  for await (const made of sampleEvents(facts, order)) {
    batch.push({ ...made, score: scoreOf(made.life, facts, chance) });
    if (batch.length === batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  // The embedded PostgreSQL has no background process that would count the rows for the planner.
  for (const table of filled) await database.execute(`analyze ${table}`, []);
  const problems = await checkSample(database, county);
  report(problems.length === 0 ? `${written} events, checked by the portal's own rules` : 'The check found problems.');
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
