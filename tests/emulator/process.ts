/** A stage as the platform starts it: a fresh current folder, the manifest and the result file as arguments. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Manifest } from './manifest.js';
import { confined, type Enforcement } from './sandbox.js';

const PRELOAD = pathToFileURL(path.join(import.meta.dirname, 'preload.mjs')).href;

/** Real time after which a stage is ended, in milliseconds. */
const TIMEOUT = 30_000;

export interface StageFiles {
  /** The current path. */
  readonly work: string;
  readonly manifest: string;
  /** The platform's own file, outside the current path. */
  readonly result: string;
}

/** @param folder one that does not exist yet */
export function prepareStage(folder: string, manifest: Manifest): StageFiles {
  const files = {
    work: path.join(folder, 'work'),
    manifest: path.join(folder, 'manifest.json'),
    result: path.join(folder, 'result', 'result.json'),
  };
  mkdirSync(files.work, { recursive: true });
  mkdirSync(path.dirname(files.result));
  writeFileSync(files.manifest, JSON.stringify(manifest, undefined, 2));
  return files;
}

/** The result that a stage has written; an empty object where there is none, or none of that form. */
export function resultOf({ result }: StageFiles): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : {};
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

export interface StageProcess {
  readonly child: ChildProcess;
  /** The end, with all that was printed. */
  readonly ended: Promise<StageEnd>;
}

export interface StageEnd {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StageStart {
  readonly entry: string;
  readonly files: StageFiles;
  readonly origin: string;
  readonly enforcement: Enforcement;
  readonly env: Readonly<Record<string, string>>;
}

/** The environment is the platform's, not the tester's: proxies and options of Node would change what the plugin does. */
export function startStage({ entry, files, origin, enforcement, env }: StageStart): StageProcess {
  const node = ['--no-warnings', '--import', PRELOAD, entry, files.manifest, files.result];
  const { file, args } = confined(enforcement, [files.work, path.dirname(files.result)], node);
  const { PATH = '', HOME = '/' } = process.env;
  const child = spawn(file, args, {
    cwd: files.work,
    env: { PATH, HOME, NODE_ENV: 'production', EMULATOR_CLOCK: `${origin}/clock`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
  });
  return { child, ended: ending(child) };
}

async function ending(child: ChildProcess): Promise<StageEnd> {
  const printed = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exitCode, ...printed };
}
