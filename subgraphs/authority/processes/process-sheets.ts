import {
  integer,
  list,
  oneOf,
  reference,
  type Sheet,
  type SheetColumn,
  type SheetProblem,
  type SheetRow,
  text,
} from '../../../kit/onboarding/sheet.js';
import { parseDuration } from '../../../kit/time/duration.js';
import { dutyFile } from '../check-primary-side.js';
import { DutySide } from '../territorial-duty.js';
import { DutyManual } from './duty-manual.js';
import { ProcessStep } from './process-step.js';

const period: SheetColumn = {
  heading: '时限',
  read: (cell) => {
    const parsed = parseDuration(cell);
    return parsed === null || parsed.amount === 0
      ? { problem: 'must be a period such as 30wmin, 2wh, 5wd or 15d' }
      : { value: cell };
  },
};

const steps: Sheet = {
  file: 'duty-process-steps.csv',
  entity: ProcessStep,
  key: ['dutyCode', 'sequence'],
  whole: true,
  columns: {
    dutyCode: reference('事项编码', dutyFile, '事项编码'),
    sequence: integer('序号', 1, 100),
    name: text('环节', { longest: 50 }),
    side: oneOf('责任方', Object.values(DutySide)),
    actor: text('承办', { longest: 100 }),
    periodText: period,
    instruction: text('操作要求', { longest: 1000 }),
  },
  check: (rows, loaded) => [...gaps(rows), ...without(rows, loaded)],
};

const manuals: Sheet = {
  file: 'duty-manuals.csv',
  entity: DutyManual,
  key: ['dutyCode'],
  whole: true,
  columns: {
    dutyCode: reference('事项编码', dutyFile, '事项编码'),
    situations: text('适用情形', { longest: 1000 }),
    points: text('操作要点', { longest: 2000 }),
    documents: list('所用文书'),
  },
  check: without,
};

/** The files of process drawings and manuals: one of each for every duty (AU-07). */
export const processSheets: readonly Sheet[] = [steps, manuals];

/** Every duty of the folder has a line. */
function without(rows: readonly SheetRow[], loaded: ReadonlyMap<string, readonly SheetRow[]>): SheetProblem[] {
  const described = new Set(rows.map(({ dutyCode }) => dutyCode));
  const duties = (loaded.get(dutyFile) ?? []).map(({ code }) => code);
  return duties
    .filter((code) => !described.has(code))
    .map((code) => ({ row: -1, heading: '事项编码', problem: `${String(code)} of ${dutyFile} has no line (AU-07)` }));
}

/** The steps of a duty are 1, 2, 3 and so on. */
function gaps(rows: readonly SheetRow[]): SheetProblem[] {
  const numbered = rows.map((row, index) => ({ row, index }));
  return [...Map.groupBy(numbered, ({ row }) => row['dutyCode'])].flatMap(([duty, own]) => {
    const inOrder = own.toSorted((one, other) => Number(one.row['sequence']) - Number(other.row['sequence']));
    const wrong = inOrder.find(({ row }, position) => row['sequence'] !== position + 1);
    if (!wrong) return [];
    return [{ row: wrong.index, heading: '序号', problem: `leaves a gap in the steps of ${String(duty)} (AU-07)` }];
  });
}
