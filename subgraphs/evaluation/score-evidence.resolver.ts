import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { connectionOf } from '../../kit/paging/connection.js';
import type { Context } from '../../kit/module/context.js';
import { AppraisalScheme } from './appraisal-scheme.js';
import { Event, Grid, Organization, StaffMember } from './foreign.js';
import { PostedScore } from './posted-score.js';
import { ScoreEvidence } from './score-evidence.js';

/** One page of evidence. */
export const ScoreEvidenceConnection = connectionOf(ScoreEvidence, '评分依据');

@Resolver(() => ScoreEvidence)
export class ScoreEvidenceResolver {
  @FieldResolver(() => Event, { nullable: true, description: '事件。 The event that it comes from.' })
  event(@Root() { eventNo }: ScoreEvidence): Event {
    return Object.assign(new Event(), { eventNo });
  }

  @FieldResolver(() => Grid, { nullable: true, description: '网格。 The grid that it counts for.' })
  grid(@Root() { gridCode }: ScoreEvidence): Grid | null {
    return gridCode === null ? null : Object.assign(new Grid(), { code: gridCode });
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '人员。 The person whom it counts for.' })
  staffMember(@Root() { staffNumber }: ScoreEvidence): StaffMember | null {
    return staffNumber === null ? null : Object.assign(new StaffMember(), { number: staffNumber });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '牵头机构。 The organisation that led.' })
  organization(@Root() { organizationCode }: ScoreEvidence): Organization | null {
    return organizationCode === null ? null : Object.assign(new Organization(), { code: organizationCode });
  }

  @FieldResolver(() => AppraisalScheme, { nullable: true, description: '所依方案。 The scheme that it is scored by.' })
  scheme(@Root() { schemeCode }: ScoreEvidence, @Ctx() { session }: Context): Promise<AppraisalScheme | null> {
    return schemeCode === null ? Promise.resolve(null) : session.one(AppraisalScheme, 'code', schemeCode);
  }
}

@Resolver(() => PostedScore)
export class PostedScoreResolver {
  @FieldResolver(() => AppraisalScheme, { nullable: true, description: '所依方案。 The scheme that it is scored by.' })
  scheme(@Root() { schemeCode }: PostedScore, @Ctx() { session }: Context): Promise<AppraisalScheme | null> {
    return schemeCode === null ? Promise.resolve(null) : session.one(AppraisalScheme, 'code', schemeCode);
  }
}
