/** Files in lists by what they have in common. */
import { basename, dirname } from 'node:path';

export function addTo(lists: Map<string, string[]>, key: string, file: string): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [file]);
  else known.push(file);
}

/** The modules of each folder, by its path: its files, and its folders that have an index. */
export function byFolder(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const file of files) {
    addTo(folders, dirname(file), file);
    if (/^index\.\w+$/.test(basename(file))) addTo(folders, dirname(dirname(file)), file);
  }
  return folders;
}
