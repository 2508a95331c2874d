import { serverFaults } from './faulty-server.js';

/** Faults of addresses, with the field that is asked in place of the faulty one. */
export const addressFaults: Readonly<Record<string, string>> = { 'no TLS': 'overTls', 'no such name': 'byName' };

/** All faults that the bench measures, in its order. */
export const faultNames: readonly string[] = [...serverFaults, ...Object.keys(addressFaults)];
