/**
 * The current path is the only writable one (C5). Where the kernel lets us (Linux with `unshare`, as root or with user namespaces), the
 * stage runs in a mount namespace in which everything else is mounted read-only: that holds for the programs it starts, too, and for root.
 * Elsewhere Node's permission model refuses the writes of Node itself; what a child process writes is then not judged.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Enforcement = 'namespace' | 'permission';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** Writable folders up to `--`, then the command. Kernel file systems need no remount: there is nothing to leave behind in them. */
const READ_ONLY = `
set -e
writable=''
while [ "$1" != -- ]; do
  mount --bind "$1" "$1"
  writable="$writable$1
"
  shift
done
shift
cwd=$PWD
while read -r _ at type _; do
  case "$type" in proc|sysfs|cgroup*|devpts) continue ;; esac
  at=$(printf '%b' "$at")
  case "$writable" in *"$at
"*) continue ;; esac
  mount -o remount,bind,ro "$at" 2>/dev/null || :
done </proc/self/mounts
cd / && cd "$cwd"
exec "$@"
`;

const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';

/**
 * `node args` with these folders as the only writable ones.
 * @param writable existing folders, absolute and without symbolic links
 */
export function confined(enforcement: Enforcement, writable: readonly string[], args: readonly string[]): Command {
  const node = process.execPath;
  if (enforcement === 'permission') {
    const allowed = writable.map((folder) => `--allow-fs-write=${path.join(folder, '*')}`);
    const open = ['--allow-fs-read=*', '--allow-child-process', '--allow-worker', '--allow-addons', '--allow-net'];
    return { file: node, args: [PERMISSION, ...open.filter(isFlag), ...allowed, ...args] };
  }
  return namespaced(writable, [node, ...args]);
}

function namespaced(writable: readonly string[], command: readonly string[]): Command {
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return { file: 'unshare', args: [...asRoot, '--mount', 'sh', '-c', READ_ONLY, 'sh', ...writable, '--', ...command] };
}

const isFlag = (option: string): boolean => process.allowedNodeEnvironmentFlags.has(option.replace(/=.*$/u, ''));

/** The strongest that this machine has; found out by trying. */
export function strongestEnforcement(): Enforcement {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sandbox-')));
  const inside = path.join(folder, 'inside');
  try {
    spawnSync('mkdir', [inside]);
    const { file, args } = namespaced([inside], ['sh', '-c', 'echo x >file && ! echo x >../file && echo confined']);
    const { stdout } = spawnSync(file, args, { cwd: inside, encoding: 'utf8' });
    return stdout.trim() === 'confined' ? 'namespace' : 'permission';
  } catch {
    return 'permission';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
