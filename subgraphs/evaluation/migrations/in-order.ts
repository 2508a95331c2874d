import type { Migration } from '../../../kit/data/migrate.js';
import { schemesAndPosts } from './0001-schemes-and-posts.js';
import { scoreEvidence } from './0002-score-evidence.js';
import { appraisals } from './0003-appraisals.js';
import { postSelections } from './0004-post-selections.js';
import { departmentEvaluations } from './0005-department-evaluations.js';
import { stations } from './0006-stations.js';
import { secondments } from './0007-secondments.js';
import { gridRankings } from './0008-grid-rankings.js';

/** What made the tables of this module, the oldest first. */
export const migrations: readonly Migration[] = [
  schemesAndPosts,
  scoreEvidence,
  appraisals,
  postSelections,
  departmentEvaluations,
  stations,
  secondments,
  gridRankings,
];
