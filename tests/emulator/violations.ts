/** What the platform held against a run. */

/** The storage's answer to a request that it does not serve. */
export interface Refusal {
  readonly kind: 'refused';
  readonly stage: string;
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  readonly status: 400 | 403 | 404 | 405 | 413;
  readonly reason: string;
}

/** A write outside the current path, or a file there that does not exist (C5). */
export interface FileRefusal {
  readonly kind: 'file';
  readonly stage: string;
  readonly code: string;
  readonly line: string;
}

/** A stage that ended with an error: its own, or the one that a refusal led to. */
export interface Crash {
  readonly kind: 'crash';
  readonly stage: string;
  readonly exitCode: number | null;
  /** The error as the program printed it, such as `TypeError: fetch failed`. */
  readonly error: string;
}

/** A deployed server that did not answer, or answered something else. */
export interface WrongAnswer {
  readonly kind: 'answer';
  readonly stage: string;
  readonly status: number;
  readonly expected: string;
  readonly found: string;
}

export type Violation = Refusal | FileRefusal | Crash | WrongAnswer;

/**
 * Errors of the file system: by code in Node, by the words of C's `strerror` in other programs, and curl's exit code for a file
 * that it cannot write, since with `-s` it says no more.
 */
const FILE_ERROR = /\b(EROFS|EACCES|EPERM|ENOENT|ERR_ACCESS_DENIED)\b|(Read-only file system|Permission denied)|(curl: \(23\))/u;
const CODES: Readonly<Record<string, string>> = { 'Read-only file system': 'EROFS', 'Permission denied': 'EACCES' };
const ERROR_LINE = /^\[?(\w*Error\b.*?)(?:\] \{)?$/mu;

/** The error of the file system that a stage's standard error shows, if it shows one. */
export function fileRefusal(stage: string, stderr: string): FileRefusal | undefined {
  const line = stderr.split('\n').find((text) => FILE_ERROR.test(text));
  const match = line === undefined ? null : FILE_ERROR.exec(line);
  if (line === undefined || match === null) return undefined;
  const [found] = match;
  return { kind: 'file', stage, code: CODES[found] ?? found, line: line.trim() };
}

export function crash(stage: string, exitCode: number | null, stderr: string): Crash {
  const lines = stderr.trim().split('\n');
  return { kind: 'crash', stage, exitCode, error: ERROR_LINE.exec(stderr)?.[1] ?? lines.at(-1) ?? '' };
}

/** One line for people. */
export function described(violation: Violation): string {
  switch (violation.kind) {
    case 'refused':
      return `${violation.stage}: ${violation.method} ${withoutQuery(violation.target)} → ${violation.status} ${violation.reason}`;
    case 'file':
      return `${violation.stage}: ${violation.line}`;
    case 'crash':
      return `${violation.stage}: exit code ${String(violation.exitCode)}, ${violation.error}`;
    case 'answer':
      return `${violation.stage}: the server answers ${violation.status} ${violation.found} in place of ${violation.expected}`;
  }
}

const withoutQuery = (target: string): string => target.replace(/\?.*$/su, '?…');
