import type { Database } from '../../kit/data/database.js';
import type { Dock } from '../../kit/docking/dock.js';
import type { Bus } from '../../kit/events/bus.js';
import type { Clock } from '../../kit/module/context.js';

/** What a module stands on in this process. */
export interface ModuleGround {
  readonly database: Database;
  readonly clock: Clock;
  readonly bus: Bus;
  /** Left out where there is no graph. */
  readonly dock?: Dock | undefined;
}
