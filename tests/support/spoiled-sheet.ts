import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../gateway/portal.js';
import type { SheetReport } from '../../kit/onboarding/onboard.js';
import type { TestPortal } from './portal.js';

/** Onboards one of the county's files after each replacement of a text that stands in it, and answers what became of it. */
export async function onboardSpoiled(
  portal: TestPortal,
  file: string,
  replacements: Readonly<Record<string, string>>,
): Promise<SheetReport> {
  let content = await readFile(path.join(projectRoot, 'counties/jiangyin', file), 'utf8');
  for (const [text, replacement] of Object.entries(replacements)) {
    if (!content.includes(text)) throw new Error(`${file} does not hold ${text}.`);
    content = content.replace(text, replacement);
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-sheet-'));
  try {
    await writeFile(path.join(folder, file), content);
    const report = (await portal.onboard(folder)).find((each) => each.file === file);
    if (!report) throw new Error(`${file} was not onboarded.`);
    return report;
  } finally {
    await rm(folder, { recursive: true });
  }
}
