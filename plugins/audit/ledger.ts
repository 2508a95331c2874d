import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kit/timeline/canonical-json.js';
import type { Ledger } from '../../kit/timeline/ledger.js';

/** The audit trail of a day under the daily head: the SM3 digest of each entry, in the order of their coming in. */
export const auditLedger: Ledger = {
  name: 'audit',
  leaves: async (execute, { begins, ends }) => {
    const entries = await execute(
      `select id, request_id, recorded_at, subject, client, staff_number, kind, operation_name, root_fields,
         document_digest, purpose, disclosures, outcome, milliseconds
       from audit.entries where recorded_at >= ? and recorded_at < ? order by recorded_at, id`,
      [begins.toISOString(), ends.toISOString()],
    );
    return entries.map((entry) => {
      const recordedAt = new Date(entry['recorded_at'] as string | Date).toISOString();
      return createHash('sm3')
        .update(canonicalJson({ ...entry, recorded_at: recordedAt }))
        .digest('hex');
    });
  },
};
