/**
 * The specifiers that a text may import, found without parsing. It may find more than there are (in a comment, in a
 * string), never fewer of the forms that name a module in one literal. What is imported by a name that is worked out stands
 * for its whole folder: `./stages/$`.
 */

/** After `from`, `import`, `import(`, `require(`; comments may stand between. */
const IMPORTED = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(?:\/\*[^*]{0,200}\*\/\s*)?(["'`])([^"'`\n\\$]{1,500})\1/g;
/** Any literal path: it may be the constant that an `import(…)` or an own `require` function is given. */
const RELATIVE = /(["'`])(\.{1,2}(?:\/[^"'`\n\\$]{0,500})?)\1/g;

/** An import whose specifier is no literal. */
const COMPUTED = /\b(?:import|require)\s*\(\s*(?:\/\*[^*]{0,200}\*\/\s*)?(?:[\w$(]|`[^`\n]*\$\{|["'][^"'\n]*["']\s*\+)/;
/** What begins with a folder and goes on with something else: `./stages/${name}`, `'./stages/' + name`. */
const WITHIN_FOLDER = /(?:`(\.{1,2}\/(?:[^`"'\n\\$]{0,300}\/)?)[^`"'\n\\$/]*\$\{|["'](\.{1,2}\/(?:[^`"'\n\\$]{0,300}\/)?)[^`"'\n\\$/]*["']\s*\+)/g;
/** `join(__dirname, 'stages', name)`: the constant folders behind the module's own. */
const BELOW_MODULE = /(?:\b__dirname|\bimport\.meta\.dirname|\b\w*(?:[dD]ir|here|root|ROOT|DIR|HERE)\w*)\s*,\s*((?:["'][\w./-]{1,100}["']\s*,\s*)*)[`\w]/g;

/** What starts a module beside this one: `new Worker(…)`, `fork(…)`. */
const STARTS = /\b(?:Worker|fork)\s*\(/;
export const mayStart = (text: string): boolean => STARTS.test(text);
/** `join(__dirname, 'workers', 'fit.js')`: a module behind the module's own folder. */
const FILE_BELOW_MODULE = /(?:\b__dirname|\bimport\.meta\.dirname|\b\w*(?:[dD]ir|here|HERE|DIR)\w*)\s*,\s*((?:["'][\w./-]{1,100}["']\s*,\s*){0,5}["'][\w./-]{1,100}["'])\s*\)/g;

/** Modules that are started by a path which is joined from constants. */
function startedIn(text: string): readonly string[] {
  if (!mayStart(text)) return [];
  return Array.from(text.matchAll(FILE_BELOW_MODULE), ([, names = '']) => `./${Array.from(names.matchAll(/[\w./-]+/g), ([name]) => name).join('/')}`);
}

/** Ends what stands for any module of a folder: in a literal that is found, there is no `$`. */
const ANY_MODULE = '/$';

/** The folder of which any module is meant; undefined for the specifier of one. */
export const folderIn = (specifier: string): string | undefined =>
  specifier.endsWith(ANY_MODULE) ? specifier.slice(0, -ANY_MODULE.length) : undefined;

/** Folders of which a file is imported by a name that is worked out at run time. */
function computedIn(text: string): readonly string[] {
  if (!COMPUTED.test(text)) return [];
  const written = Array.from(text.matchAll(WITHIN_FOLDER), ([, template, sum]) => template ?? sum ?? './');
  const joined = Array.from(text.matchAll(BELOW_MODULE), ([, folders = '']) => `./${Array.from(folders.matchAll(/[\w.-]+/g), ([name]) => `${name}/`).join('')}`);
  return [...written, ...joined].map((folder) => `${folder.slice(0, -1)}${ANY_MODULE}`);
}

export function specifiersIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const pattern of [IMPORTED, RELATIVE]) {
    for (const match of text.matchAll(pattern)) {
      const specifier = match[2];
      if (specifier !== undefined) found.add(specifier);
    }
  }
  for (const specifier of [...computedIn(text), ...startedIn(text)]) found.add(specifier);
  return [...found];
}
