/**
 * Barrels: files that do nothing but pass on what others export. Who imports one uses only what he names, so a large project whose files
 * all import one barrel need not be taken for one program. Told from the text, without a parse; in doubt, a file is no barrel.
 */

const COMMENT = /\/\*[^]*?\*\/|\/\/[^\n]*/g;
const PASSES_ON = /export\s+(?:type\s+)?(?:\*|\{([^{}]*)\})\s*from\s*(["'])[^"'\n]+\2\s*;?/g;
/** A name that is not the one that the file behind the barrel gives to it. */
const RENAMED = /\bas\b|\bdefault\b/;

/** Does the file hold nothing but `export … from`, all by the names that they have? */
export function isBarrel(text: string): boolean {
  if (!text.includes('export')) return false;
  const code = text.replaceAll(COMMENT, '');
  return !RENAMED.test(code) && code.replaceAll(PASSES_ON, '').trim() === '';
}

const DECLARED = /\bexport\s+(?:(?:declare|abstract|async|const)\s+)*(?:function\s*\*?|class|const|let|var|enum|namespace|interface|type)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;
const LISTED = /\bexport\s+(?:type\s+)?\{([^{}]*)\}/g;
/** Exports whose names another file decides, or that the patterns above do not read. */
const UNREAD = /\bexport\s+(?:\*|default\b|import\b|=|(?:const|let|var)\s*(?:[[{]|[^=;\n]*,))|\bexports\b|\bmodule\b/;

/** The names under which the file exports something; undefined where they cannot all be read. */
export function exportedNames(text: string): readonly string[] | undefined {
  if (UNREAD.test(text)) return undefined;
  const declared = Array.from(text.matchAll(DECLARED), ([, name = '']) => name);
  const listed = Array.from(text.matchAll(LISTED), ([, list = '']) => list.split(',')).flat();
  return [...declared, ...listed.map((entry) => entry.trim().split(/\s+/).at(-1) ?? '')].filter((name) => name !== '');
}

/** Who imports a file, and what its text is. */
interface Texts {
  readonly importersOf: (file: string) => readonly string[];
  readonly textOf: (file: string) => string;
}

/** Gives the files that may use what a file exports: its importers, and those of barrels that pass it on, if they name any of it. */
export function usersIn({ importersOf, textOf }: Texts): (file: string) => Iterable<string> {
  const barrels = new Map<string, boolean>();
  const passesOn = (file: string): boolean => {
    const known = barrels.get(file) ?? isBarrel(textOf(file));
    barrels.set(file, known);
    return known;
  };
  return (file) => {
    const users = new Set(passesOn(file) ? [] : importersOf(file));
    const names = [...users].some(passesOn) ? exportedNames(textOf(file)) : undefined;
    const isUser = (other: string): boolean => names === undefined || passesOn(other) || names.some((name) => textOf(other).includes(name));
    // A set is gone through in the order in which it grows.
    for (const user of users) if (passesOn(user)) for (const other of importersOf(user)) if (isUser(other)) users.add(other);
    return users;
  };
}
