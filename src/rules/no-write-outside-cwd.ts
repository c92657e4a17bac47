import type { Rule } from 'eslint';
import { localPath } from '../fix/local-path.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { placeOfFault } from '../report/place.js';
import { outsideWrites, type OutsideWrite } from '../report/writes.js';
import { sameSite, type Site } from '../trace/site.js';
import { headOf } from '../trace/text.js';
import { constantText, isText } from '../trace/values.js';

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
      folder: 'chdir leaves the current path for {{place}}, and all later relative paths lead there. In production only the current path is writable: stay in it, or enter a folder under it.{{from}}',
      relative: "Use '{{path}}', which is under the current path.",
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

interface Fault {
  readonly at: Site;
  readonly write: OutsideWrite;
}

function* findings(file: LintedFile): Generator<Finding> {
  for (const { at, write } of firstOfEach(faultsIn(file))) {
    const local = localPath(file, write);
    const proposal = local === undefined ? undefined : { messageId: 'relative', data: { path: local.path }, edits: local.edits };
    yield {
      at,
      ...message(file, write, at),
      ...(local?.certain === true ? { fix: local.edits } : proposal === undefined ? {} : { suggest: [proposal] }),
    };
  }
}

function faultsIn(file: LintedFile): readonly Fault[] {
  const faults = outsideWrites(file.trace.events).map((write) => ({ at: placeOfFault(file, write.origin, write.event.at, 'all wrong'), write }));
  return faults.filter(({ at }) => at.file === file.trace.file).sort((a, b) => a.at.range[0] - b.at.range[0]);
}

/** What comes from one place is mended there: it is reported where it is first used. */
function firstOfEach(faults: readonly Fault[]): readonly Fault[] {
  const origins: Site[] = [];
  return faults.filter(({ at, write }) => {
    const origin = write.origin.site ?? at;
    if (origins.some((known) => sameSite(known, origin))) return false;
    origins.push(origin);
    return true;
  });
}

function message(file: LintedFile, { event, path, part, origin }: OutsideWrite, at: Site): Pick<Finding, 'messageId' | 'data'> {
  const from = origin.site === undefined || file.where(origin.site) === file.where(at) ? '' : ` It comes from ${file.where(origin.site)}.`;
  const text = constantText(path);
  const head = headOf(path);
  const place = isText(part) ? `'${text ?? head}'` : placeInWords(part.atom);
  const data = { writer: event.name, path: text ?? head, place, from };
  if (event.name === 'chdir') return { messageId: 'folder', data };
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
