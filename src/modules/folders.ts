/** Which folder bounds what a file may import, and which one holds its callers. */
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { isObject, parseJsonc } from './jsonc.js';
import { MISSING, type Stamps } from './stamps.js';
import { readText } from './text.js';

interface Manifest {
  readonly stamp: string;
  readonly isWorkspaceRoot: boolean;
  readonly name: string | undefined;
}

/** What the folders from one up to the top of the file system show; the nearest of each kind. */
interface Surroundings {
  readonly repository: string | undefined;
  readonly workspace: string | undefined;
  readonly named: string | undefined;
  readonly anyPackage: string | undefined;
}

const NOTHING: Surroundings = { repository: undefined, workspace: undefined, named: undefined, anyPackage: undefined };
const MAX_MANIFEST_BYTES = 1024 * 1024;

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Also of a file that is not there (yet): then the real path of its folder. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPath(folder), basename(path));
  }
}

/** False also of what is not there. */
export function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false;
  }
}

export class Folders {
  readonly #cwd: string;
  readonly #stamps: Stamps;
  readonly #manifests = new Map<string, Manifest>();
  readonly #surroundings = new Map<string, Surroundings>();
  #look = -1;

  constructor(cwd: string, stamps: Stamps) {
    this.#cwd = realPath(resolve(cwd));
    this.#stamps = stamps;
  }

  get cwd(): string {
    return this.#cwd;
  }

  /** The folder that the project's own files are in: nothing outside of it is loaded. */
  rootOf(folder: string): string {
    const { repository, workspace, anyPackage } = this.#around(folder);
    if (repository !== undefined || workspace !== undefined) return longer(repository, workspace);
    if (isInside(folder, this.#cwd)) return this.#cwd;
    return anyPackage ?? folder;
  }

  /** The folder whose files may import a file of `folder`: the workspace, else the package. */
  projectOf(folder: string): string {
    const { workspace, named, anyPackage } = this.#around(folder);
    const root = this.rootOf(folder);
    for (const candidate of [workspace, named, anyPackage]) {
      if (candidate !== undefined && isInside(candidate, root)) return candidate;
    }
    return root;
  }

  /** The workspace around the folder: its packages import each other by their names. */
  workspaceOf(folder: string): string | undefined {
    const { workspace } = this.#around(folder);
    return workspace !== undefined && isInside(workspace, this.rootOf(folder)) ? workspace : undefined;
  }

  /** Name in a package.json; undefined where there is none. */
  packageName(manifest: string): string | undefined {
    return this.#manifest(manifest)?.name;
  }

  #around(folder: string): Surroundings {
    if (this.#look !== this.#stamps.look) {
      this.#surroundings.clear();
      this.#look = this.#stamps.look;
    }
    const known = this.#surroundings.get(folder);
    if (known !== undefined) return known;
    const found = this.#with(folder);
    this.#surroundings.set(folder, found);
    return found;
  }

  #with(folder: string): Surroundings {
    const manifest = this.#manifest(join(folder, 'package.json'));
    const isRepository = this.#stamps.kind(join(folder, '.git')) !== 'missing';
    const isWorkspace =
      manifest?.isWorkspaceRoot === true || this.#stamps.kind(join(folder, 'pnpm-workspace.yaml')) === 'file';
    // Packages around a repository or a workspace are no part of it.
    const isTop = isRepository || isWorkspace || dirname(folder) === folder;
    const above = isTop ? NOTHING : this.#around(dirname(folder));
    if (manifest === undefined && !isRepository && !isWorkspace) return above;
    return {
      repository: isRepository ? folder : above.repository,
      workspace: isWorkspace ? folder : above.workspace,
      named: manifest?.name !== undefined ? folder : above.named,
      anyPackage: manifest === undefined ? above.anyPackage : folder,
    };
  }

  #manifest(path: string): Manifest | undefined {
    const stamp = this.#stamps.stamp(path);
    if (stamp === MISSING) return undefined;
    const known = this.#manifests.get(path);
    if (known?.stamp === stamp) return known;
    const content = parseJsonc(readText(path, MAX_MANIFEST_BYTES) ?? '');
    const isWorkspaceRoot = isObject(content) && content['workspaces'] !== undefined;
    const name = isObject(content) && typeof content['name'] === 'string' ? content['name'] : undefined;
    const manifest = { stamp, isWorkspaceRoot, name };
    this.#manifests.set(path, manifest);
    return manifest;
  }
}

function longer(a: string | undefined, b: string | undefined): string {
  return (a ?? '').length > (b ?? '').length ? (a ?? '') : (b ?? '');
}
