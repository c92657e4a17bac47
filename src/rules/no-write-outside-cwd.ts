import type { Rule } from 'eslint';
import { joined } from '../fix/edits.js';
import { localPath } from '../fix/local-path.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { placeOfFault, readsOf } from '../report/place.js';
import { originInWords } from '../report/words.js';
import { outsideWrites, usesOf, type OutsideWrite } from '../report/writes.js';
import { sameSite, type Site } from '../trace/site.js';
import { headOf } from '../trace/values/text.js';
import { constantText, isText } from '../trace/values/values.js';

/** C5: files are written to the current path only. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow writing files outside the current path (C5)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/no-write-outside-cwd.md',
      recommended: true,
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      path: "{{writer}} writes to '{{path}}', which is not under the current path. In production nothing else is writable: use a relative path.{{from}}",
      head: "{{writer}} writes to a path that starts with '{{path}}', which is not under the current path. In production nothing else is writable: use a relative path.{{from}}",
      place: '{{writer}} writes into {{place}}, which need not be under the current path. In production nothing else is writable: use a relative path.{{from}}',
      folder: '{{writer}} leaves the current path for {{place}}, and all later relative paths lead there. In production only the current path is writable: stay in it, or enter a folder under it.{{from}}',
      relative: "Use '{{path}}', which is under the current path.",
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

interface Fault {
  readonly at: Site;
  /** All that is wrong at this place. */
  readonly writes: readonly OutsideWrite[];
}

function* findings(file: LintedFile): Generator<Finding> {
  for (const { at, writes } of faultsIn(file)) {
    const [write] = writes;
    if (write !== undefined) yield { at, ...message(file, write, at), ...mending(file, writes) };
  }
}

function faultsIn(file: LintedFile): readonly Fault[] {
  const all = outsideWrites(file.events);
  const placed = all.map((write) => ({ at: placeOfFault(file, write.origin, useOf(write), usesIn(file, write, all)), write }));
  const inFile = placed.filter(({ at }) => at.file === file.trace.file).sort((a, b) => a.at.range[0] - b.at.range[0]);
  const origins = new Set<string>();
  const faults: { readonly at: Site; readonly writes: OutsideWrite[] }[] = [];
  for (const { at, write } of inFile) {
    // What comes from one place is mended there: it is reported where it is first used.
    const origin = originOf(write, at);
    if (origins.has(origin)) continue;
    origins.add(origin);
    const same = faults.find((fault) => sameSite(fault.at, at));
    if (same === undefined) faults.push({ at, writes: [write] });
    else same.writes.push(write);
  }
  return faults;
}

/** The folder of all commands that a helper runs is wrong where that is called: what another module gives it for one of them is right. */
function useOf({ event: { folder, at, steps }, origin: { site, via } }: OutsideWrite): Site {
  const helper = steps.at(-1);
  const isOfHelper = folder === 'shared' && via === undefined && site !== undefined && site.file !== at.file && at.file !== helper?.callee.file;
  return (isOfHelper ? helper?.call : undefined) ?? at;
}

/** Files beside the source may be read: a field that holds its folder is wrong only where it leads to a write. */
function usesIn(file: LintedFile, write: OutsideWrite, all: readonly OutsideWrite[]): 'all wrong' | 'some right' {
  const { part, origin: { site } } = write;
  if (site === undefined || isText(part) || part.atom.kind !== 'source' || part.atom.source !== 'dirname') return usesOf(file.trace.events, write);
  const wrong = all.filter(({ origin }) => origin.site !== undefined && sameSite(origin.site, site));
  return readsOf(file, site) > wrong.length ? 'some right' : 'all wrong';
}

/** In one command there may be several paths. */
function originOf({ origin: { site }, part }: OutsideWrite, at: Site): string {
  const { file, range } = site ?? at;
  return [file, ...range, isText(part) ? part.text : ''].join('\0');
}

/** All that is wrong at a place is mended at once, or nothing. */
function mending(file: LintedFile, writes: readonly OutsideWrite[]): Pick<Finding, 'fix' | 'suggest'> {
  const paths = writes.map((write) => localPath(file, write));
  const known = paths.filter((path) => path !== undefined);
  const [first] = known;
  if (first === undefined || known.length < paths.length) return {};
  const edits = joined(known.flatMap((path) => path.edits));
  if (edits === undefined) return {};
  if (known.every(({ certain }) => certain)) return { fix: edits };
  return { suggest: [{ messageId: 'relative', data: { path: first.path }, edits }] };
}

function message(file: LintedFile, { event, path, part, origin }: OutsideWrite, at: Site): Pick<Finding, 'messageId' | 'data'> {
  const from = originInWords(file, origin, at);
  const text = constantText(path);
  const head = headOf(path);
  const place = isText(part) ? `'${text ?? head}'` : placeInWords(part.atom);
  const writer = /^\W+$/u.test(event.name) ? `The redirection ${event.name}` : event.name;
  const data = { writer, path: text ?? head, place, from };
  if (event.name === 'chdir' || event.name === 'cd') return { messageId: 'folder', data };
  if (!isText(part)) return { messageId: 'place', data };
  if (text !== undefined) return { messageId: 'path', data };
  return head === '' ? { messageId: 'place', data: { ...data, place: 'a folder above the current path' } } : { messageId: 'head', data };
}

function placeInWords(atom: OutsideWrite['path']): string {
  if (atom.kind !== 'source') return 'another folder';
  switch (atom.source) {
    case 'tmpdir':
      return "the system's folder for temporary files";
    case 'homedir':
      return 'the home folder';
    case 'dirname':
      return 'the folder of the source file';
    default:
      return 'a folder above the current path';
  }
}
