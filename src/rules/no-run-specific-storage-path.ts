import type { TSESTree } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { enclosingFunction } from '../fix/enclosing.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { storagePaths, type StoragePath } from '../report/storage-paths.js';
import { placeIn, placeOfEvent } from '../report/uses.js';
import type { SourceKind } from '../models/form/schema.js';
import { varyingIn } from '../trace/library/derived.js';
import { isText, type Atom, type HolePart } from '../trace/values/values.js';
import type { Site } from '../trace/site.js';

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
    for (const part of path.parts) {
      const varying = isText(part) ? undefined : varyingIn([part.atom]);
      const what = varying?.kind === 'source' ? VARYING.get(varying.source) : undefined;
      if (varying === undefined || what === undefined || isText(part)) continue;
      const at = placeOf(file, part, path, varying);
      if (at !== undefined) yield { at, messageId: path.endpoint.map, data: { what, from: from(file, varying, at) } };
    }
  }
}

/** Where the value enters the path: the default or the argument it comes by, else what joins it; in the linted file. */
function placeOf(linted: LintedFile, part: HolePart, path: StoragePath, varying: Atom): Site | undefined {
  const { file } = linted.trace;
  const { atom, site, via } = part;
  const brought = atom.kind === 'source' ? atom.brought : undefined;
  const owner = [brought, atom.via, site, via, path.via].find((each) => each !== undefined && isPathOf(each.file, path));
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

/** Does the file make a path, or lead to the request? One that only makes the value uses it rightly elsewhere. */
const isPathOf = (file: string, { parts, event }: StoragePath): boolean =>
  placeOfEvent(event).file === file ||
  event.steps.some(({ call }) => call.file === file) ||
  parts.some((part) => isText(part) && part.site?.file === file && /[/.]/u.test(part.text));

function from(file: LintedFile, { site }: Atom, at: Site): string {
  return site === undefined || file.where(site) === file.where(at) ? '' : ` It comes from ${file.where(site)}.`;
}
