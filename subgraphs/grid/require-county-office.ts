import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';

/** The office of the county that the caller works for. Fault FORBIDDEN, reason NOT_OWN_DEPARTMENT, for who works for none. */
export function requireCountyOffice({ caller }: Context): string {
  const office = caller.organizations.find((code) => /^\d{6}-/.test(code));
  if (office !== undefined) return office;
  throw new Fault(
    'FORBIDDEN',
    { zh: '您不属于任何县级部门。', en: 'You belong to no department of the county.' },
    { reason: 'NOT_OWN_DEPARTMENT' },
  );
}
