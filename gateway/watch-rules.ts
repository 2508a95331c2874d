import { forgetCountyRules } from '../kit/county/county-rules-of.js';
import type { Bus } from '../kit/events/bus.js';
import type { Log } from '../kit/module/host.js';
import { contextOfModule } from '../kit/module/module-context.js';
import { recountProvisional } from '../kit/deadlines/recount-provisional.js';
import { rulesTopic } from './onboarding.js';
import type { ModuleGround } from './sources/module-ground.js';

/**
 * Whenever a county's profile or calendar was loaded, by this process or another: forgets what was remembered of them,
 * and counts the deadlines anew that waited for a year to be published. Returns what ends the watch.
 */
export function watchRules(bus: Bus, ground: ModuleGround, log: Log): () => Promise<void> {
  const changes = bus.listen([rulesTopic]);
  const recount = async (county: string): Promise<void> => {
    forgetCountyRules();
    const recounted = await recountProvisional(contextOfModule('kit', `rules of ${county}`, ground));
    if (recounted > 0) log.info({ recounted, county }, 'deadlines were counted anew');
  };
  const report = (error: unknown): void => log.error({ error }, 'deadlines could not be counted anew');
  const watch = async (): Promise<void> => {
    for await (const { about } of changes) await recount(about).catch(report);
  };
  const watching = watch();
  return async () => {
    await changes.return?.();
    await watching;
  };
}
