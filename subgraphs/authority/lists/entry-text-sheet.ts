import {
  integer,
  reference,
  type Sheet,
  type SheetProblem,
  type SheetRow,
  text,
} from '../../../kit/onboarding/sheet.js';
import { editionOf } from '../power-list-version.js';
import { EntryText } from './entry-text.js';

const entryFile = 'power-list-entries.csv';
const longest = 1000;

const edition = (row: SheetRow): string => editionOf(String(row['listCode']), Number(row['number']));

/** The sheet of the four texts of entries: a blank one is refused, and so is a version that has them for some only. */
export const entryTextSheet: Sheet = {
  file: 'power-list-entry-texts.csv',
  entity: EntryText,
  key: ['listCode', 'number', 'code'],
  columns: {
    listCode: reference('清单编码', 'power-lists.csv', '清单编码'),
    number: integer('版本', 1, 1000),
    code: reference('事项编码', entryFile, '事项编码'),
    countyDuty: text('县级部门职责', { longest }),
    townDuty: text('镇街职责', { longest }),
    coordination: text('协同机制', { longest }),
    procedure: text('履职流程', { longest }),
  },
  derived: { edition },
  check: checkWhole,
};

/** AU-05: no entry of a version is published without the texts that the others have. */
function checkWhole(rows: readonly SheetRow[], loaded: ReadonlyMap<string, readonly SheetRow[]>): SheetProblem[] {
  const written = new Set(rows.map((row) => `${edition(row)} ${String(row['code'])}`));
  const editions = new Set(rows.map(edition));
  const entries = (loaded.get(entryFile) ?? []).filter((entry) => editions.has(edition(entry)));
  return entries
    .filter((entry) => !written.has(`${edition(entry)} ${String(entry['code'])}`))
    .map((entry) => ({
      // No line of this file is wrong: a line is missing, so the finding names the file's heading.
      row: -1,
      heading: '事项编码',
      problem: `${String(entry['code'])} of ${edition(entry)} has no line (AU-05)`,
    }));
}
