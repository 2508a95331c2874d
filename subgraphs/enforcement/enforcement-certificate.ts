import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { CalendarDate } from '../../kit/module/scalars.js';

/**
 * What entitles a person to enforce (EN-19; Administrative Penalty Law, article 42). Number, domains and validity are
 * published, as the State Council's rules on disclosing enforcement demand.
 */
@Entity({ schema: 'enforcement', tableName: 'certificates' })
@ObjectType({ description: '行政执法证件:编号、领域和有效期依法公示。 An enforcement certificate; published by law.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "number")')
export class EnforcementCertificate {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '证号。 Number of the certificate.' })
  number!: string;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '发证机关。 Who issued it.' })
  issuedBy!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '有效期起。 First day of validity.' })
  validFrom!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '有效期止(含当日)。 Last day of validity.' })
  validTo!: string;

  @Property({ type: 'array', runtimeType: 'string[]' })
  @Field(() => [String], { description: '执法领域。 Domains that it covers.' })
  domains!: string[];
}

/** Whether a certificate is valid on a day. */
export function isValidOn(certificate: EnforcementCertificate, day: string): boolean {
  return certificate.validFrom <= day && day <= certificate.validTo;
}
