import type { Session } from '../../kit/data/session.js';
import { Fault } from '../../kit/module/fault.js';
import { identifierProblem } from './element-identifier.js';
import { fieldInvalid } from './field-invalid.js';
import type { Grid } from './grid.js';
import { containsPoints } from './grid-at.js';
import { ElementKind } from './grid-element.js';
import type { GridElementInput } from './grid-element-input.js';

const longestName = 100;
const longestAddress = 200;

/**
 * Holds what is to be registered against the rules of its kind.
 * Faults: INVALID, reason FIELD_INVALID, with the field in the details; reason OUTSIDE_GRID for a place beyond the grid.
 */
export async function checkElement(grid: Grid, element: GridElementInput, session: Session): Promise<void> {
  const { kind, name, identifier, address, phone, careCategories, longitude, latitude } = element;
  if (name.trim() === '' || name.length > longestName) {
    throw fieldInvalid('name', `须为 1—${longestName} 字`, `must have 1 to ${longestName} characters`);
  }
  const problem = identifierProblem(kind, identifier);
  if (problem) throw fieldInvalid('identifier', '不符合该类型的编码规则', problem);
  if (address && address.length > longestAddress) {
    throw fieldInvalid('address', `至多 ${longestAddress} 字`, `must have ${longestAddress} characters at most`);
  }
  if (phone && (kind !== ElementKind.PERSON || !/^1\d{10}$/.test(phone))) {
    throw fieldInvalid('phone', '仅「人」可填,且为 11 位手机号', 'is for a person, and a mobile number of 11 digits');
  }
  if (careCategories.length > 0 && kind !== ElementKind.PERSON) {
    throw fieldInvalid('careCategories', '仅「人」可填', 'is for a person');
  }
  await checkPosition(grid, longitude ?? null, latitude ?? null, session);
}

async function checkPosition(grid: Grid, longitude: number | null, latitude: number | null, session: Session) {
  if (longitude === null && latitude === null) return;
  if (longitude === null || latitude === null) {
    throw fieldInvalid('longitude', '经度、纬度须同时给出', 'and latitude are given together');
  }
  if (await containsPoints(session, grid.code, [{ longitude, latitude }])) return;
  throw new Fault(
    'INVALID',
    {
      zh: `坐标(${longitude}, ${latitude})不在网格「${grid.code}」内。`,
      en: `The position ${longitude}, ${latitude} is not in the grid "${grid.code}".`,
    },
    { reason: 'OUTSIDE_GRID', details: { longitude, latitude, grid: grid.code } },
  );
}
