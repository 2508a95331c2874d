import { everyone, party } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { archiving } from './archive-events.js';
import { onCaseFiled, onScorePosted } from './handlers.js';
import { CommandCentre } from './command-centre.js';
import { CommandCentreResolver } from './command-centre.resolver.js';
import { EventAssignment } from './event-assignment.js';
import { EventCategory } from './event-category.js';
import { EventCategoryResolver } from './event-category.resolver.js';
import { Event } from './event.js';
import { EventDispatchingResolver } from './event-dispatching.resolver.js';
import { EventHandlingResolver } from './event-handling.resolver.js';
import { EventIntakeResolver } from './event-intake.resolver.js';
import { EventAssignmentResolver, EventReportResolver, InboxEntryResolver } from './event-parts.resolver.js';
import { EventReport } from './event-report.js';
import { EventResolver } from './event.resolver.js';
import { eventArchived, eventClosed, eventEvaluated, eventRejected, eventReported, notification } from './events.js';
import { eventWorkflow } from './event-workflow.js';
import { Grid, Organization, Region, StaffMember, TerritorialDuty } from './foreign.js';
import { GridResolver, RegionResolver, StaffMemberResolver, TerritorialDutyResolver } from './foreign.resolver.js';
import { InboxEntry } from './inbox-entry.js';
import { centresAndCategories } from './migrations/0001-centres-and-categories.js';
import { events } from './migrations/0002-events.js';
import { setCategoryLimitsPolicy } from './set-category-limits.js';
import { eventSettings } from './settings.js';
import { dispatchSheets } from './sheets.js';

const ofEvent = party({
  region: 'regionCode',
  organization: 'leadOrganizationCode',
  organizations: 'coOrganizationCodes',
  staff: ['reporterNumber', 'handlerNumber', 'verifierNumber'],
  subject: 'reporterSubject',
});
const ofAssignment = party({ region: 'regionCode', organization: 'organizationCode', staff: 'handlerNumber' });
const ofReport = party({ region: 'regionCode', staff: 'reporterNumber', subject: 'reporterSubject' });
const ofEntry = party({ region: 'regionCode', organization: 'organizationCode', staff: 'staffNumber' });

export default defineSubgraph({
  name: 'dispatch',
  version: '1.0.0',
  title: { zh: '指挥调度', en: 'Dispatch' },
  needs: ['authority', 'grid'],
  entities: [
    { entity: CommandCentre, visibility: everyone, keys: ['id', 'code'] },
    { entity: EventCategory, visibility: everyone, keys: ['id', 'code'] },
    { entity: Event, visibility: ofEvent, keys: ['id', 'eventNo'] },
    { entity: EventAssignment, visibility: ofAssignment, keys: ['id'] },
    { entity: EventReport, visibility: ofReport, keys: ['id'] },
    { entity: InboxEntry, visibility: ofEntry, keys: ['id'] },
  ],
  foreign: [Region, Organization, StaffMember, TerritorialDuty, Grid],
  resolvers: [
    CommandCentreResolver,
    EventCategoryResolver,
    EventResolver,
    EventIntakeResolver,
    EventDispatchingResolver,
    EventHandlingResolver,
    EventAssignmentResolver,
    EventReportResolver,
    InboxEntryResolver,
    RegionResolver,
    TerritorialDutyResolver,
    GridResolver,
    StaffMemberResolver,
  ],
  migrations: [centresAndCategories, events],
  policies: [setCategoryLimitsPolicy],
  workflows: [eventWorkflow],
  sheets: dispatchSheets,
  settings: Object.values(eventSettings),
  emits: [eventReported, eventClosed, eventEvaluated, eventRejected, eventArchived, notification],
  handlers: [onCaseFiled, onScorePosted],
  timers: [archiving],
  roles: [
    {
      name: 'town_dispatcher',
      title: { zh: '镇街指挥中心调度员', en: 'Town dispatcher' },
      scopes: ['dispatch:read', 'staff:read'],
    },
    {
      name: 'county_dispatcher',
      title: { zh: '县级指挥中心调度员', en: 'County dispatcher' },
      scopes: ['dispatch:read', 'staff:read'],
    },
    {
      name: 'commander',
      title: { zh: '县级指挥中心指挥长', en: 'Commander' },
      scopes: ['dispatch:read', 'dispatch:write', 'staff:read'],
    },
    {
      name: 'event_intake',
      title: { zh: '外部工单接入(系统账号)', en: 'Intake of tickets, by systems' },
      scopes: ['dispatch:read'],
    },
  ],
});
