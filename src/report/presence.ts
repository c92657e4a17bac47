/** Whether a value is there at all, as far as the code around it shows. */
import type { LintedFile } from './finding.js';
import type { Site } from '../trace/site.js';

/** A variable of whose value a member is read elsewhere holds one: `body.length`. */
export function isReadFrom(file: LintedFile, site: Site): boolean {
  const node = file.nodeAt(site);
  if (node?.type !== 'Identifier') return false;
  for (let scope: ReturnType<typeof file.source.getScope> | null = file.source.getScope(node); scope !== null; scope = scope.upper) {
    const variable = scope.set.get(node.name);
    if (variable === undefined) continue;
    return variable.references.some(({ identifier }) => {
      const { parent } = identifier;
      return parent.type === 'MemberExpression' && parent.object === identifier && !parent.optional;
    });
  }
  return false;
}
