import { everyone, inRegion, party } from '../../kit/data/visibility.js';
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
import {
  BoardResolver,
  DeadlineBoardResolver,
  DeadlineLineResolver,
  OrganizationFiguresResolver,
  RegionFiguresResolver,
} from './board/board.resolver.js';
import { callClosed, callRated } from './calls/call-events.js';
import { CallRating } from './calls/call-rating.js';
import { callSettings } from './calls/call-settings.js';
import { CallVerbsResolver } from './calls/call-verbs.resolver.js';
import { callWorkflow } from './calls/call-workflow.js';
import {
  CallMeasureResolver,
  CallRatingResolver,
  CallResolver,
  GovernanceTeamResolver,
} from './calls/call.resolver.js';
import { PlatformStep } from './calls/platform-step.js';
import { relayCallStepPolicy } from './calls/relay-call-step.js';
import { TownCall } from './calls/town-call.js';
import { CommandOrder } from './commands/command-order.js';
import { CommandResponder } from './commands/command-responder.js';
import { commandSettings } from './commands/command-settings.js';
import { CommandVerbsResolver, ResponderVerbsResolver } from './commands/command-verbs.resolver.js';
import { commandWorkflow } from './commands/command-workflow.js';
import { CommandResolver, CommandResponderResolver } from './commands/command.resolver.js';
import { responderWorkflow } from './commands/responder-workflow.js';
import { DisputeCase } from './disputes/dispute-case.js';
import { DisputeVerbsResolver } from './disputes/dispute-verbs.resolver.js';
import { disputeWorkflow } from './disputes/dispute-workflow.js';
import { DisputePartyResolver, DisputeResolver, RecusalResolver } from './disputes/dispute.resolver.js';
import { findingSettings } from './findings/finding-settings.js';
import { findingWorkflow } from './findings/finding-workflow.js';
import { FindingResolver } from './findings/finding.resolver.js';
import { notCalling } from './findings/not-calling.js';
import { SupervisionFinding } from './findings/supervision-finding.js';
import { centresAndCategories } from './migrations/0001-centres-and-categories.js';
import { events } from './migrations/0002-events.js';
import { callsAndCommands } from './migrations/0003-calls-and-commands.js';
import { openEvents } from './migrations/0004-open-events.js';
import { overdueEvents } from './migrations/0005-overdue-events.js';
import { appointRoadChiefPolicy } from './roads/appoint-road-chief.js';
import { RoadResolver } from './roads/road.resolver.js';
import { RoadSegment } from './roads/road-segment.js';
import { roadSettings } from './roads/road-settings.js';
import { setCategoryLimitsPolicy } from './set-category-limits.js';
import { eventSettings } from './settings.js';
import { dispatchSheets } from './sheets.js';
import { accountabilityReferred } from './supervision/referral-event.js';
import { SupervisionOrder } from './supervision/supervision-order.js';
import { supervisionOrderWorkflow } from './supervision/supervision-order-workflow.js';
import { SupervisionOrderResolver } from './supervision/supervision-order.resolver.js';
import { supervisionSettings } from './supervision/supervision-settings.js';

// Whose territory an event lies in sees it, whatever else it says: `visible-events.ts` counts on that.
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

const ofParties = party({ region: 'regionCode', organizations: 'partyCodes' });
const ofSubject = party({ region: 'regionCode', organization: 'subjectCode' });
const ofTarget = party({ region: 'regionCode', organization: 'targetCode' });
const ofOrder = party({ region: 'regionCode', organizations: 'partyCodes', staff: 'commanderNumber' });
const ofResponder = party({ region: 'regionCode', organization: 'organizationCode', staff: 'contactNumber' });
const ofDispute = party({ region: 'regionCode', staff: 'mediatorNumber' });

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
    { entity: TownCall, visibility: ofParties, keys: ['id', 'callNo'] },
    { entity: CallRating, visibility: ofParties, keys: ['id'] },
    { entity: PlatformStep, visibility: inRegion('regionCode'), keys: ['id'] },
    { entity: SupervisionFinding, visibility: ofSubject, keys: ['id'] },
    { entity: SupervisionOrder, visibility: ofTarget, keys: ['id', 'orderNo'] },
    { entity: CommandOrder, visibility: ofOrder, keys: ['id', 'orderNo'] },
    { entity: CommandResponder, visibility: ofResponder, keys: ['id'] },
    { entity: RoadSegment, visibility: everyone, keys: ['id', 'code'] },
    { entity: DisputeCase, visibility: ofDispute, keys: ['id', 'disputeNo'] },
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
    BoardResolver,
    DeadlineBoardResolver,
    DeadlineLineResolver,
    RegionFiguresResolver,
    OrganizationFiguresResolver,
    CallResolver,
    CallVerbsResolver,
    CallRatingResolver,
    CallMeasureResolver,
    GovernanceTeamResolver,
    FindingResolver,
    SupervisionOrderResolver,
    CommandResolver,
    CommandVerbsResolver,
    CommandResponderResolver,
    ResponderVerbsResolver,
    RoadResolver,
    DisputeResolver,
    DisputeVerbsResolver,
    DisputePartyResolver,
    RecusalResolver,
  ],
  migrations: [centresAndCategories, events, callsAndCommands, openEvents, overdueEvents],
  policies: [setCategoryLimitsPolicy, relayCallStepPolicy, appointRoadChiefPolicy],
  workflows: [
    eventWorkflow,
    callWorkflow,
    findingWorkflow,
    supervisionOrderWorkflow,
    commandWorkflow,
    responderWorkflow,
    disputeWorkflow,
  ],
  sheets: dispatchSheets,
  settings: [
    ...Object.values(eventSettings),
    ...Object.values(callSettings),
    ...Object.values(findingSettings),
    ...Object.values(supervisionSettings),
    ...Object.values(commandSettings),
    ...Object.values(roadSettings),
  ],
  emits: [
    eventReported,
    eventClosed,
    eventEvaluated,
    eventRejected,
    eventArchived,
    notification,
    callRated,
    callClosed,
    accountabilityReferred,
  ],
  handlers: [onCaseFiled, onScorePosted],
  timers: [archiving, notCalling],
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
    {
      name: 'call_platform',
      title: { zh: '“响应”平台(系统账号)', en: 'The platform that answers calls, by systems' },
      scopes: ['dispatch:read'],
    },
    {
      name: 'supervision_office',
      title: { zh: '督查机构', en: 'Supervision office' },
      scopes: ['dispatch:read', 'staff:read'],
    },
    { name: 'mediator', title: { zh: '矛调员', en: 'Mediator' }, scopes: ['dispatch:read', 'staff:read'] },
  ],
});
