import type { Register } from '../../kit/docking/dock.js';
import { readDocked } from './moorings.js';
import { restoreBefore } from './restore-before.js';
import { sufferingUses } from './suffering-uses.js';

/** What the portal follows, and what it asks about those that are in quarantine. */
export const register: Register = {
  read: readDocked,
  sufferers: async (subgraph, context) =>
    (await sufferingUses(context, subgraph)).map(({ name, digest }) => name ?? digest.slice(0, 12)),
  relieve: (ailing, context) => restoreBefore(context, ailing),
};
