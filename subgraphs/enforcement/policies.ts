import { addTeamMemberPolicy } from './add-team-member.js';
import { removeTeamMemberPolicy } from './remove-team-member.js';

/** Every verb on a team. */
export const teamPolicies = [addTeamMemberPolicy, removeTeamMemberPolicy];
