import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { answersFor } from '../../../kit/identity/caller.js';
import { type Policy, requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { AppraisalScheme, SchemeKind } from '../appraisal-scheme.js';
import { sumOfWeights } from '../check-weights.js';
import { requireFineless } from '../draws-on-fines.js';
import { SchemeDimension } from '../scheme-dimension.js';
import { schemesOf } from '../scheme-in-force.js';
import { scoring } from '../score-indicator.js';
import type { AppraisalSchemeInput, SchemeDimensionInput } from './scheme-input.js';

const source = {
  zh: '四维考评方案按版本制定(EV-01)',
  en: 'Appraisal schemes are made in versions (EV-01)',
};

/** Who says how a county appraises. */
export const defineAppraisalSchemePolicy: Policy = {
  verb: 'defineAppraisalScheme',
  entity: AppraisalScheme,
  title: { zh: '制定考评方案', en: 'Define an appraisal scheme' },
  roles: ['evaluator'],
  source,
  conditions: [],
  creates: true,
};

/** The four dimensions of a cadre’s appraisal, as schemes name them. */
const cadreDimensions = ['postPoints', 'moduleRating', 'teamCredits', 'taskforcePoints'] as const;

const known: Readonly<Record<SchemeKind, readonly string[]>> = {
  [SchemeKind.CADRE]: cadreDimensions,
  [SchemeKind.GRID]: ['patrolCompletion', ...Object.values(scoring).map(({ dimension }) => dimension)],
};

/**
 * Makes the next version of a county's scheme; what was scored by an earlier one stays as it is. Faults: FORBIDDEN,
 * OUTSIDE_TERRITORY; INVALID, reasons TEXT_LENGTH, WEIGHTS_NOT_ONE, DIMENSION_UNKNOWN, SPREAD_BOUNDS and
 * FINES_IN_APPRAISAL; CONFLICT, SCHEME_NOT_LATER.
 */
export async function defineAppraisalScheme(context: Context, input: AppraisalSchemeInput): Promise<AppraisalScheme> {
  requireRole(defineAppraisalSchemePolicy, context);
  const { county, kind, name, effectiveFrom, minimumSpread = null, dimensions } = input;
  if (!/^\d{6}$/.test(county) || !answersFor(context.caller, county)) throw elsewhere(county);
  requireWritten({ zh: '名称', en: 'The name' }, name, 100);
  requireFineless(name);
  checkDimensions(kind, dimensions);
  const spread = minimumSpread === null ? 0 : Number(minimumSpread);
  if (spread < 0 || spread >= 1) throw spreadBounds(minimumSpread ?? '');
  const code = await context.session.write(async (session) => {
    const versions = (await schemesOf(county, { session })).filter((each) => each.kind === kind);
    const last = versions.at(-1);
    if (last && last.effectiveFrom >= effectiveFrom) throw notLater(effectiveFrom, last);
    const schemeVersion = Math.max(0, ...versions.map((each) => each.schemeVersion)) + 1;
    const scheme = Object.assign(new AppraisalScheme(), {
      id: uuid(),
      version: 1,
      code: `KP-${kind}-${county}-${schemeVersion}`,
      name: name.trim(),
      kind,
      regionCode: county,
      schemeVersion,
      effectiveFrom,
      minimumSpread,
    });
    session.manager.persist(scheme);
    for (const each of dimensions)
      session.manager.persist(
        Object.assign(new SchemeDimension(), { id: uuid(), schemeCode: scheme.code, ...each, name: each.name.trim() }),
      );
    await session.manager.flush();
    return scheme.code;
  });
  const scheme = await context.session.one(AppraisalScheme, 'code', code);
  if (scheme === null) throw notFound(AppraisalScheme, code);
  return scheme;
}

function checkDimensions(kind: SchemeKind, dimensions: readonly SchemeDimensionInput[]): void {
  const codes = dimensions.map(({ code }) => code);
  for (const { code, name, indicator } of dimensions) {
    requireWritten({ zh: '维度名称', en: 'The name of a dimension' }, name, 100);
    requireWritten({ zh: '指标说明', en: 'The indicator' }, indicator, 500);
    for (const words of [code, name, indicator]) requireFineless(words);
    if (!known[kind].includes(code) || codes.indexOf(code) !== codes.lastIndexOf(code))
      throw unknownDimension(kind, code);
  }
  const weights = dimensions.map(({ weight }) => weight);
  const sum = weights.some((weight) => weight.startsWith('-')) ? '-' : sumOfWeights(weights);
  if (sum !== '1') throw weightsNotOne(weights);
}

function elsewhere(county: string): Fault {
  const shown = county.slice(0, 20);
  return new Fault(
    'FORBIDDEN',
    { zh: `「${shown}」不是您负责的县。`, en: `"${shown}" is no county that you answer for.` },
    { reason: 'OUTSIDE_TERRITORY' },
  );
}

function unknownDimension(kind: SchemeKind, code: string): Fault {
  const names = known[kind];
  const shown = code.slice(0, 60);
  return new Fault(
    'INVALID',
    {
      zh: `维度「${shown}」重复,或不是可计分的维度;可用:${names.join('、')}。`,
      en: `The dimension "${shown}" comes twice or cannot be scored; there are ${names.join(', ')}.`,
    },
    { reason: 'DIMENSION_UNKNOWN', details: { code: shown, known: names } },
  );
}

function weightsNotOne(weights: readonly string[]): Fault {
  const shown = weights.slice(0, 20).join(' + ');
  return new Fault(
    'INVALID',
    { zh: `权重之和须为 1,且均不为负:${shown}。`, en: `The weights must sum to 1, none below 0: ${shown}.` },
    { reason: 'WEIGHTS_NOT_ONE', details: { weights: weights.slice(0, 20) } },
  );
}

function spreadBounds(given: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `差距下限须在 0 至 1 之间(不含 1),收到 ${given}。`,
      en: `The least spread is from 0 to below 1; got ${given}.`,
    },
    { reason: 'SPREAD_BOUNDS', details: { given } },
  );
}

function notLater(effectiveFrom: string, last: AppraisalScheme): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `新版本须晚于 ${last.code} 的生效日期 ${last.effectiveFrom},收到 ${effectiveFrom}。`,
      en: `A new version takes effect after ${last.code}, in force from ${last.effectiveFrom}; got ${effectiveFrom}.`,
    },
    { reason: 'SCHEME_NOT_LATER', details: { last: last.code, from: last.effectiveFrom, given: effectiveFrom } },
  );
}
