import { party } from '../../kit/data/visibility.js';

/** Events of the caller's territory, those that the caller's organisations lead or help with, and the caller's own. */
export const eventVisibility = party({
  region: 'regionCode',
  organization: 'leadOrganizationCode',
  organizations: 'coOrganizationCodes',
  staff: ['reporterNumber', 'handlerNumber', 'verifierNumber'],
  subject: 'reporterSubject',
});
