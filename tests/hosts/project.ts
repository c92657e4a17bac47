/** A project as a user has it: a configuration file, the packages in node_modules, and a few files, one of them faulty. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installed } from './install.js';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliReport {
  readonly file: string;
  readonly line: number;
  readonly rule: string | null;
}

interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly line: number; readonly ruleId: string | null }[];
}

const CONFIG = `
import { defineConfig } from 'eslint/config';
import storage from 'eslint-plugin-plugin-storage';

export default defineConfig([
  { plugins: { 'plugin-storage': storage }, extends: ['plugin-storage/recommended'], settings: { 'plugin-storage': { manifestNames: ['manifest'] } } },
]);
`;

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "project", "type": "module" }',
  'src/train.js': `
import { writeFileSync } from 'node:fs';
import { upload } from './storage.js';

writeFileSync('/tmp/model.json', '{}');
writeFileSync('/var/lib/other.json', '{}');
await upload('initial', 'notes.json');
`,
  'src/storage.js': `
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(process.argv[2], 'utf8'));

export async function upload(stage, name) {
  const answer = await fetch(\`\${manifest.getUploadUrls[stage]}/\${name}\`);
  await fetch(await answer.text(), { method: 'PUT', body: readFileSync(name) });
}
`,
  ...Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `src/notes/note${String(index)}.js`,
      `import { writeFileSync } from 'node:fs';\n\nwriteFileSync('${index % 2 === 0 ? '' : '/srv/'}note.json', '{}');\n`,
    ]),
  ),
};

export class Project {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'project-')));
  readonly #host: string;

  constructor(host: string, config = CONFIG, configFile = 'eslint.config.js') {
    this.#host = installed(host);
    this.write(configFile, config);
    for (const [file, text] of Object.entries(FILES)) this.write(file, text);
    symlinkSync(path.join(this.#host, 'node_modules'), path.join(this.folder, 'node_modules'), 'dir');
  }

  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** Runs a file of one of the host's packages. */
  run(bin: string, flags: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const file = path.join(this.#host, 'node_modules', bin);
    return new Promise((resolve) => {
      const options = { cwd: this.folder, maxBuffer: 2 ** 26, env: { ...process.env, ...env } };
      execFile(process.execPath, [file, ...flags], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, stdout, stderr });
      });
    });
  }

  eslint(flags: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    return this.run('eslint/bin/eslint.js', flags, env);
  }

  /** What `eslint --format json` reports with these flags. */
  async reports(flags: readonly string[] = []): Promise<readonly CliReport[]> {
    const { stdout, stderr } = await this.eslint(['--format', 'json', ...flags, '.']);
    if (stdout === '') throw new Error(stderr);
    return (JSON.parse(stdout) as readonly Result[]).flatMap(({ filePath, messages }) =>
      messages.map(({ line, ruleId }) => ({ file: path.relative(this.folder, filePath), line, rule: ruleId })),
    );
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
