import { v7 as uuid } from 'uuid';
import type { LoggedEvent } from '../../kit/events/declare-event.js';
import type { Context } from '../../kit/module/context.js';
import { type AppraisalScheme, SchemeKind } from './appraisal-scheme.js';
import { SchemeDimension } from './scheme-dimension.js';
import { schemeInForce } from './scheme-in-force.js';
import type { ScoreFact } from './score-facts.js';
import { scoring } from './score-indicator.js';

/** Of which event the facts are. */
interface EventOfFacts {
  readonly eventNo: string;
  readonly regionCode: string;
  readonly gridCode: string | null;
}

/**
 * EV-19: writes the facts of an event as evidence, by the scheme for grids that was in force at `moment`. What stands
 * already stays, so messages that come twice or in another order change nothing. Answers the scheme.
 */
export async function writeEvidence(
  { id: sourceEventId, payload }: LoggedEvent<EventOfFacts>,
  facts: readonly ScoreFact[],
  moment: string,
  inside: Context,
): Promise<AppraisalScheme | null> {
  const { eventNo, regionCode, gridCode } = payload;
  const { session } = inside;
  const scheme = await schemeInForce(regionCode, SchemeKind.GRID, inside, new Date(moment));
  const dimensions = scheme ? await session.many(SchemeDimension, 'schemeCode', scheme.code, ['code']) : [];
  const rows = facts.map((fact) => ({
    id: uuid(),
    subject: fact.staffNumber ?? fact.organizationCode,
    indicator: fact.indicator,
    staff_number: fact.staffNumber,
    organization_code: fact.organizationCode,
    occurred_at: fact.occurredAt,
    value: fact.value,
    ...counted(fact, dimensions),
  }));
  // PostgreSQL multiplies, because its numerics lose no digit.
  await session.manager.execute(
    `insert into evaluation.score_evidence (id, event_no, subject, indicator, region_code, grid_code, staff_number,
       organization_code, scheme_code, scheme_version, dimension, value, points, occurred_at, source_event_id)
     select id, ?, subject, indicator, ?, ?, staff_number, organization_code, ?, ?, dimension, value,
       trim_scale(merit * weight * 100), occurred_at, ?
     from jsonb_to_recordset(?::jsonb) as facts(id uuid, subject text, indicator text, staff_number text,
       organization_code text, occurred_at timestamptz, value numeric, dimension text, merit numeric, weight numeric)
     on conflict (event_no, subject, indicator) do nothing`,
    [
      eventNo,
      regionCode,
      gridCode,
      scheme?.code ?? null,
      scheme?.schemeVersion ?? null,
      sourceEventId,
      JSON.stringify(rows),
    ],
  );
  return scheme;
}

/** Where a fact counts, how good it is, and how much that weighs; nothing where the scheme has no such dimension. */
export function counted({ indicator, value }: ScoreFact, dimensions: readonly SchemeDimension[]) {
  const { dimension, merit } = scoring[indicator];
  const found = dimensions.find(({ code }) => code === dimension);
  if (!found) return {};
  return { dimension, merit: value === null ? null : merit(value), weight: found.weight };
}
