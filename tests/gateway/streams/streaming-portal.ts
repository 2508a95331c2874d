import { setTimeout as pause } from 'node:timers/promises';
import { openPortal, type PortalSettings, type TestPortal } from '../../support/portal.js';
import { copyProject } from '../../support/project.js';

/** How many streams the plug-in `pulse` opened and saw ended, and how many events were taken from them. */
export interface StreamCounts {
  readonly opened: number;
  readonly ended: number;
  readonly events: number;
}

/** The whole portal with the plug-in `pulse`, whose streams tests subscribe to. */
export interface StreamingPortal extends TestPortal {
  /** The project whose modules it has; another portal beside it opens the same. */
  readonly root: string;
  counts(): Promise<StreamCounts>;
  /** Waits until as many streams have ended as were opened, and answers how many that is. */
  allEnded(): Promise<number>;
}

/** Opens such a portal. Close it when done. */
export async function openStreamingPortal(settings: PortalSettings = {}): Promise<StreamingPortal> {
  const project = settings.root === undefined ? await copyProject() : null;
  await project?.add('pulse');
  const root = settings.root ?? project?.root ?? '';
  const portal = await openPortal({ ...settings, root });
  const counts = async (): Promise<StreamCounts> => {
    const { data } = await portal.ask('{ streams { opened ended events } }');
    return (data as { streams: StreamCounts } | null)?.streams ?? Promise.reject(new Error('The plug-in is away.'));
  };
  return {
    ...portal,
    root,
    counts,
    allEnded: async () => {
      for (let look = 0; look < 250; look += 1) {
        const { opened, ended } = await counts();
        if (opened === ended) return ended;
        await pause(20);
      }
      throw new Error(`Streams are open still: ${JSON.stringify(await counts())}.`);
    },
    close: async () => {
      await portal.close();
      await project?.drop();
    },
  };
}
