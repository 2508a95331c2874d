import type { CaseState } from '../cases/case-states.js';
import type { AskedPower } from '../proceedings/general-verbs.js';

/** What the verbs are sent by which a case is passed on; a transfer does them. */
export interface PassingVerbs {
  adoptCase: AskedPower & { readonly fromCase: string };
  sendAway: { readonly to: string };
  bringBack: { readonly state: CaseState; readonly reason: string };
  handOverCase: { readonly by: string; readonly caseNo: string | null };
}
