/** Finds the labelled programs below tests/fixtures; their form is described in tests/fixtures/README.md. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Program {
  /** Below `tests/fixtures`: `cases/no-write-outside-cwd/01-tmp/bad`. */
  readonly id: string;
  /** Every file of the program by its path, markers included. */
  readonly files: ReadonlyMap<string, string>;
  readonly settings: object | undefined;
  /** The rule under test with its options; a plugin's programs test all rules. */
  readonly rule: string | undefined;
  readonly options: object | undefined;
  /** What the markers must say: a `bad` program has some, a `good` one none. */
  readonly faulty: boolean;
}

export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
}

const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures');

const folders = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => statSync(path.join(folder, name)).isDirectory())
        .sort()
    : [];

const parsed = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** The object in a JSON file that need not be there. */
function objectIn(file: string): object | undefined {
  const value = parsed(file);
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null) throw new Error(`${file} should hold an object`);
  return value;
}

/** A file, or every file of a folder, by its path below it. */
function filesAt(entry: string): Map<string, string> {
  if (!statSync(entry).isDirectory()) return new Map([[path.basename(entry), readFileSync(entry, 'utf8')]]);
  const files = readdirSync(entry, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => path.join(found.parentPath, found.name))
    .sort();
  return new Map(files.map((file) => [slashed(path.relative(entry, file)), readFileSync(file, 'utf8')]));
}

export const slashed = (file: string): string => file.split(path.sep).join('/');

/** The pairs of `cases/RULE/NN-name`. */
export function casePrograms(): Program[] {
  const cases = path.join(FIXTURES, 'cases');
  return folders(cases).flatMap((rule) =>
    folders(path.join(cases, rule)).flatMap((name) => {
      const folder = path.join(cases, rule, name);
      return [side(folder, rule, 'bad'), side(folder, rule, 'good')];
    }),
  );
}

function side(folder: string, rule: string, which: 'bad' | 'good'): Program {
  const id = slashed(path.relative(FIXTURES, path.join(folder, which)));
  const entry = readdirSync(folder).find((found) => found === which || found.startsWith(`${which}.`));
  if (entry === undefined) throw new Error(`${id}: there is no such program`);
  return {
    id,
    files: filesAt(path.join(folder, entry)),
    settings: objectIn(path.join(folder, 'settings.json')),
    rule,
    options: objectIn(path.join(folder, 'options.json')),
    faulty: which === 'bad',
  };
}

/** The correct plugins of `plugins/NAME`, and each of their mutants. */
export function pluginPrograms(): Program[] {
  const plugins = path.join(FIXTURES, 'plugins');
  return folders(plugins).flatMap((name) => {
    const folder = path.join(plugins, name);
    const files = filesAt(path.join(folder, 'base'));
    const shared = { settings: objectIn(path.join(folder, 'settings.json')), rule: undefined, options: undefined };
    const mutants = (parsed(path.join(folder, 'mutants.json')) ?? []) as readonly Mutant[];
    return [
      { ...shared, id: `plugins/${name}/base`, files, faulty: false },
      ...mutants.map((mutant) => {
        const id = `plugins/${name}/${mutant.name}`;
        return { ...shared, id, files: edited(id, files, mutant.edits), faulty: true };
      }),
    ];
  });
}

/** Throws unless what an edit looks for stands exactly once; an empty `find` puts text before the file, or makes it. */
export function edited(
  id: string,
  files: ReadonlyMap<string, string>,
  edits: readonly Edit[],
): ReadonlyMap<string, string> {
  const result = new Map(files);
  for (const { file, find, replace } of edits) {
    const text = result.get(file) ?? '';
    if (find !== '' && text.split(find).length !== 2) {
      throw new Error(`${id}: in ${file} this does not stand exactly once: ${find}`);
    }
    result.set(file, find === '' ? replace + text : text.replace(find, () => replace));
  }
  return result;
}
