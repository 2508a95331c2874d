import { Fault } from '../../kit/module/fault.js';

/** What a failure is called where no value may be told: a Fault's reason, and INTERNAL for a defect. */
export function reasonOfFailure(thrown: unknown): string {
  const reason = thrown instanceof Fault ? thrown.extensions['reason'] : undefined;
  return typeof reason === 'string' ? reason : 'INTERNAL';
}
