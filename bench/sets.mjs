/** The programs that are measured: published packages, storage code, and shapes that hurt. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf, install, specs } from '../tests/corpus/packages.mjs';

/** @typedef {{ readonly cwd: string, readonly file: string, readonly text: string }} Source */

const FIXTURES = fileURLToPath(new URL('../tests/fixtures/', import.meta.url));
/** Larger packages would stand for all the others. */
const OF_A_PACKAGE = 150;

/** Published packages, each with all of its files, as in a run over a project; about `most` files in all. @returns {Promise<Source[]>} */
export async function unrelated(most) {
  await install(specs());
  const found = [];
  for (const spec of specs()) {
    if (found.length >= most) break;
    const { folder, files } = filesOf(spec, Infinity);
    if (files.length > OF_A_PACKAGE || spec.startsWith('test262')) continue;
    for (const file of files) found.push({ cwd: folder, file: path.join(folder, file), text: readFileSync(path.join(folder, file), 'utf8') });
  }
  return found;
}

const PLUGINS = [
  'plugins/bird-calls/base',
  'plugins/support-triage/base',
  'contract/plugins/leak-alarm/code',
  'contract/plugins/ticket-triage/code',
];

const CODE = /\.[cm]?[jt]s$/u;
/** Names that stay: the platform's, the language's, and what is imported. */
const NAME = /(?<![\w.'"`$/@-])(?:const|let|function)\s+([a-z]\w{3,})/gu;

/** `copies` plugin repositories, each with names of its own, on disk; `dispose` removes them. */
export function storage(copies) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-')));
  /** @type {Source[]} */ const sources = [];
  for (let copy = 0; copy < copies; copy++) {
    const plugin = path.join(FIXTURES, PLUGINS[copy % PLUGINS.length] ?? '');
    const cwd = path.join(root, `plugin${copy}`);
    const files = readdirSync(plugin, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const entry of files) {
      const from = path.join(entry.parentPath, entry.name);
      const file = path.join(cwd, path.relative(plugin, from));
      const text = CODE.test(file) ? renamed(readFileSync(from, 'utf8'), copy) : readFileSync(from, 'utf8');
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      if (CODE.test(file)) sources.push({ cwd, file, text });
    }
  }
  return { sources, dispose: () => rmSync(root, { recursive: true }) };
}

/** Local names that are neither exported nor imported get the copy's number. */
function renamed(text, copy) {
  const names = new Set([...text.matchAll(NAME)].map(([, name]) => name));
  const kept = new Set(text.match(/(?:import|export|exports|require)[^;]*;|\{[^{}]*\}/gu)?.flatMap((part) => part.match(/\w+/gu) ?? []) ?? []);
  const own = [...names].filter((name) => !kept.has(name) && name !== 'manifest');
  return own.reduce((result, name) => result.replace(new RegExp(`(?<![\\w.$'"\`/-])${name}(?![\\w$'"\`-])(?!\\s*:)`, 'gu'), `${name}${copy}`), text);
}
