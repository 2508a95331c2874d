import type { Verdict } from './trial.js';

/** The verdicts counted by folder, as a table of Markdown, and the survivors below it. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const folders = [...new Set(verdicts.map(({ mutant }) => folderOf(mutant.file)))].sort();
  const rows = folders.map((folder) =>
    row(
      folder,
      verdicts.filter(({ mutant }) => folderOf(mutant.file) === folder),
    ),
  );
  return [
    '| folder | mutants | killed | timed out | survived | not covered |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    row('all', verdicts),
  ].join('\n');
}

function row(name: string, verdicts: readonly Verdict[]): string {
  const count = (fate: Verdict['fate']) => verdicts.filter((verdict) => verdict.fate === fate).length;
  const figures = [verdicts.length, count('killed'), count('timed out'), count('survived'), count('not covered')];
  return `| ${[name, ...figures].join(' | ')} |`;
}

function folderOf(file: string): string {
  const [, folder = '', ...rest] = file.split('/');
  return rest.length === 0 ? 'gateway' : `gateway/${folder}`;
}
