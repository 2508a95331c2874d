import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { CalendarDate } from '../../kit/module/scalars.js';
import { dayOf } from '../../kit/time/calendar.js';
import { EnforcementCertificate, isValidOn } from './enforcement-certificate.js';
import { StaffMember } from './foreign.js';

@Resolver(() => EnforcementCertificate)
export class EnforcementCertificateResolver {
  @Query(() => EnforcementCertificate, {
    nullable: true,
    description:
      '按证号查验执法证件,人人可查(行政执法公示)。 One enforcement certificate by number; open to everybody.',
  })
  async certificate(
    @Ctx() context: Context,
    @Arg('number', () => ID, { description: '证号。 Number of the certificate.' }) number: string,
  ): Promise<EnforcementCertificate> {
    const certificate = await context.session.one(EnforcementCertificate, 'number', number);
    if (certificate === null) throw notFound(EnforcementCertificate, number);
    return certificate;
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '持证人。 Who holds it.' })
  staff(@Root() certificate: EnforcementCertificate): StaffMember {
    return Object.assign(new StaffMember(), { number: certificate.staffNumber });
  }

  @FieldResolver(() => Boolean, {
    description: '某日是否有效,默认今日。 Whether it is valid on a day, today unless told.',
  })
  valid(
    @Root() certificate: EnforcementCertificate,
    @Ctx() { clock }: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): boolean {
    return isValidOn(certificate, on ?? dayOf(clock.now()));
  }
}
