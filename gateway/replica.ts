import type { Database } from '../kit/data/database.js';
import type { Clock } from '../kit/module/context.js';
import type { Log } from '../kit/module/host.js';
import { Rates, type RateSettings } from './guard/rates.js';
import { shareRates } from './guard/share-rates.js';
import { SharedRevocations } from './identity/share-revocations.js';
import { ReplicaChannel } from './replica-channel.js';

/** What a replica is opened with. */
export interface ReplicaParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a portal knows together with the others on its database, once it has joined them; until then it knows its own. */
export class Replica {
  readonly rates: Rates;
  readonly revocations: SharedRevocations;
  readonly #parts: ReplicaParts;
  readonly #channel: ReplicaChannel;
  #stopSharing = (): void => {};

  /** What closes it again goes onto `closing`. */
  constructor(rateSettings: RateSettings, parts: ReplicaParts, closing: (() => Promise<void>)[]) {
    this.#parts = parts;
    this.#channel = new ReplicaChannel(parts.database, parts.log);
    this.rates = new Rates(rateSettings);
    this.revocations = new SharedRevocations({ ...parts, channel: this.#channel });
    closing.push(() => this.#close());
  }

  /** Joins the others; where that failed it may be asked again. */
  async join(): Promise<void> {
    const { database, log } = this.#parts;
    await this.#channel.start();
    await this.revocations.share();
    // An embedded PostgreSQL has one process alone, which has nobody to tell.
    if (!database.embedded) this.#stopSharing = shareRates(this.rates, this.#channel, log);
  }

  async #close(): Promise<void> {
    this.revocations.close();
    this.#stopSharing();
    await this.#channel.close();
  }
}
