import { closingFacts } from '../../subgraphs/dispatch/closing-facts.js';
import type { Event } from '../../subgraphs/dispatch/event.js';
import { EventState } from '../../subgraphs/dispatch/event-vocabulary.js';
import type { SchemeDimension } from '../../subgraphs/evaluation/scheme-dimension.js';
import { factOfFeedback, factsOfClosing } from '../../subgraphs/evaluation/score-facts.js';
import { counted } from '../../subgraphs/evaluation/write-evidence.js';
import type { Chance } from '../county/random.js';
import type { CountyFacts } from './county-facts.js';
import type { EventLife } from './event-life.js';
import { sampleId } from './sample-id.js';

const millionths = 1_000_000;

/** What the evaluation keeps of an event: its evidence, and the score on file. */
export interface SampledScore {
  readonly evidence: readonly Readonly<Record<string, unknown>>[];
  readonly posted: Readonly<Record<string, unknown>>;
}

/**
 * Puts an evaluated event's score on file a minute later, as the evaluation does on its message, by its own facts and
 * weights; null for an event that did not come so far, or in a county without a scheme.
 */
export function scoreOf(life: EventLife, facts: CountyFacts, chance: Chance): SampledScore | null {
  const { event } = life;
  const { scheme } = facts;
  if (event.state !== EventState.EVALUATED || scheme === null) return null;
  const evaluatedAt = life.entries.at(-1)?.at ?? '';
  const postedAt = new Date(Date.parse(evaluatedAt) + 60_000);
  const closing = { ...closingFacts(event as Event, { now: postedAt }), satisfaction: event.satisfaction, evaluatedAt };
  const dimensions = scheme.dimensions as readonly SchemeDimension[];
  const sourceEventId = sampleId(new Date(evaluatedAt), chance);
  const evidence = [...factsOfClosing(closing), factOfFeedback(closing)].map((fact) => {
    const {
      dimension = null,
      merit = null,
      weight = '0',
    } = counted(fact, dimensions) as Partial<ReturnType<typeof counted>>;
    return {
      id: sampleId(postedAt, chance),
      eventNo: event.eventNo,
      subject: fact.staffNumber ?? fact.organizationCode,
      indicator: fact.indicator,
      regionCode: event.regionCode,
      gridCode: event.gridCode,
      staffNumber: fact.staffNumber,
      organizationCode: fact.organizationCode,
      schemeCode: scheme.code,
      schemeVersion: scheme.version,
      dimension,
      value: fact.value,
      points: merit === null ? null : pointsOf(merit, weight),
      occurredAt: fact.occurredAt,
      sourceEventId,
    };
  });
  const byDimension = Map.groupBy(
    evidence.filter(({ points }) => points !== null),
    ({ dimension }) => String(dimension),
  );
  const sums = [...byDimension].map(([dimension, each]) => ({
    dimension,
    points: sumOf(each.map(({ points }) => points ?? '0')),
  }));
  sums.sort((one, other) => (one.dimension < other.dimension ? -1 : 1));
  const points = sumOf(sums.map((each) => each.points));
  const score = { schemeCode: scheme.code, points, evidence: evidence.length };
  life.does('appraiseEvent', postedAt, { client: 'module:dispatch' }, score);
  const posted = {
    id: sampleId(postedAt, chance),
    eventNo: event.eventNo,
    regionCode: event.regionCode,
    schemeCode: scheme.code,
    schemeVersion: scheme.version,
    points,
    dimensions: sums,
    evidence: evidence.length,
    postedAt: postedAt.toISOString(),
  };
  return { evidence, posted };
}

function pointsOf(merit: number, weight: string): string {
  return String(Math.round(merit * Number(weight) * 100 * millionths) / millionths);
}

function sumOf(points: readonly string[]): string {
  return String(points.reduce((sum, each) => sum + Math.round(Number(each) * millionths), 0) / millionths);
}
