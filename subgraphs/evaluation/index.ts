import { everyone, inRegion, party } from '../../kit/data/visibility.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { AppraisalScheme } from './appraisal-scheme.js';
import { AppraisalSchemeResolver } from './appraisal-scheme.resolver.js';
import { BonusLine } from './bonuses/bonus-line.js';
import { BonusLineResolver } from './bonuses/bonus.resolver.js';
import {
  AppraisedStaffResolver,
  ModuleRatingResolver,
  ScoreBasisResolver,
  ScorecardResolver,
} from './cards/card.resolver.js';
import { cardWorkflow } from './cards/card-workflow.js';
import { Scorecard } from './cards/scorecard.js';
import { AppraisalCycle } from './cycles/appraisal-cycle.js';
import { cycleSettings } from './cycles/cycle-settings.js';
import { cycleWorkflow } from './cycles/cycle-workflow.js';
import { AppraisalCycleResolver } from './cycles/cycle.resolver.js';
import { CallOutcome } from './departments/call-outcome.js';
import { DepartmentEvaluation } from './departments/department-evaluation.js';
import { DepartmentEvaluationResolver, EvaluatedOrganizationResolver } from './departments/department.resolver.js';
import { evaluationSettings } from './departments/evaluation-settings.js';
import { departmentWorkflow } from './departments/evaluation-workflow.js';
import { onCallClosed } from './departments/on-calls.js';
import { scorePosted } from './events.js';
import { Event, Grid, Organization, Region, StaffMember } from './foreign.js';
import {
  EventResolver,
  GridResolver,
  OrganizationResolver,
  RegionResolver,
  StaffMemberResolver,
} from './foreign.resolver.js';
import { appointToPostPolicy, vacatePostPolicy } from './holdings/appoint-to-post.js';
import { holdingSettings } from './holdings/holding-settings.js';
import { HeldPostResolver, HoldingStaffResolver, PostHoldingResolver } from './holdings/holding.resolver.js';
import { PostHolding } from './holdings/post-holding.js';
import { migrations } from './migrations/in-order.js';
import { scoreEvents } from './on-events.js';
import { Post } from './post.js';
import { PostedScore } from './posted-score.js';
import { PostResolver } from './post.resolver.js';
import { GridRanking } from './rankings/grid-ranking.js';
import { onPatrolFinished, PatrolOutcome } from './rankings/patrol-outcome.js';
import { rankingSettings } from './rankings/ranking-settings.js';
import { rankingWorkflow } from './rankings/ranking-workflow.js';
import { GridRankingResolver, GridStandingResolver } from './rankings/ranking.resolver.js';
import { redefinePostPolicy } from './redefine-post.js';
import { SchemeDimension } from './scheme-dimension.js';
import { SchemeDimensionResolver } from './scheme-dimension.resolver.js';
import { defineAppraisalSchemePolicy } from './schemes/define-appraisal-scheme.js';
import { ScoreEvidence } from './score-evidence.js';
import { PostedScoreResolver, ScoreEvidenceResolver } from './score-evidence.resolver.js';
import { recordWorkDaysPolicy } from './secondments/record-work-days.js';
import { Secondment } from './secondments/secondment.js';
import { secondmentSettings } from './secondments/secondment-settings.js';
import { secondmentBegan, secondmentEnded, secondmentWorkflow } from './secondments/secondment-workflow.js';
import { SecondmentResolver, SeparatedStaffResolver } from './secondments/secondment.resolver.js';
import { WorkDay } from './secondments/work-day.js';
import { PostSelectionRound } from './selections/post-selection-round.js';
import { selectionWorkflow } from './selections/selection-workflow.js';
import { PostSelectionFieldsResolver, PostSelectionResolver } from './selections/selection.resolver.js';
import { evaluationSheets } from './sheets.js';
import { lockWorkflow, stationedStaffTransferred } from './stations/lock-workflow.js';
import { Promotion } from './stations/promotion.js';
import { RightsAction } from './stations/rights-action.js';
import { rightsWorkflow } from './stations/rights-workflow.js';
import {
  PromotedStaffResolver,
  PromotionResolver,
  RightsActionJoinsResolver,
  RightsActionResolver,
} from './stations/rights.resolver.js';
import { StationLock } from './stations/station-lock.js';
import { stationSettings } from './stations/station-settings.js';
import { StationLockResolver } from './stations/station.resolver.js';
import { onTeamCredited } from './taskforces/on-team-credits.js';
import { Taskforce } from './taskforces/taskforce.js';
import { taskforceWorkflow } from './taskforces/taskforce-workflow.js';
import { TaskforceResolver } from './taskforces/taskforce.resolver.js';
import { TeamCredit } from './taskforces/team-credit.js';

const ofPerson = party({ region: 'regionCode', staff: 'staffNumber' });
const ofParties = party({ region: 'regionCode', organizations: 'partyCodes' });

