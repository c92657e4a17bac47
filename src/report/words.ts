/** Wordings that several messages share. */
import type { Operation } from '../trace/time/clock.js';
import type { StageSet } from '../trace/guards/condition.js';
import type { Site } from '../trace/site.js';
import type { Provenance } from '../trace/values/values.js';
import type { LintedFile } from './finding.js';

/** Names in quotes, as they are listed in a sentence. */
export const listed = (names: readonly string[], last: 'or' | 'and'): string => {
  const all = names.map((name) => `'${name}'`);
  const end = all.pop() ?? '';
  return all.length === 0 ? end : `${all.join(', ')} ${last} ${end}`;
};

/** Names of the manifest's members in this project, for messages that speak of them: a map by its kind, and the stage. */
export function keysInWords({ trace }: LintedFile): Readonly<Record<'upload' | 'download' | 'stage', string>> {
  const { getUploadUrls, downloadUrls, stage } = trace.settings.keys;
  return { upload: getUploadUrls, download: downloadUrls, stage };
}

/** What is known of the stage here, as half a sentence. */
export function stagesInWords({ excludes, names }: StageSet): string {
  if (!excludes) return `the stage that runs here is ${listed(names, 'or')}`;
  if (names.length === 0) return 'any stage may run here';
  return `any stage but ${listed(names, 'and')} may run here`;
}

/** What took time, with the line where it stands. */
export function operationInWords(file: LintedFile, operation: Operation): string {
  const where = file.where(operation.site);
  switch (operation.kind) {
    case 'call':
      return operation.name === '' ? `a call that may take long (${where})` : `the call of ${operation.name} (${where})`;
    case 'delay':
      return operation.milliseconds === undefined ? `a wait of unknown length (${where})` : `a wait of ${durationInWords(operation.milliseconds)} (${where})`;
    case 'process':
      return operation.name === '' ? `a child process (${where})` : `the program ${operation.name} (${where})`;
    case 'loop':
      return `a loop that waits each time round (${where})`;
    case 'turn':
      return `a turn of others in the list that it is put back into (${where})`;
    case 'event':
      return `waiting for an event (${where})`;
    case 'request':
    case 'upload':
      return `another request (${where})`;
  }
}

/** Where the other place is, seen from this one. */
export const whereInWords = (file: LintedFile, other: Site, at: Site): string => (file.where(other) === file.where(at) ? 'here' : `on ${file.where(other)}`);

/** A sentence that names where the value was made, where that is on another line. */
export const originInWords = (file: LintedFile, { site }: Provenance, at: Site, subject = 'It'): string =>
  site === undefined || file.where(site) === file.where(at) ? '' : ` ${subject} comes from ${file.where(site)}.`;

function durationInWords(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds >= 7200) return `${String(Math.round(seconds / 360) / 10)} hours`;
  return seconds >= 120 ? `${String(Math.round(seconds / 6) / 10)} minutes` : `${String(Math.round(seconds * 10) / 10)} seconds`;
}
