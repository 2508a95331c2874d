import { countyRules } from '../../../kit/county/county-rules-of.js';
import { notFound, perform, type Target } from '../../../kit/data/perform.js';
import { answersFor } from '../../../kit/identity/caller.js';
import { type Policy, requirePolicy, requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { RoadSegment } from './road-segment.js';
import { roadSettings } from './road-settings.js';

const source = {
  zh: '推行“路长制”,明确综合执法中队长为“路长”(DI-14)',
  en: 'Road chiefs: captains of enforcement teams (DI-14)',
};

/** Who appoints the chief of a road: the town that it runs through, where the county has chiefs. */
export const appointRoadChiefPolicy: Policy<RoadSegment> = {
  verb: 'appointRoadChief',
  entity: RoadSegment,
  title: { zh: '任命路长', en: 'Appoint a road’s chief' },
  roles: ['town_leader', 'bureau_head'],
  source,
  conditions: [
    {
      reason: 'OUTSIDE_TERRITORY',
      code: 'FORBIDDEN',
      sentence: { zh: '该路段不在您负责的区域内。', en: 'The road lies outside the territory that you answer for.' },
      source,
      holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
    },
    {
      reason: 'ROAD_CHIEFS_NOT_PROVIDED',
      code: 'CONFLICT',
      sentence: { zh: '本县规则未设路长制。', en: 'The county’s profile has no road chiefs.' },
      source: { zh: '县级规则 road.chiefs(AU-27)', en: 'The county’s profile, road.chiefs (AU-27)' },
      holds: async ({ regionCode }, { session, clock }) =>
        (await countyRules(session, regionCode, clock)).read(roadSettings.provided),
    },
  ],
};

interface Captain {
  readonly workingOrganization: {
    readonly code: string;
    readonly kind: string;
    readonly region: { readonly code: string } | null;
  } | null;
}

const question = `query ($number: ID!) {
  staffMember(number: $number) { workingOrganization { code kind region { code } } }
}`;
const bodies = ['ENFORCEMENT_TEAM', 'ENFORCEMENT_BUREAU'];

/**
 * Makes somebody of the town's enforcement the chief of a road; events on it go to that team. Faults: NOT_FOUND for the person;
 * INVALID, reason CHIEF_UNFIT, for somebody who belongs to no body of enforcement of the town.
 */
export async function appointRoadChief(context: Context, target: Target, chief: string): Promise<RoadSegment> {
  requireRole(appointRoadChiefPolicy, context);
  const road = await context.session.one(RoadSegment, 'id', target.id);
  if (road === null) throw notFound(RoadSegment, target.id);
  await requirePolicy(appointRoadChiefPolicy, road, context);
  const { staffMember } = await context.ask<{ readonly staffMember: Captain }>(question, { number: chief });
  const body = staffMember.workingOrganization;
  const fits = body !== null && bodies.includes(body.kind) && body.region?.code === road.regionCode;
  return perform(appointRoadChiefPolicy, target, context, (row, { clock }) => {
    if (!fits) throw chiefUnfit(chief, row.regionCode);
    row.chiefNumber = chief;
    row.organizationCode = body.code;
    row.chiefSince = dayOf(clock.now());
  });
}

function chiefUnfit(chief: string, regionCode: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `${chief} 不在 ${regionCode} 的执法队伍工作,不能任路长。`,
      en: `${chief} works in no body of enforcement of ${regionCode} and cannot be a road’s chief.`,
    },
    { reason: 'CHIEF_UNFIT', details: { chief, regionCode } },
  );
}
