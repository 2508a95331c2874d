import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';

export enum OrganizationKind {
  COUNTY_DEPARTMENT = 'COUNTY_DEPARTMENT',
  TOWN_GOVERNMENT = 'TOWN_GOVERNMENT',
  TOWN_OFFICE = 'TOWN_OFFICE',
  TOWN_PUBLIC_INSTITUTION = 'TOWN_PUBLIC_INSTITUTION',
  STATION_AGENCY = 'STATION_AGENCY',
  ENFORCEMENT_BUREAU = 'ENFORCEMENT_BUREAU',
  ENFORCEMENT_TEAM = 'ENFORCEMENT_TEAM',
  SERVICE_CENTRE = 'SERVICE_CENTRE',
  COMMAND_CENTRE = 'COMMAND_CENTRE',
  ZONE_COMMITTEE = 'ZONE_COMMITTEE',
  SUPERVISION_BODY = 'SUPERVISION_BODY',
}
registerEnumType(OrganizationKind, {
  name: 'OrganizationKind',
  description: '机构类型。 Kind of an organisation.',
  valuesConfig: {
    COUNTY_DEPARTMENT: { description: '县级部门。 County department.' },
    TOWN_GOVERNMENT: { description: '镇人民政府、街道办事处。 Government of a town.' },
    TOWN_OFFICE: { description: '镇街职能机构。 Office of a town.' },
    TOWN_PUBLIC_INSTITUTION: { description: '镇街事业单位。 Public institution of a town.' },
    STATION_AGENCY: { description: '部门派驻镇街机构。 A department’s agency stationed in a town.' },
    ENFORCEMENT_BUREAU: { description: '综合行政执法局。 Enforcement bureau.' },
    ENFORCEMENT_TEAM: { description: '执法队伍。 Enforcement team.' },
    SERVICE_CENTRE: { description: '政务服务中心。 Service centre.' },
    COMMAND_CENTRE: { description: '指挥中心。 Command centre.' },
    ZONE_COMMITTEE: { description: '开发区管理委员会。 Committee of a development zone.' },
    SUPERVISION_BODY: { description: '监督考评机构。 Supervision body.' },
  },
});

export enum ManagementMode {
  TERRITORIAL = 'TERRITORIAL',
  DUAL = 'DUAL',
  VERTICAL = 'VERTICAL',
}
registerEnumType(ManagementMode, {
  name: 'ManagementMode',
  description: '驻镇机构管理体制。 Who manages an agency that stands in a town.',
  valuesConfig: {
    TERRITORIAL: { description: '属地管理。 The town.' },
    DUAL: { description: '双重管理。 Town and department.' },
    VERTICAL: { description: '垂直管理。 The department.' },
  },
});

/** A body of the county or a town. Its code equals the alias of the organisation in Keycloak. */
@Entity({ schema: 'authority', tableName: 'organizations' })
@ObjectType({ description: '机构:县级部门、镇街及其平台、开发区管委会。 A body of the county or of a town.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Organization {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '机构编码,与 Keycloak 组织别名一致。 Code, equal to the alias in Keycloak.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '简称。 Short name.' })
  shortName!: string | null;

  @Property({ type: 'text' })
  @Field(() => OrganizationKind, { description: '类型。 Kind.' })
  kind!: OrganizationKind;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text', nullable: true })
  parentCode!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '统一社会信用代码(GB 32100)。 Unified social credit code.' })
  uscc!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ManagementMode, { nullable: true, description: '管理体制。 Who manages it.' })
  managementMode!: ManagementMode | null;

  /** The department in whose field an agency works that was handed down; before, that is its parent. */
  @Property({ type: 'text', nullable: true })
  departmentCode!: string | null;

  @Property({ type: 'text', nullable: true })
  headNumber!: string | null;

  @Property({ type: 'array', runtimeType: 'string[]' })
  @Field(() => [String], { description: '加挂的牌子。 Further names that it goes by.' })
  signboards!: string[];
}
