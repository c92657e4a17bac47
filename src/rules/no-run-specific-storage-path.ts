import type { TSESTree } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { enclosingFunction } from '../fix/enclosing.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { storagePaths, type StoragePath } from '../report/storage-paths.js';
import { placeIn, placeOfEvent } from '../report/uses.js';
import { originInWords } from '../report/words.js';
import type { SourceKind } from '../models/form/schema.js';
import { varyingIn } from '../trace/library/derived.js';
import { sameSite, type Site } from '../trace/site.js';
import { isText, type Atom, type HolePart, type Part } from '../trace/values/values.js';

/** C7: storage paths are fixed. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow storage paths that vary from run to run (C7)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/no-run-specific-storage-path.md',
      recommended: true,
    },
    schema: [],
    defaultOptions: [],
    messages: {
      upload:
        'This puts {{what}} into the path of an upload, so that it is another path in each run, and no later stage can find the file. The platform keeps the runs apart by itself: use a fixed path.{{from}}',
      download:
        'This puts {{what}} into the path of a download, so that it is another path in each run. Storage paths are fixed: use the path that the file was uploaded under.{{from}}',
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

const VARYING: ReadonlyMap<SourceKind, string> = new Map([
  ['inputParam', 'a hyper-parameter'],
  ['time', 'a time'],
  ['random', 'something random'],
  ['process', 'the process or the machine'],
]);

function* findings(file: LintedFile): Generator<Finding> {
  for (const path of storagePaths(file.events)) {
    const named = namesIn(path.parts);
    for (const part of path.parts) {
      const varying = isText(part) ? undefined : varyingIn([part.atom]);
      const what = varying?.kind === 'source' ? VARYING.get(varying.source) : undefined;
      if (varying === undefined || what === undefined || isText(part)) continue;
      const at = named.get(part) ?? placeOf(file, part, path, varying);
      if (at?.file === file.trace.file) yield { at, messageId: path.endpoint.map, data: { what, from: originInWords(file, varying, at) } };
    }
  }
}

const isVaryingPart = (part: Part | undefined): boolean => part !== undefined && !isText(part) && varyingIn([part.atom]) !== undefined;

/** A name of several parts that vary (`${Date.now()}-${process.pid}`) is one where it is put into the path: by its operand there. */
function namesIn(parts: readonly Part[]): ReadonlyMap<Part, Site> {
  const named = new Map<Part, Site>();
  for (const [index, head] of parts.entries()) {
    const inner = parts[index + 1]?.joined;
    if (head.operand === undefined || inner === undefined || head.joined === undefined || sameSite(inner, head.joined)) continue;
    const behind = parts.slice(index + 1);
    const end = behind.findIndex(({ joined }) => joined === undefined || !sameSite(joined, inner));
    const name = [head, ...(end < 0 ? behind : behind.slice(0, end))];
    // What came by an argument is to be mended there, and of a path the part that varies.
    const isElsewhere = name.some((part) => part.via !== undefined || (isText(part) ? part.text.includes('/') : part.atom.via !== undefined));
    if (!isElsewhere && name.filter(isVaryingPart).length > 1) for (const part of name) named.set(part, head.operand);
  }
  return named;
}

/** Where the value enters the path: the default or the argument it comes by, else what joins it; in the linted file. */
function placeOf(linted: LintedFile, part: HolePart, path: StoragePath, varying: Atom): Site | undefined {
  const { file } = linted.trace;
  const { atom, site, via } = part;
  const brought = atom.kind === 'source' ? atom.brought : undefined;
  const owner = [brought, atom.via, site, via, path.via].find((each) => each !== undefined && (isPathOf(each.file, path) || (each !== site && leadsTo(each.file, path))));
  if (owner !== undefined && owner.file !== file) return undefined;
  return defaultOf(linted, varying, site) ?? placeIn(file, brought, atom.via, site, via, path.via);
}

/** Made by the default of a parameter (`at = Date.now()`) of the function that puts it into the path, it is to be mended there. */
function defaultOf({ nodeAt }: LintedFile, { site }: Atom, use: Site | undefined): Site | undefined {
  let node = site === undefined ? undefined : nodeAt(site);
  while (node !== undefined && isExpressionPart(node)) {
    const { parent } = node;
    if (parent?.type === 'AssignmentPattern' && parent.right === node) return isUsedIn(enclosingFunction(parent), use, site) ? site : undefined;
    node = parent;
  }
  return undefined;
}

const isUsedIn = (node: TSESTree.Node | undefined, use: Site | undefined, made: Site | undefined): boolean =>
  node !== undefined && use !== undefined && use.file === made?.file && node.range[0] <= use.range[0] && use.range[1] <= node.range[1];

const isExpressionPart = ({ type }: TSESTree.Node): boolean => !/(?:Statement|Declaration|Declarator|Definition|Program|Function|FunctionExpression)$/u.test(type);

/** Does the file make a path? One that only makes the value uses it rightly elsewhere. */
const isPathOf = (file: string, { parts, event }: StoragePath): boolean =>
  placeOfEvent(event).file === file || parts.some((part) => isText(part) && part.site?.file === file && /[/.]/u.test(part.text));

/** Does a call in the file lead to the request? What is an argument there goes into the path. */
const leadsTo = (file: string, { event }: StoragePath): boolean => event.steps.some(({ call }) => call.file === file);
