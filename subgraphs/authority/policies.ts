import { resumePowerGrantPolicy } from './resume-power-grant.js';
import { suspendPowerGrantPolicy } from './suspend-power-grant.js';

/** Every verb on a grant. */
export const authorityPolicies = [suspendPowerGrantPolicy, resumePowerGrantPolicy];
