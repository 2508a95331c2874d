import { OperationTypeNode } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import type { KnownOperation } from './known-operation.js';

/** Why an operation cannot be asked in this way: a subscription by a request of one answer, a mutation by GET. */
export function methodRefusal({ operation }: KnownOperation, readOnly: boolean) {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return { phase: 'document' as const, fault: noStream() };
  if (readOnly && operation.operation === OperationTypeNode.MUTATION)
    return { phase: 'method' as const, fault: getChanges() };
  return null;
}

/** A mutation that no hook has written down. */
export function unrecorded(): Fault {
  return new Fault(
    'FORBIDDEN',
    { zh: '没有审计记录,不能办理变更。', en: 'Nothing records this change, so it is refused.' },
    { reason: 'AUDIT_UNAVAILABLE' },
  );
}

function noStream(): Fault {
  return new Fault(
    'INVALID',
    { zh: '订阅不能经普通 HTTP 请求。', en: 'A subscription cannot be asked over a plain HTTP request.' },
    { reason: 'SUBSCRIPTION_OVER_HTTP' },
  );
}

function getChanges(): Fault {
  return new Fault(
    'INVALID',
    { zh: 'GET 只能查询;变更请用 POST。', en: 'GET runs queries only; send a mutation by POST.' },
    { reason: 'MUTATION_BY_GET' },
  );
}
