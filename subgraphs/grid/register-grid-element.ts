import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuid } from 'uuid';
import { notFound } from '../../kit/data/perform.js';
import type { Session } from '../../kit/data/session.js';
import { type Policy, requirePolicy, requireRole } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { checkElement } from './check-element.js';
import { notRetired } from './conditions.js';
import { kindLetters } from './element-identifier.js';
import { Grid, GridLevel } from './grid.js';
import { GridElement } from './grid-element.js';
import type { GridElementInput } from './grid-element-input.js';
import { bySomebodyWhoServes } from './serves-grid.js';

/** GR-05: who may enter something into a grid's registry. */
export const registerGridElementPolicy: Policy<Grid> = {
  verb: 'registerGridElement',
  entity: Grid,
  title: { zh: '登记网格要素', en: 'Register an element of a grid' },
  roles: ['grid_officer', 'grid_admin'],
  source: { zh: '全要素网格(GR-05)', en: 'A grid of all elements (GR-05)' },
  conditions: [
    bySomebodyWhoServes(({ code, townCode }) => ({ gridCode: code, townCode })),
    notRetired,
    {
      reason: 'GRID_NOT_BASIC',
      code: 'CONFLICT',
      sentence: { zh: '要素登记在三级网格。', en: 'Elements are registered in third-level grids.' },
      source: { zh: '全要素网格(GR-05)', en: 'A grid of all elements (GR-05)' },
      holds: ({ level }) => level === GridLevel.L3_BASIC,
    },
  ],
};

/**
 * Enters a resident, place, facility or organisation into a grid's registry, under the next free code.
 * Faults: INVALID, reason FIELD_INVALID or OUTSIDE_GRID; CONFLICT, reason ELEMENT_ALREADY, for what is registered
 * already, here or in another grid; FORBIDDEN and CONFLICT by the policy.
 */
export async function registerGridElement(
  context: Context,
  gridId: string,
  input: GridElementInput,
): Promise<GridElement | null> {
  requireRole(registerGridElementPolicy, context);
  const id = uuid();
  await context.session.write(async (session) => {
    // The lock keeps two officers from taking the same code.
    const grid = await session.locked(Grid, gridId);
    if (grid === null) throw notFound(Grid, gridId);
    await requirePolicy(registerGridElementPolicy, grid, { ...context, session });
    await checkElement(grid, input, session);
    const code = await nextCode(session, `${grid.code}${kindLetters[input.kind]}`);
    session.manager.persist(elementOf(grid, input, id, code));
    await session.manager.flush().catch((error: unknown) => {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw alreadyRegistered(input, error);
    });
  });
  return context.session.one(GridElement, 'id', id);
}

function elementOf(grid: Grid, input: GridElementInput, id: string, code: string): GridElement {
  const { kind, name, identifier, careCategories } = input;
  return Object.assign(new GridElement(), {
    id,
    version: 1,
    code,
    kind,
    gridCode: grid.code,
    townCode: grid.townCode,
    name: name.trim(),
    identifier,
    address: input.address ?? null,
    longitude: input.longitude ?? null,
    latitude: input.latitude ?? null,
    phoneNumber: input.phone ?? null,
    careCategories: [...new Set(careCategories)],
    verifiedAt: null,
    verifiedBy: null,
    removedAt: null,
    removalReason: null,
  });
}

async function nextCode(session: Session, prefix: string): Promise<string> {
  const [last] = await session.manager.find(
    GridElement,
    { code: { $like: `${prefix}%` } },
    { orderBy: { code: 'desc' }, limit: 1 },
  );
  const sequence = last ? Number(last.code.slice(prefix.length)) + 1 : 1;
  return `${prefix}${String(sequence).padStart(4, '0')}`;
}

function alreadyRegistered({ name, kind }: GridElementInput, cause: Error): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `「${name}」的标识号码已登记为一个${kind},每个要素只登记一次。`,
      en: `The identifier of "${name}" is registered as a ${kind} already; each element stands once.`,
    },
    { reason: 'ELEMENT_ALREADY', details: { kind }, cause },
  );
}
