import { confirmTrialGrantPolicy } from './grants/confirm-trial-grant.js';
import { resumePowerGrantPolicy } from './resume-power-grant.js';
import { suspendPowerGrantPolicy } from './suspend-power-grant.js';

/** Every verb on a grant that stands. */
export const grantPolicies = [suspendPowerGrantPolicy, resumePowerGrantPolicy, confirmTrialGrantPolicy];
