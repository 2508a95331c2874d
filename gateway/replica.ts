import type { Database } from '../kit/data/database.js';
import type { Clock } from '../kit/module/context.js';
import type { Log } from '../kit/module/host.js';
import { Rates, type RateSettings } from './guard/rates.js';
import { shareRates } from './guard/share-rates.js';
import { type SharedRevocations, shareRevocations } from './identity/share-revocations.js';
import { ReplicaChannel } from './replica-channel.js';

/** What a portal knows together with the others on its database. */
export interface Replica {
  readonly rates: Rates;
  readonly revocations: SharedRevocations;
}

/** Opens what replicas share. What closes it again goes onto `closing`. */
export async function openReplica(
  rateSettings: RateSettings,
  parts: { readonly database: Database; readonly clock: Clock; readonly log: Log },
  closing: (() => Promise<void>)[],
): Promise<Replica> {
  const { database, log } = parts;
  const channel = await ReplicaChannel.open(database, log);
  closing.push(() => channel.close());
  const revocations = await shareRevocations({ ...parts, channel });
  const rates = new Rates(rateSettings);
  // An embedded PostgreSQL has one process alone, which has nobody to tell.
  const stopSharing = database.embedded ? () => {} : shareRates(rates, channel, log);
  closing.push(async () => {
    revocations.close();
    stopSharing();
  });
  return { rates, revocations };
}
