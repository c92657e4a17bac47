// Copies a program, TypeScript turned into JavaScript: Node 20 runs no types, and the programs need no bundler.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const TYPESCRIPT = /\.([cm]?)ts$/u;

/**
 * @param {string} from
 * @param {string} to a folder, made if it is missing
 */
export async function transpileFolder(from, to) {
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(from, path.join(entry.parentPath, entry.name)));
  const transpile = files.some((file) => TYPESCRIPT.test(file)) ? await transpiler() : undefined;
  for (const file of files) {
    const source = path.join(from, file);
    const target = path.join(to, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (transpile === undefined || !TYPESCRIPT.test(file)) writeFileSync(target, readFileSync(source));
    else writeFileSync(target.replace(TYPESCRIPT, '.$1js'), transpile(readFileSync(source, 'utf8'), file));
  }
}

async function transpiler() {
  const { default: ts } = await import('typescript');
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
  return (/** @type {string} */ text, /** @type {string} */ fileName) =>
    ts.transpileModule(text, { compilerOptions, fileName }).outputText;
}
