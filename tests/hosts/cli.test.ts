import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './install.js';
import { Project } from './project.js';

const WRITE = 'plugin-storage/no-write-outside-cwd';

describe.each(['eslint-9', 'eslint-10'])('the command line of %s', (host) => {
  let project: Project;
  beforeEach(() => {
    project = new Project(host);
  });
  afterEach(() => {
    project.dispose();
  });

  it('reports what stands in the project, in the file where the edit is needed', async () => {
    const reports = await project.reports();
    expect(reports).toHaveLength(23);
    expect(reports.filter(({ file }) => file === path.join('src', 'train.js'))).toEqual([
      { file: path.join('src', 'train.js'), line: 5, rule: WRITE },
      { file: path.join('src', 'train.js'), line: 6, rule: WRITE },
      { file: path.join('src', 'train.js'), line: 7, rule: 'plugin-storage/no-cross-stage-upload' },
    ]);
  });

  it('--concurrency: workers report the same', async ({ task }) => {
    expect(await project.reports(['--concurrency', '2'])).toEqual(await project.reports());
    task.meta.host = [host, process.versions.node, '', '`--concurrency`: the same reports'];
  });

  it('--cache: the second run reports the same, from the cache', async ({ task }) => {
    const flags = ['--cache', '--cache-location', 'cache.json', '--cache-strategy', 'content'];
    const reports = await project.reports(flags);
    expect(project.read('cache.json')).toContain('train.js');
    expect(await project.reports(flags)).toEqual(reports);
    expect(reports).toEqual(await project.reports());
    task.meta.host = [host, process.versions.node, '', '`--cache`: the same reports'];
  });

  it('--cache forgets nothing of the settings: another setting lints anew', async () => {
    const flags = ['--cache', '--cache-location', 'cache.json', '--cache-strategy', 'content'];
    await project.reports(flags);
    project.write('eslint.config.js', project.read('eslint.config.js').replace("manifestNames: ['manifest']", 'crossFile: false'));
    const reports = await project.reports(flags);
    expect(reports.some(({ rule }) => rule === 'plugin-storage/no-cross-stage-upload')).toBe(false);
    expect(reports).toHaveLength(22);
  });

  it('--cache looks at one file: a report that depends on another file outlives an edit there, as docs/settings.md says', async () => {
    const flags = ['--cache', '--cache-location', 'cache.json', '--cache-strategy', 'content'];
    await project.reports(flags);
    project.write('src/storage.js', project.read('src/storage.js').replace('[stage]', '[manifest.stage]'));
    expect(await project.reports(flags)).toHaveLength(23);
    expect(await project.reports()).toHaveLength(22);
  });

  it('bulk suppressions: one count for each fault, nothing left behind them, a new fault is seen', async ({ task }) => {
    await project.eslint(['--suppress-all', '.']);
    const counts = JSON.parse(project.read('eslint-suppressions.json')) as Record<string, unknown>;
    expect(counts['src/train.js']).toEqual({ 'plugin-storage/no-cross-stage-upload': { count: 1 }, [WRITE]: { count: 2 } });
    expect(await project.eslint(['.'])).toMatchObject({ code: 0, stdout: '' });
    project.write('src/new.js', "import { writeFileSync } from 'node:fs';\nwriteFileSync('/srv/x', '');\n");
    expect(await project.reports()).toEqual([{ file: path.join('src', 'new.js'), line: 2, rule: WRITE }]);
    project.write('src/train.js', project.read('src/train.js').replace("'/tmp/model.json'", "'model.json'"));
    expect((await project.eslint(['.'])).stderr).toContain('--prune-suppressions');
    task.meta.host = [host, process.versions.node, '', 'bulk suppressions: one count a fault'];
  });

  it('--print-config: settings and rules are plain JSON', async ({ task }) => {
    const { stdout } = await project.eslint(['--print-config', 'src/train.js']);
    const config = JSON.parse(stdout) as { readonly rules: object; readonly settings: object };
    expect(config.settings).toEqual({ 'plugin-storage': { manifestNames: ['manifest'] } });
    expect(Object.keys(config.rules).every((rule) => rule.startsWith('plugin-storage/'))).toBe(true);
    task.meta.host = [host, process.versions.node, '', '`--print-config`'];
  });

  it('--fix settles in one run', async () => {
    await project.eslint(['--fix', '.']);
    const fixed = project.read('src/train.js');
    expect(fixed).toContain("writeFileSync('model.json'");
    await project.eslint(['--fix', '.']);
    expect(project.read('src/train.js')).toBe(fixed);
  });

  it('a setting of the wrong form ends the run with its name', async () => {
    project.write('eslint.config.js', project.read('eslint.config.js').replace("['manifest']", "'manifest'"));
    const { code, stderr } = await project.eslint(['.']);
    expect(code).toBe(2);
    expect(stderr).toContain('manifestNames');
  });

  it('types: a configuration that says what the documentation says compiles against the types of this ESLint', async ({ task }) => {
    project.write('config.ts', readFileSync(path.join(ROOT, 'tests', 'fixtures', 'hosts', 'config.ts'), 'utf8'));
    const options = { strict: true, noEmit: true, skipLibCheck: true, module: 'nodenext', moduleResolution: 'nodenext', target: 'es2023', types: [] };
    project.write('tsconfig.json', JSON.stringify({ compilerOptions: options, files: ['config.ts'] }));
    expect(await project.run('typescript/bin/tsc', ['-p', 'tsconfig.json'])).toEqual({ code: 0, stdout: '', stderr: '' });
    task.meta.host = [host, process.versions.node, '', 'types of `defineConfig`'];
  });
});

describe('the config inspector', () => {
  it('takes the configuration over', async ({ task }) => {
    const project = new Project('eslint-10');
    try {
      const ran = await project.run('@eslint/config-inspector/bin.mjs', ['build', '--outDir', 'inspector']);
      expect(ran.code, ran.stderr + ran.stdout).toBe(0);
      const built = path.join(project.folder, 'inspector');
      expect(existsSync(built) && statSync(built).isDirectory()).toBe(true);
      task.meta.host = ['@eslint/config-inspector', process.versions.node, '', '`build`: configurations and rules are listed'];
    } finally {
      project.dispose();
    }
  });
});

describe('what ESLint 8.57 lacks', () => {
  const flat = `
const storage = require('eslint-plugin-plugin-storage');
module.exports = [storage.default.configs.recommended, { languageOptions: { ecmaVersion: 'latest', sourceType: 'module' } }];
`;

  it('flat configuration works, without defineConfig; a CommonJS file finds the plugin under `default`', async () => {
    const project = new Project('eslint-8', flat, 'eslint.config.cjs');
    try {
      const { stdout, stderr } = await project.eslint(['--config', 'eslint.config.cjs', '--format', 'json', '.'], { ESLINT_USE_FLAT_CONFIG: 'true' });
      expect(stderr).not.toContain('Error');
      expect((JSON.parse(stdout) as readonly { readonly messages: readonly unknown[] }[]).flatMap(({ messages }) => messages)).toHaveLength(23);
    } finally {
      project.dispose();
    }
  });
});
