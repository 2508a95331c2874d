import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import { Attachment, attachmentsOf } from '../../../kit/files/attachment.js';
import { personal } from '../../../kit/identity/personal.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate, Decimal } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { Event, Grid, Organization, PowerItem, Region, StaffMember } from '../foreign.js';
import { ageOn, minorRule } from '../rules/minor-rule.js';
import { yuanOf } from '../rules/money.js';
import { Case } from './case.js';
import { CaseState } from './case-states.js';
import { CaseParty, PartyKind } from './case-party.js';
import { PenaltyDecision, sealOf } from './penalty-decision.js';
import { DecisionService, FinePayment } from './performance.js';
import { surchargeOn } from './performance-guards.js';
import { ServiceMethod } from './service-method.js';
import { CoerciveMeasure } from '../measures/coercive-measure.js';
import { CaseProceeding, shownProceeding } from '../proceedings/case-proceeding.js';

/** One page of cases. */
export const CaseConnection = connectionOf(Case, '行政处罚案件');

@Resolver(() => Case)
export class CaseResolver {
  @Query(() => Case, { nullable: true, description: '按案号取一个案件。 One case by number.' })
  async case(
    @Ctx() { session }: Context,
    @Arg('caseNo', () => ID, { description: '案号。 Number of the case.' }) caseNo: string,
  ): Promise<Case> {
    const found = await session.one(Case, 'caseNo', caseNo);
    if (found === null) throw notFound(Case, caseNo);
    return found;
  }

  @Query(() => CaseConnection, {
    nullable: true,
    description: '可见范围内的案件,按案号排序。 Cases that this caller may see, in the order of their numbers.',
  })
  cases(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('item', () => ID, { nullable: true, description: '事项编码。 Code of the power item.' }) item?: string,
    @Arg('region', () => ID, { nullable: true, description: '案发地区划代码。 Region code.' }) region?: string,
    @Arg('state', () => CaseState, { nullable: true, description: '状态。 State.' }) state?: CaseState,
  ): Promise<Connection<Case>> {
    return page(context, Case, slice, given({ powerItemCode: item, regionCode: region, state }), ['caseNo']);
  }

  @FieldResolver(() => PowerItem, { nullable: true, description: '处罚事项。 The power that is exercised.' })
  powerItem(@Root() { powerItemCode }: Case): PowerItem {
    return Object.assign(new PowerItem(), { code: powerItemCode });
  }

