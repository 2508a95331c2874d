import type { Migration } from '../../../kit/data/migrate.js';
import { directoryAndLists } from './0001-directory-and-lists.js';
import { catalogues } from './0002-catalogues.js';
import { trialGrants } from './0003-trial-grants.js';
import { entryTexts } from './0004-entry-texts.js';
import { processes } from './0005-processes.js';
import { listChanges } from './0006-list-changes.js';
import { dutySinks } from './0007-duty-sinks.js';
import { accountability } from './0008-accountability.js';
import { assessments } from './0009-assessments.js';
import { supervision } from './0010-supervision.js';
import { delegationBatches } from './0011-delegation-batches.js';
import { agencies } from './0012-agencies.js';
import { townTemplates } from './0013-town-templates.js';

/** What made the tables of this module, the oldest first. */
export const migrations: readonly Migration[] = [
  directoryAndLists,
  catalogues,
  trialGrants,
  entryTexts,
  processes,
  listChanges,
  dutySinks,
  accountability,
  assessments,
  supervision,
  delegationBatches,
  agencies,
  townTemplates,
];
