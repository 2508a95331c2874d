import { v7 as uuid } from 'uuid';
import { emit } from '../../kit/events/emit.js';
import type { Context } from '../../kit/module/context.js';
import type { AppraisalScheme } from './appraisal-scheme.js';
import { scorePosted } from './events.js';

/**
 * Puts an event's score on file, the sum of its evidence by dimension, and says so; once, however often it is called. What is
 * shared by those bundled with the grid counts for them, and not once more for the event.
 */
export async function postScore(
  { eventNo, regionCode }: { readonly eventNo: string; readonly regionCode: string },
  scheme: AppraisalScheme | null,
  inside: Context,
): Promise<void> {
  const id = uuid();
  const postedAt = inside.clock.now().toISOString();
  const [posted] = (await inside.session.manager.execute(
    `with counted as (
       select dimension, trim_scale(sum(points)) as points from evaluation.score_evidence
       where event_no = ? and points is not null and indicator <> 'SHARED_ON_TIME' group by dimension)
     insert into evaluation.posted_scores (id, event_no, region_code, scheme_code, scheme_version, points, dimensions,
       evidence, posted_at)
     select ?, ?, ?, ?, ?, coalesce(trim_scale(sum(points)), 0),
       coalesce(jsonb_agg(jsonb_build_object('dimension', dimension, 'points', points::text) order by dimension), '[]'),
       (select count(*) from evaluation.score_evidence where event_no = ? and indicator <> 'SHARED_ON_TIME'), ?
     from counted
     on conflict (event_no) do nothing returning points::text as points, evidence`,
    [eventNo, id, eventNo, regionCode, scheme?.code ?? null, scheme?.schemeVersion ?? null, eventNo, postedAt],
  )) as { points: string; evidence: number }[];
  if (!posted) return;
  const { points, evidence } = posted;
  await emit(inside, scorePosted, id, { eventNo, schemeCode: scheme?.code ?? '', points, evidence, postedAt });
}
