import type { Caller } from '../../kit/identity/caller.js';
import { Fault } from '../../kit/module/fault.js';
import type { Introspection } from '../caller-settings.js';

/** Whether a caller may see the schema: by asking for it, and in suggestions of what a wrong name could have been. */
export function mayReadSchema(caller: Caller, introspection: Introspection): boolean {
  if (introspection === 'all') return true;
  if (introspection === 'login') return caller.kind !== 'anonymous';
  return caller.scopes.has('schema:read');
}

/** Fault UNAUTHENTICATED or FORBIDDEN, reason SCHEMA_CLOSED, for a caller who may not ask for the schema. */
export function schemaClosed({ kind }: Caller): Fault {
  return new Fault(
    kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN',
    {
      zh: '本门户的图式不对您开放;请登录,或向系统管理员申请 schema:read。',
      en: 'The schema is not open to you. Log in, or ask the system administrator for schema:read.',
    },
    { reason: 'SCHEMA_CLOSED' },
  );
}
