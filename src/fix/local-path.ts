/** Edits that bring a path under the current one (C5), wherever the file names it. */
import path from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit, LintedFile } from '../report/finding.js';
import { outsideWrites, type OutsideWrite } from '../report/writes.js';
import { headOf } from '../trace/values/text.js';
import { constantText, isText } from '../trace/values/values.js';
import { LocalNames, slashed } from './local-names.js';
import { calledName } from './nodes.js';
import { staysInSight } from './sight.js';
import { chunksOf, type Chunk } from './strings.js';

export interface LocalPath {
  readonly edits: readonly Edit[];
  /** The path that the edits put in place. */
  readonly path: string;
  /** All places that name the path are seen, and changed together. */
  readonly certain: boolean;
}

interface Replacement {
  readonly from: string;
  readonly to: string;
  /** More of the path follows. */
  readonly open: boolean;
  /** The folder that the path is in. */
  readonly folder: string;
}

/** What a path may be made of so that it reads the same in a string and a template; in a command spaces end it. */
const PLAIN = /^[\w@%+=:,./\\~ -]+$/u;
const WORD = /^[\w@%+=:,./~-]+$/u;
const CLIMB = /^[./\\~]*$/u;

export function localPath(file: LintedFile, write: OutsideWrite): LocalPath | undefined {
  const { part, path: written, event } = write;
  const node = isText(part) && part.site !== undefined ? file.nodeAt(part.site) : undefined;
  if (node === undefined) return undefined;
  const all = chunksOf(file);
  const own = all.filter((chunk) => chunk.start >= node.range[0] && chunk.start < node.range[1]);
  const text = constantText(written);
  const replacement = replacementFor(own, text ?? headOf(written), text === undefined, new LocalNames(file));
  if (replacement === undefined || !PLAIN.test(replacement.from) || !PLAIN.test(replacement.to)) return undefined;
  // `..` alone says nothing: other folders may be climbed out of by the same string.
  const edits = (CLIMB.test(replacement.from) ? own.slice(0, 1) : all).flatMap((chunk) => editsIn(chunk, replacement));
  if (edits.length === 0 || meetsItself(all, replacement)) return undefined;
  const certain = event.folder === 'own' && !needsFolder(event.name, replacement.from) && namesNothingElse(file, all, replacement) && staysInSight(file, node);
  return { edits, path: replacement.to, certain };
}

/** Does what is written need the folder to be there already? Commands tell a folder by its slash, or by its being there. */
const needsFolder = (writer: string, from: string): boolean =>
  /^(?:chdir|cd)$/u.test(writer) || (/^(?:cp|mv|rsync|ln|tar|install|scp)$/u.test(writer) && !path.posix.basename(from).includes('.'));

/** `written` is the path, or the constant text that it starts with. */
function replacementFor(own: readonly Chunk[], written: string, open: boolean, names: LocalNames): Replacement | undefined {
  const [first] = own;
  if (first === undefined || /^[\\/]*$/u.test(first.value)) return undefined;
  const { value, position, node } = first;
  const folder = folderOf(written);
  if (/^file:/iu.test(value) && node.parent.type !== 'CallExpression') return undefined;
  if (/^file:/iu.test(written)) return undefined;
  if (value === written && !open && position === 'whole') return { from: value, to: names.ofFile(value), open, folder };
  if (value === `file://${written}` && !open) return { from: value, to: `file://./${names.ofFile(written)}`, open, folder };
  if (value !== '' && written.startsWith(value)) {
    const isFolder = !/[\\/]$/u.test(value) && /^[\\/]/u.test(written.slice(value.length));
    if (isFolder) return { from: value, to: names.ofFolder(value), open: true, folder: slashed(value) };
    return { from: value, to: names.ofHead(value), open: true, folder: folderOf(value) };
  }
  if (!WORD.test(written) || !own.some((chunk) => wordsIn(chunk, written, open).length > 0)) return undefined;
  return { from: written, to: open ? names.ofHead(written) : names.ofFile(written), open, folder };
}

