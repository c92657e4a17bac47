/** What the descriptions of programs share. */
import { emitWrite, type Invocation } from '../machine.js';
import type { Located } from '../located.js';

/** What one program does with its arguments. */
export type Program = (call: Invocation) => void;

export function write({ machine, frame, name }: Invocation, path: Located | undefined): void {
  if (path !== undefined) emitWrite(machine, frame, path, name);
}

/** A remote place: `host:path`, `s3://bucket/key`, but not `C:\path`. */
export const isRemote = (text: string): boolean => /^[^/\\]*:/.test(text) && !/^[a-z]:[\\/]/i.test(text);

export const writeLocal = (call: Invocation, path: Located | undefined): void => {
  if (path !== undefined && !isRemote(path.text)) write(call, path);
};
