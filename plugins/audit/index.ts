import { everyone, withScope } from '../../kit/data/visibility.js';
import { definePlugin } from '../../kit/module/define.js';
import { AuditEntry } from './audit-entry.js';
import { AuditEntryResolver } from './audit-entry.resolver.js';
import { auditLedger } from './ledger.js';
import { entries } from './migrations/0001-entries.js';
import { Purpose } from './purpose.js';
import { purposes } from './purpose.sheet.js';
import { recordOutcome, recordRequest } from './record.js';

export default definePlugin({
  name: 'audit',
  version: '1.0.0',
  title: { zh: '审计', en: 'Audit' },
  subgraph: {
    entities: [
      { entity: AuditEntry, visibility: withScope('audit:read'), keys: ['id'] },
      { entity: Purpose, visibility: everyone, keys: ['id', 'code'] },
    ],
    resolvers: [AuditEntryResolver],
    migrations: [entries],
    policies: [],
    sheets: [purposes],
  },
  roles: [
    {
      name: 'audit_administrator',
      title: { zh: '审计管理员', en: 'Audit administrator' },
      scopes: ['audit:read', 'staff:read'],
      exclusive: true,
      keycloakRoles: ['view-events'],
    },
  ],
  ledgers: [auditLedger],
  hooks: { onRequest: recordRequest, onResponse: recordOutcome },
});
