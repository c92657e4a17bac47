/** The programs of tests/fixtures/contract, and how each is run; their form is described in its README. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runPlugin, type RunReport, type Scenario } from '../emulator/runner.js';

const ROOT = path.join(import.meta.dirname, '..', '..');
const FIXTURES = path.join(ROOT, 'tests', 'fixtures', 'contract');
const MODULES = path.join(ROOT, 'node_modules');

/** A correct plugin of several files, with its server. */
export interface Sample {
  readonly name: string;
  readonly code: string;
  readonly scenario: Scenario;
}

/** One misuse in a plugin that runs, and its correct twin. */
export interface Pair {
  readonly rule: string;
  readonly name: string;
  readonly bad: string;
  readonly good: string;
  readonly scenario: Scenario;
  /** The value of `settings['plugin-storage']`. */
  readonly settings: object | undefined;
}

const SAMPLES = 'plugins';

const DEFAULTS: Partial<Scenario> = {
  stages: [{ name: 'initial' }, { name: 'stage1' }],
  data: { initial: '3\n5\n10\n' },
};

const folders = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const objectIn = (file: string): object | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : undefined;

/** Unless `scenario.json` says otherwise, a program is `plugin.*`, and runs in the stages `initial` and `stage1`. */
function scenarioOf(folder: string, code: string): Scenario {
  const entry = readdirSync(code).find((file) => file.startsWith('plugin.'))?.replace(/ts$/u, 'js');
  return { entry: entry ?? '', ...DEFAULTS, ...objectIn(path.join(folder, 'scenario.json')) } as Scenario;
}

export const samples = (): Sample[] =>
  folders(path.join(FIXTURES, SAMPLES)).map((name) => {
    const folder = path.join(FIXTURES, SAMPLES, name);
    const code = path.join(folder, 'code');
    return { name, code, scenario: scenarioOf(folder, code) };
  });

export const pairs = (): Pair[] =>
  folders(FIXTURES)
    .filter((rule) => rule !== SAMPLES)
    .flatMap((rule) =>
      folders(path.join(FIXTURES, rule)).map((name) => {
        const folder = path.join(FIXTURES, rule, name);
        const [bad, good] = [path.join(folder, 'bad'), path.join(folder, 'good')];
        const settings = objectIn(path.join(folder, 'settings.json'));
        return { rule, name, bad, good, scenario: scenarioOf(folder, good), settings };
      }),
    );

/** @param code a folder; a copy of it runs */
export const run = (code: string, scenario: Scenario): Promise<RunReport> => runPlugin(code, scenario, MODULES);

/** Each file of a program with its text, in a fixed order. */
export const textOf = (code: string): readonly (readonly [file: string, text: string])[] =>
  readdirSync(code, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [path.relative(code, file), readFileSync(file, 'utf8')] as const);