/** Folder of what a path starts with: its last name may not be complete. */
const folderOf = (head: string): string => path.posix.dirname(`${head.replaceAll('\\', '/')}x`);

/** The pieces of the file that name the path, rewritten. */
function editsIn(chunk: Chunk, { from, to, open }: Replacement): readonly Edit[] {
  if (chunk.named) return [];
  if (chunk.value === from && (chunk.position === 'whole' || (open && chunk.position === 'first'))) {
    return [{ range: [chunk.start, chunk.start + chunk.raw.length], text: to }];
  }
  if (!WORD.test(from)) return [];
  return wordsIn(chunk, from, open).map((at) => ({ range: [at, at + from.length], text: to }));
}

const BEFORE_WORD = /[\s=<>'"`(]/u;
const BEHIND_WORD = /^(?:[\s'"`;|&)<>]|\\["'n])/u;

/** Where the path stands as a word of its own in a longer string; one that goes on, at the string's end. */
function wordsIn({ raw, start, begins, ends }: Chunk, word: string, open: boolean): readonly number[] {
  const found: number[] = [];
  for (let at = raw.indexOf(word); at >= 0; at = raw.indexOf(word, at + word.length)) {
    const before = raw.slice(0, at);
    const behind = raw.slice(at + word.length);
    const starts = before === '' ? begins : BEFORE_WORD.test(before.slice(-1));
    const stops = behind === '' ? ends : BEHIND_WORD.test(behind);
    if (starts && (open ? behind === '' && !ends : stops)) found.push(start + at);
  }
  return found;
}

/** Would a copy from there to here become one onto itself? */
function meetsItself(all: readonly Chunk[], { from, to, open }: Replacement): boolean {
  if (open) return false;
  const calls = new Set(all.filter((chunk) => chunk.value === from).map(({ node }) => callAround(node)));
  const words = all.filter((chunk) => wordsIn(chunk, from, open).length > 0).flatMap(({ value }) => value.split(/[\s'"`;|&()<>]+/u));
  if (words.some((word) => isSameFile(word, to))) return true;
  return all.some((chunk) => isSameFile(chunk.value, to) && calls.has(callAround(chunk.node)));
}

const isSameFile = (value: string, to: string): boolean => value !== '' && path.posix.normalize(slashed(value)) === path.posix.normalize(to);

function callAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let { parent } = node; parent !== undefined; { parent } = parent) {
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return parent;
    if (parent.type === 'BlockStatement' || parent.type === 'Program') return undefined;
  }
  return undefined;
}

/** Nothing else in the file may name the same file, before or behind the edits. */
function namesNothingElse(file: LintedFile, all: readonly Chunk[], replacement: Replacement): boolean {
  const { from, to, open, folder } = replacement;
  const mended = outsideWrites(file.trace.events).map(({ origin }) => origin.site?.range[0]);
  return all.every((chunk) => {
    if (CLIMB.test(from) && chunk.value === from && !mended.includes(chunk.node.range[0])) return false;
    if (editsIn(chunk, replacement).length > 0) return chunk.value.split(from).length - 1 === editsIn(chunk, replacement).length;
    if (!open && isSameFile(chunk.value, to) && isFileName(chunk.node)) return false;
    const value = slashed(chunk.value);
    if (!open && mended.includes(chunk.node.range[0])) return path.posix.basename(value) !== path.posix.basename(to);
    if (mended.includes(chunk.node.range[0])) return true;
    const goesOn = chunk.position === 'first' || !chunk.ends;
    const near = folder !== '/' && (value === folder || value.startsWith(`${folder}/`)) && (open || goesOn || value === folder);
    return !near && !chunk.value.includes(from);
  });
}

const FILE_CALL = /read|open|stat|exist|access|copy|rename|load|move|write|append|file|mkdir|import|require/iu;

/** Is the string an argument of a call that takes files by its name? */
function isFileName(node: TSESTree.Node): boolean {
  const call = callAround(node);
  if (call?.type !== 'CallExpression') return call !== undefined;
  return FILE_CALL.test(calledName(call) ?? '');
}