  @FieldResolver(() => Event, { nullable: true, description: '来源事件。 The event that it grew out of.' })
  event(@Root() { eventNo }: Case): Event | null {
    return eventNo === null ? null : Object.assign(new Event(), { eventNo });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '承办机构。 Who works on it.' })
  organization(@Root() { organizationCode }: Case): Organization {
    return Object.assign(new Organization(), { code: organizationCode });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '实施主体。 In whose name it is decided.' })
  subject(@Root() { subjectCode }: Case): Organization {
    return Object.assign(new Organization(), { code: subjectCode });
  }

  @FieldResolver(() => [StaffMember], {
    nullable: true,
    description: '执法人员,主办在前。 The officers, the first leads.',
  })
  officers(@Root() { officerNumbers }: Case): StaffMember[] {
    return officerNumbers.map((number) => Object.assign(new StaffMember(), { number }));
  }

  @FieldResolver(() => Region, { nullable: true, description: '案发地所在区划。 Region that it lies in.' })
  region(@Root() { regionCode }: Case): Region {
    return Object.assign(new Region(), { code: regionCode });
  }

  @FieldResolver(() => Grid, { nullable: true, description: '案发地所在网格。 Grid that it lies in.' })
  grid(@Root() { gridCode }: Case): Grid | null {
    return gridCode === null ? null : Object.assign(new Grid(), { code: gridCode });
  }

  @FieldResolver(() => [Attachment], { nullable: true, description: '证据。 The evidence.' })
  @Directive('@requiresScopes(scopes: [["enforcement:read"]])')
  evidence(@Root() { id }: Case, @Ctx() context: Context): Promise<Attachment[]> {
    return attachmentsOf(context, id);
  }

  @FieldResolver(() => CaseParty, { nullable: true, description: '当事人。 The party.' })
  @Directive('@requiresScopes(scopes: [["enforcement:read"]])')
  party(@Root() row: Case, @Ctx() context: Context): CaseParty {
    const { partyRecord, occurredOn, caseNo } = row;
    const { kind, idNumber, phone, address, birthDate } = partyRecord;
    const isPerson = kind === PartyKind.PERSON;
    const rule = birthDate === null ? 'FULL' : minorRule(ageOn(birthDate, occurredOn));
    return Object.assign(new CaseParty(), {
      kind,
      name: nameOfParty(row, context),
      idNumber: idNumber === null ? null : personal(context, 'idNumber', idNumber, caseNo),
      creditCode: partyRecord.creditCode,
      creditCodeDoubtful: partyRecord.creditCodeDoubtful,
      phone: phone === null ? null : personal(context, 'phone', phone, caseNo),
      address: isPerson ? null : address,
      under14: rule === 'NONE',
      from14To18: rule === 'LIGHTER',
    });
  }

  @FieldResolver(() => PenaltyDecision, {
    nullable: true,
    description: '处罚决定;未决定为空。 The decision, once made.',
  })
  @Directive('@requiresScopes(scopes: [["enforcement:read"]])')
  decision(@Root() row: Case, @Ctx() context: Context): PenaltyDecision | null {
    const { decisionRecord: decision, decisionDigest: digest } = row;
    if (decision === null) return null;
    return Object.assign(new PenaltyDecision(), {
      ...decision,
      details: decision.details ?? [],
      tier: decision.tier ?? null,
      authority: decision.subject.name,
      certificates: decision.officers.map(({ certificate }) => certificate),
      party: nameOfParty(row, context),
      item: decision.item.name,
      occurredAt: new Date(decision.occurredAt),
      decidedAt: new Date(decision.decidedAt),
      digest,
      intact: sealOf(decision) === digest,
    });
  }

  @FieldResolver(() => CaseProceeding, { nullable: true, description: '普通程序的各环节。 The general procedure.' })
  @Directive('@requiresScopes(scopes: [["enforcement:read"]])')
  proceeding(@Root() { proceeding }: Case): CaseProceeding {
    return shownProceeding(proceeding);
  }

  @FieldResolver(() => [CoerciveMeasure], {
    nullable: true,
    description: '先行登记保存、查封、扣押。 Things that the case holds fast.',
  })
  measures(@Root() { caseNo }: Case, @Ctx() { session }: Context): Promise<CoerciveMeasure[]> {
    return session.many(CoerciveMeasure, 'caseNo', caseNo, ['id']);
  }

  @FieldResolver(() => Case, {
    nullable: true,
    description: '移送来的原案;证据留在原案(EN-09、EN-10)。 The case that was passed on to become this one.',
  })
  predecessor(@Root() { proceeding }: Case, @Ctx() { session }: Context): Promise<Case | null> | null {
    const { predecessorNo } = proceeding;
    return predecessorNo === undefined ? null : session.one(Case, 'caseNo', predecessorNo);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      '移交线索的部门;自行发现为空(EN-20)。 The department that handed the clue over; none where nobody did.',
  })
  origin(@Root() { originCode }: Case): Organization | null {
    return originCode === null ? null : Object.assign(new Organization(), { code: originCode });
  }

  @FieldResolver(() => DecisionService, { nullable: true, description: '送达;未送达为空。 The service, once done.' })
  service(@Root() { serviceRecord: service }: Case): DecisionService | null {
    if (service === null) return null;
    const { at, refused, method = ServiceMethod.IN_PERSON } = service;
    return Object.assign(new DecisionService(), { at: new Date(at), refused, method });
  }

  @FieldResolver(() => FinePayment, { nullable: true, description: '缴款;未缴为空。 The payment, once made.' })
  payment(@Root() { paymentRecord }: Case): FinePayment | null {
    return paymentRecord === null ? null : Object.assign(new FinePayment(), paymentRecord);
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description:
      '某日缴款应加处的罚款(元),每日百分之三,不超过罚款本身;无罚款或已缴为空。 Surcharge when paid on a day, today unless told.',
  })
  surcharge(
    @Root() row: Case,
    @Ctx() { clock }: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): string | null {
    if (row.fine === null || row.paymentRecord !== null) return null;
    return yuanOf(surchargeOn(row, on ?? dayOf(clock.now())));
  }

  @FieldResolver(() => Boolean, { description: '逾期未备案。 Was not recorded with the agency in time.' })
  recordingOverdue(@Root() { recordingDueAt, recordedAt }: Case, @Ctx() { clock }: Context): boolean {
    return recordingDueAt !== null && recordingDueAt < (recordedAt ?? clock.now());
  }
}

/** A firm's name is public, a person's leaves masked. */
function nameOfParty({ partyRecord: { kind, name }, caseNo }: Case, context: Context): string {
  return kind === PartyKind.PERSON ? personal(context, 'name', name, caseNo) : name;
}
