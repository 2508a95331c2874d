import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { code, type Sheet, text } from '../../kit/onboarding/sheet.js';

/** An origin at which a department's systems may stand. */
@Entity({ schema: 'registry', tableName: 'addresses' })
@ObjectType({ description: '部门系统的许可地址。 An origin at which a department may serve subgraphs.' })
@Directive('@key(fields: "id")')
export class SubgraphAddress {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '协议、主机和端口。 Scheme, host and port.' })
  origin!: string;
}

/** The county's list of such origins, whole: what it no longer holds may be published no more. */
export const addresses: Sheet = {
  file: 'subgraph-addresses.csv',
  entity: SubgraphAddress,
  key: ['organizationCode', 'origin'],
  columns: {
    organizationCode: text('机构编码', { longest: 100 }),
    origin: code('地址', /^https?:\/\/[a-z0-9.[\]:-]+$/, 'a scheme, a host and a port, and no path'),
  },
  whole: true,
};
