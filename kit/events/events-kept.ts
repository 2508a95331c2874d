import { countyRules } from '../county/county-rules-of.js';
import { declareSetting } from '../county/setting.js';
import { executeOf } from '../data/execute-of.js';
import type { Context } from '../module/context.js';

const dayLength = 86_400_000;

/** For how long the log keeps what happened, after every module has handled it. */
export const eventsKept = declareSetting({
  key: 'events.kept',
  kind: 'duration',
  title: { zh: '事件日志保留天数', en: 'Days for which the log of events is kept' },
  otherwise: { amount: 30, unit: 'DAY' },
  problem: ({ unit }) => (unit === 'DAY' ? null : 'must be in days, such as 30d'),
});

/** Events that one look forgets, so that its transaction ends soon; the next hour takes the rest. */
const most = 5_000;

/**
 * Forgets the events that are older than any county keeps them, with the marks that they were handled. One that a module
 * has not handled stays for as long as its job does. Inside a transaction, every hour. Answers how many went.
 */
export async function forgetEvents({ session, clock }: Context): Promise<number> {
  const execute = executeOf(session.manager);
  const counties = await execute('select distinct county from kit.county_settings');
  let days = counties.length === 0 ? eventsKept.otherwise.amount : 0;
  for (const { county } of counties) {
    const rules = await countyRules(session, String(county), clock);
    days = Math.max(days, rules.read(eventsKept).amount);
  }
  const before = new Date(clock.now().getTime() - days * dayLength);
  const forgotten = await execute(
    `with gone as (
       delete from kit.events where id in (
         select id from kit.events as event where emitted_at < ? and not exists (
           select 1 from jobs.job where state <> 'completed' and data->>'event' = event.id::text)
         order by emitted_at, id limit ${most})
       returning id),
     unmarked as (delete from kit.handled where event_id in (select id from gone))
     select count(*)::integer as events from gone`,
    [before.toISOString()],
  );
  return Number(forgotten[0]?.['events']);
}
