/** Edits that put the manifest's stage where a literal key stands (C2). */
import type { Edit, LintedFile } from '../report/finding.js';
import type { Site } from '../trace/site.js';

export function stageKeyEdits(_file: LintedFile, _at: Site): readonly Edit[] | undefined {
  return undefined;
}
