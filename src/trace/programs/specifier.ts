/** Which modules an import means whose specifier is worked out at run time: `import(`./stages/${manifest.stage}.mjs`)`. */
import { dirname, extname, join } from 'node:path';
import { ALWAYS, only, stageIn, type PathCondition } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import { constantText, isText, partsOf, type Atom, type Part } from '../values/values.js';

export interface Candidate {
  readonly specifier: string;
  /** What holds where it is this one. */
  readonly condition: PathCondition;
}

const CHOSEN: PathCondition = { ...ALWAYS, chosen: true };

/** The modules that the specifier may stand for; none where nothing is known of it. */
export function candidatesFor(it: Interpreter, atom: Atom): readonly Candidate[] {
  const text = constantText(atom);
  if (text !== undefined) return [{ specifier: text.replace(/^file:\/\//u, ''), condition: ALWAYS }];
  if (atom.kind !== 'text') return [];
  const [first, ...others] = partsOf(atom);
  const isBeside = first !== undefined && !isText(first) && first.atom.kind === 'source' && first.atom.source === 'dirname';
  return isBeside ? within(it, first.atom.site?.file ?? it.module.file, others) : within(it, it.module.file, partsOf(atom));
}

/** The parts behind a module's folder. */
function within(it: Interpreter, from: string, parts: readonly Part[]): readonly Candidate[] {
  const at = parts.findIndex((part) => !isText(part));
  const text = (some: readonly Part[]): string => some.map((part) => (isText(part) ? part.text : '')).join('');
  if (at < 0) return [{ specifier: join(dirname(from), text(parts)), condition: ALWAYS }];
  const head = text(parts.slice(0, at));
  if (!/^\.{0,2}\//u.test(head)) return [];
  const last = parts.findLastIndex((part) => !isText(part));
  const isByStage = at === last && isStage(parts[at]);
  const around = { before: join(dirname(from), head), behind: text(parts.slice(last + 1)) };
  return [...it.modules.keys()].flatMap((file): readonly Candidate[] => {
    const name = nameBetween(file, around);
    return name === undefined ? [] : [{ specifier: file, condition: isByStage ? stageIn(only([name])) : CHOSEN }];
  });
}

const isStage = (part: Part | undefined): boolean => part !== undefined && !isText(part) && part.atom.kind === 'stage';

/** The part of the file's path that stands for what is not constant. A source may be imported by its own ending, or by that of its output. */
function nameBetween(file: string, { before, behind }: { readonly before: string; readonly behind: string }): string | undefined {
  if (!file.startsWith(before)) return undefined;
  const rest = file.slice(before.length);
  const bare = rest.slice(0, rest.length - extname(rest).length);
  const name = rest.endsWith(behind) && behind !== '' ? rest.slice(0, rest.length - behind.length) : withoutEnding(bare, behind.replace(/\.[cm]?[jt]sx?$/u, ''));
  return name === undefined || name === '' || name.includes('/') ? undefined : name;
}

function withoutEnding(bare: string, ending: string): string | undefined {
  if (ending !== '') return bare.endsWith(ending) ? bare.slice(0, bare.length - ending.length) : undefined;
  return bare.endsWith('/index') ? bare.slice(0, -'/index'.length) : bare;
}
