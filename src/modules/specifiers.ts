/**
 * The specifiers that a text may import, found without parsing. It may find more than there are (in a comment, in a
 * string), never fewer of the forms that name a module in one literal.
 */

/** After `from`, `import`, `import(`, `require(`; comments may stand between. */
const IMPORTED = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(?:\/\*[^*]{0,200}\*\/\s*)?(["'`])([^"'`\n\\$]{1,500})\1/g;
/** Any literal path: it may be the constant that an `import(…)` or an own `require` function is given. */
const RELATIVE = /(["'`])(\.{1,2}(?:\/[^"'`\n\\$]{0,500})?)\1/g;

export function specifiersIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const pattern of [IMPORTED, RELATIVE]) {
    for (const match of text.matchAll(pattern)) {
      const specifier = match[2];
      if (specifier !== undefined) found.add(specifier);
    }
  }
  return [...found];
}
