import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import type { Session } from '../../../kit/data/session.js';
import { answersFor } from '../../../kit/identity/caller.js';
import { type Policy, requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { Region, townOf } from '../region.js';
import { type StructureTemplate, templateOf } from './structure-template.js';
import { bodiesOf, shortName, type StructureViolation, violationsOf } from './structure-violation.js';
import { TownTemplate } from './town-template.js';

const mostTowns = 50;

/** Who spreads a pilot town's model. */
export const copyTownTemplatePolicy: Policy = {
  verb: 'copyTownTemplate',
  entity: TownTemplate,
  title: { zh: '推广试点镇的机构设置模板', en: 'Copy a pilot town’s template' },
  roles: ['establishment_office'],
  source: {
    zh: '在全市复制推广徐霞客镇行政管理体制改革成功范式(AU-27)',
    en: 'What succeeded in a pilot town is copied to the others (AU-27)',
  },
  conditions: [],
  creates: true,
};

/** What a town was given: in what its template changed, and in what its bodies depart from the new one. */
export interface CopiedTemplate {
  readonly townCode: string;
  readonly before: StructureTemplate;
  readonly after: StructureTemplate;
  readonly violations: readonly StructureViolation[];
}

/**
 * Gives towns of a county the template of a pilot town, all or none: the pilot's own where it has one, else what stands there.
 * It changes no organisation: what departs from it is listed. Faults: NOT_FOUND; FORBIDDEN, OUTSIDE_TERRITORY; INVALID,
 * reasons TEXT_LENGTH and TEMPLATE_TOWNS.
 */
export async function copyTownTemplate(
  context: Context,
  from: string,
  to: readonly string[],
  documentNumber: string,
): Promise<CopiedTemplate[]> {
  requireRole(copyTownTemplatePolicy, context);
  requireWritten({ zh: '文号', en: 'The document number' }, documentNumber, 100);
  const pilot = await townNamed(context, from);
  const unfit = to.length === 0 || to.length > mostTowns || new Set(to).size < to.length || to.includes(from);
  if (unfit || to.some((code) => !code.startsWith(from.slice(0, 6)))) throw unfitTowns(from, to.length);
  return context.session.write(async (session) => {
    const inside = { ...context, session };
    const template = await pilotTemplate(inside, pilot);
    const copied: CopiedTemplate[] = [];
    for (const code of to) {
      const town = await townNamed(inside, code);
      const before = { ...(await templateOf(inside, town)) };
      await keep(session, code, { template, from, documentNumber, takenOn: dayOf(context.clock.now()) });
      const bodies = await bodiesOf(inside, code, template.institutions);
      copied.push({ townCode: code, before, after: template, violations: violationsOf(template, bodies) });
    }
    return copied;
  });
}

async function townNamed({ session, caller }: Context, code: string): Promise<Region> {
  const town = await session.one(Region, 'code', code);
  if (town === null || townOf(code) !== code) throw notFound(Region, code);
  if (answersFor(caller, code)) return town;
  throw new Fault(
    'FORBIDDEN',
    { zh: `「${town.name}」不在您负责的区域内。`, en: `"${code}" is outside the territory that you answer for.` },
    { reason: 'OUTSIDE_TERRITORY', details: { region: code } },
  );
}

/** A pilot that was given no template is itself the model: its offices and institutions by their names, and no more of them. */
async function pilotTemplate(inside: Context, pilot: Region): Promise<StructureTemplate> {
  const own = await inside.session.one(TownTemplate, 'regionCode', pilot.code);
  if (own) return own;
  const standing = await templateOf(inside, pilot);
  const { offices, institutions, sections } = await bodiesOf(inside, pilot.code, standing.institutions);
  return {
    mostOffices: offices.length,
    offices: offices.map(shortName),
    specialOffices: [...standing.specialOffices],
    institutions: institutions.map(shortName),
    subSections: sections.length > 0,
  };
}

interface Taken {
  readonly template: StructureTemplate;
  readonly from: string;
  readonly documentNumber: string;
  readonly takenOn: string;
}

async function keep(session: Session, town: string, { template, from, documentNumber, takenOn }: Taken): Promise<void> {
  const { mostOffices, offices, specialOffices, institutions, subSections } = template;
  const own = await session.one(TownTemplate, 'regionCode', town);
  const row = Object.assign(own ?? new TownTemplate(), {
    id: own?.id ?? uuid(),
    version: (own?.version ?? 0) + 1,
    regionCode: town,
    copiedFromCode: from,
    documentNumber: documentNumber.trim(),
    takenOn,
    mostOffices,
    offices: [...offices],
    specialOffices: [...specialOffices],
    institutions: [...institutions],
    subSections,
  });
  session.manager.persist(row);
  await session.manager.flush();
}

function unfitTowns(from: string, given: number): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `推广对象须为「${from}」同县的其他镇街,1—${mostTowns} 个且不重复,收到 ${given} 个。`,
      en: `Name 1 to ${mostTowns} other towns of the county of "${from}", each once; got ${given}.`,
    },
    { reason: 'TEMPLATE_TOWNS', details: { most: mostTowns, given, from } },
  );
}
