import type { DockedSubgraph } from '../../kit/docking/dock.js';
import type { Log } from '../../kit/module/host.js';
import type { CallSettings } from '../call-settings.js';
import { Quarantine } from '../guard/quarantine.js';
import { createRemoteSource, type RemoteSource } from '../sources/remote-source.js';
import type { OwnAccount } from './ask-service.js';
import { streamOutside } from './stream-outside.js';
import { tellingOfCallers } from './telling-of-callers.js';

/** How a docked subgraph is reached, and whether it is left alone. */
export interface MooredSource {
  readonly source: RemoteSource;
  readonly quarantine: Quarantine;
}

/** With what they are made. */
export interface MooringParts extends OwnAccount {
  readonly calls: CallSettings;
  readonly log: Log;
}

/** The sources of all that were docked since the start: one stays when its subgraph leaves, for requests in flight still ask it. */
export class MooredSources {
  readonly #parts: MooringParts;
  readonly #made = new Map<string, MooredSource>();

  constructor(parts: MooringParts) {
    this.#parts = parts;
  }

  /** That of a subgraph, made the first time. Throws AddressRefused. */
  of(subgraph: DockedSubgraph): MooredSource {
    const key = `${subgraph.name} ${subgraph.url} ${subgraph.identity}`;
    const known = this.#made.get(key);
    if (known) return known;
    const made = this.#make(subgraph);
    this.#made.set(key, made);
    return made;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#made.values()].map(({ source }) => source.close()));
  }

  #make(subgraph: DockedSubgraph): MooredSource {
    const { name, url } = subgraph;
    const { calls, log, addresses, signer } = this.#parts;
    const address = new URL(url);
    addresses.requireHost(address);
    const quarantine = new Quarantine();
    const sign = signer.to(address.origin);
    const asked = createRemoteSource({ name, url, ...calls, log, lookup: addresses.lookup, quarantine, sign });
    const remote = tellingOfCallers(asked, subgraph, signer);
    return {
      quarantine,
      source: {
        ...remote,
        subscribe: (request, context) => streamOutside(quarantine, remote, request, context),
      },
    };
  }
}
