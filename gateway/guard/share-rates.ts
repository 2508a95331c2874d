import { outageLog } from '../../kit/data/outage-log.js';
import type { Log } from '../../kit/module/host.js';
import type { ReplicaChannel } from '../replica-channel.js';
import type { Rates, TakenByWay } from './rates.js';

/** Milliseconds between two tellings. */
const interval = 500;

const topic = 'rates';

/**
 * Tells the other replicas twice a second what busy callers took here, and counts here what they took there. While the
 * database is away each replica counts for itself. Answers what ends it.
 */
export function shareRates(rates: Rates, channel: ReplicaChannel, log: Log): () => void {
  rates.share();
  channel.hear(topic, (content) => {
    if (isTaken(content)) rates.takenElsewhere(content);
  });
  const outage = outageLog(log, 'rates are not shared while the database is away', 'rates are shared again');
  let isSaying = false;
  const say = async (tellings: readonly TakenByWay[]): Promise<void> => {
    isSaying = true;
    try {
      for (const telling of tellings) await channel.say(topic, telling);
      outage.passed();
    } catch (error) {
      outage.failed(error);
    } finally {
      isSaying = false;
    }
  };
  const telling = setInterval(() => {
    // Taken in any case: what is told late would be counted against what has long been filled again.
    const tellings = rates.tell();
    if (tellings.length > 0 && !isSaying) void say(tellings);
  }, interval).unref();
  return () => clearInterval(telling);
}

function isTaken(content: unknown): content is TakenByWay {
  if (typeof content !== 'object' || content === null) return false;
  return Object.values(content).every((taken: unknown) => Array.isArray(taken) && taken.every(isEntry));
}

function isEntry(entry: unknown): boolean {
  if (!Array.isArray(entry)) return false;
  const [digest, count] = entry as unknown[];
  return typeof digest === 'string' && typeof count === 'number' && count > 0 && Number.isFinite(count);
}