export default defineSubgraph({
  name: 'evaluation',
  version: '1.0.0',
  title: { zh: '考评', en: 'Evaluation' },
  needs: ['authority', 'grid', 'dispatch'],
  entities: [
    { entity: AppraisalScheme, visibility: everyone, keys: ['id', 'code'] },
    { entity: SchemeDimension, visibility: everyone, keys: ['id'] },
    {
      entity: Post,
      visibility: party({ region: 'regionCode', organization: 'organizationCode' }),
      keys: ['id', 'code'],
    },
    {
      entity: ScoreEvidence,
      visibility: party({ region: 'regionCode', organization: 'organizationCode', staff: 'staffNumber' }),
      keys: ['id'],
    },
    { entity: PostedScore, visibility: inRegion('regionCode'), keys: ['id', 'eventNo'] },
    { entity: PostHolding, visibility: ofPerson, keys: ['id'] },
    { entity: AppraisalCycle, visibility: inRegion('regionCode'), keys: ['id'] },
    { entity: Scorecard, visibility: ofPerson, keys: ['id'] },
    { entity: BonusLine, visibility: ofPerson, keys: ['id'] },
    { entity: Taskforce, visibility: inRegion('regionCode'), keys: ['id'] },
    { entity: TeamCredit, visibility: inRegion('regionCode'), keys: ['id'] },
    { entity: PostSelectionRound, visibility: inRegion('regionCode'), keys: ['id'] },
    { entity: DepartmentEvaluation, visibility: ofParties, keys: ['id'] },
    { entity: CallOutcome, visibility: inRegion('regionCode'), keys: ['id'] },
    { entity: StationLock, visibility: ofParties, keys: ['id'] },
    { entity: RightsAction, visibility: ofParties, keys: ['id'] },
    { entity: Promotion, visibility: ofPerson, keys: ['id'] },
    {
      entity: Secondment,
      visibility: party({ region: 'regionCode', organizations: 'partyCodes', staff: 'staffNumber' }),
      keys: ['id'],
    },
    { entity: GridRanking, visibility: inRegion('regionCode'), keys: ['id'] },
    { entity: PatrolOutcome, visibility: inRegion('regionCode'), keys: ['id'] },
    { entity: WorkDay, visibility: ofPerson, keys: ['id'] },
  ],
  foreign: [Region, Organization, Grid, StaffMember, Event],
  resolvers: [
    AppraisalSchemeResolver,
    SchemeDimensionResolver,
    PostResolver,
    GridResolver,
    RegionResolver,
    OrganizationResolver,
    StaffMemberResolver,
    EventResolver,
    ScoreEvidenceResolver,
    PostedScoreResolver,
    PostHoldingResolver,
    HeldPostResolver,
    HoldingStaffResolver,
    AppraisalCycleResolver,
    ScorecardResolver,
    ModuleRatingResolver,
    ScoreBasisResolver,
    AppraisedStaffResolver,
    BonusLineResolver,
    TaskforceResolver,
    PostSelectionResolver,
    PostSelectionFieldsResolver,
    DepartmentEvaluationResolver,
    EvaluatedOrganizationResolver,
    StationLockResolver,
    RightsActionResolver,
    RightsActionJoinsResolver,
    PromotionResolver,
    PromotedStaffResolver,
    SecondmentResolver,
    SeparatedStaffResolver,
    GridRankingResolver,
    GridStandingResolver,
  ],
  migrations,
  policies: [
    redefinePostPolicy,
    defineAppraisalSchemePolicy,
    appointToPostPolicy,
    vacatePostPolicy,
    recordWorkDaysPolicy,
  ],
  workflows: [
    cycleWorkflow,
    cardWorkflow,
    taskforceWorkflow,
    selectionWorkflow,
    departmentWorkflow,
    lockWorkflow,
    rightsWorkflow,
    secondmentWorkflow,
    rankingWorkflow,
  ],
  settings: [
    ...Object.values(holdingSettings),
    ...Object.values(cycleSettings),
    ...Object.values(evaluationSettings),
    ...Object.values(stationSettings),
    ...Object.values(secondmentSettings),
    ...Object.values(rankingSettings),
  ],
  sheets: evaluationSheets,
  emits: [scorePosted, stationedStaffTransferred, secondmentBegan, secondmentEnded],
  handlers: [...scoreEvents, onTeamCredited, onCallClosed, onPatrolFinished],
  roles: [
    {
      name: 'evaluator',
      title: { zh: '考评人员', en: 'Evaluator' },
      scopes: ['evaluation:read', 'evaluation:write', 'staff:read', 'bonus:read'],
    },
    {
      name: 'module_leader',
      title: { zh: '模块负责人', en: 'Module leader' },
      scopes: ['evaluation:read', 'staff:read'],
    },
    { name: 'cadre', title: { zh: '镇街干部', en: 'Cadre of a town' }, scopes: ['staff:read'] },
    {
      name: 'organization_office',
      title: { zh: '组织部门', en: 'Organisation department' },
      scopes: ['evaluation:read', 'staff:read'],
    },
  ],
});
