import { Pool } from 'undici';
import { Fault } from '../../kit/module/fault.js';
import type { Log } from '../../kit/module/host.js';
import type { CallSettings } from '../call-settings.js';
import type { RequestContext } from '../request-context.js';
import { Connections } from '../sources/http1/connections.js';
import { askingOver } from '../sources/remote-source.js';
import type { StreamingSource } from '../sources/source.js';
import { streamOverSse } from '../sources/stream-over-sse.js';

/** Reaches a module in a process of its own, which has another address each time that it is started. */
export interface ChildSource extends StreamingSource {
  /** Asks at this port from now on; null while there is nobody to ask. */
  moveTo(port: number | null): void;
  close(): Promise<void>;
}

/** Where a child takes questions now. */
interface Place {
  readonly url: string;
  readonly connections: Connections;
  readonly streams: Pool;
}

const path = '/graphql';
const mostConnections = 64;

/** The Fault of a field whose module's process is not there at the moment: nothing was asked, so nothing was done. */
export function childAway(module: string): Fault {
  return new Fault(
    'UPSTREAM',
    {
      zh: `模块 ${module} 的独立进程不在运行，正在重新启动；请稍后再试。`,
      en: `The process of module "${module}" is not running and is being started again; try again in a moment.`,
    },
    { reason: 'CHILD_AWAY', details: { subgraph: module } },
  );
}

/** Makes the source of a child. It refuses with Fault CHILD_AWAY, at once, while nobody is there. */
export function createChildSource(name: string, settings: CallSettings, log: Log): ChildSource {
  let place: Place | null = null;
  const leaving = new Set<Promise<unknown>>();
  const present = (): Place => {
    if (!place) throw childAway(name);
    return place;
  };
  // A second try finds the process of its moment, or nobody: never whoever has the first one's port by then.
  const carrier = { send: (...sent: Parameters<Connections['send']>) => present().connections.send(...sent) };
  const asking = askingOver({ name, path, carrier }, settings, { log });
  const { http } = asking;
  // The breaker would say that it keeps failing; that it is away says more.
  const away = (context: RequestContext): Promise<never> => {
    const fault = childAway(name);
    context.trail?.fetch(name, false).failed(fault);
    return Promise.reject(fault);
  };
  return {
    ...asking,
    http: {
      send: (question, context, read) => (place ? http.send(question, context, read) : away(context)),
      read: http.read,
    },
    fetch: (request, context) => (place ? asking.fetch(request, context) : away(context)),
    subscribe: async (request, context) => {
      const { url, streams } = present();
      const { timeout, answerLimit } = settings;
      return streamOverSse({ name, url, timeout, answerLimit }, streams, request, context);
    },
    moveTo: (port) => {
      if (place) {
        const left = Promise.all([place.streams.destroy(), place.connections.close()]);
        leaving.add(left);
        void left.finally(() => leaving.delete(left));
      }
      place = port === null ? null : placeAt(port, settings.timeout);
    },
    close: async () => {
      if (place) await Promise.all([place.streams.destroy(), place.connections.close()]);
      await Promise.all(leaving);
    },
  };
}

function placeAt(port: number, timeout: number): Place {
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}${path}`,
    connections: new Connections(new URL(origin), mostConnections),
    streams: new Pool(origin, { connections: null, headersTimeout: timeout, bodyTimeout: 0 }),
  };
}
