/** The uploaded files: one folder for each variant of each stage, so that hyper-parameter runs do not meet (C7). */

export class FileStore {
  readonly #files = new Map<string, Buffer>();

  /** Keeps the bytes as they came, whatever they are: an envelope around a file is part of the file. */
  put(folder: string, path: string, bytes: Buffer): void {
    this.#files.set(keyOf(folder, path), bytes);
  }

  get(folder: string, path: string): Buffer | undefined {
    return this.#files.get(keyOf(folder, path));
  }

  /** The paths of a folder, in alphabetical order. */
  list(folder: string): string[] {
    return [...this.#files.keys()]
      .filter((key) => key.startsWith(`${folder}\0`))
      .map((key) => key.slice(folder.length + 1))
      .sort();
  }
}

const keyOf = (folder: string, path: string): string => `${folder}\0${path}`;
