/** Projects in temporary folders, for tests that load files. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export class Project {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-storage-')));

  path(name: string): string {
    return join(this.root, name);
  }

  write(name: string, content: string | Uint8Array | object): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    const isData = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(path, isData ? content : JSON.stringify(content));
    return path;
  }

  link(name: string, target: string): void {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true });
  }
}

/** A project that is removed when the test is over. */
export function project(files: Readonly<Record<string, string | object>> = {}): Project {
  const made = new Project();
  onTestFinished(() => {
    rmSync(made.root, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) made.write(name, content);
  return made;
}
