/** Templates whose tag runs them as a command: `` $`curl ${url}` ``. What is put in is quoted by the tag, unless a shell is to parse it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { analyseTemplate, type CommandPart, type Surroundings, type TagPiece } from '../../models/shell/index.js';
import type { Call } from '../calls/calls.js';
import { contentOf } from '../expressions/response.js';
import { isImpossible } from '../guards/condition.js';
import type { Interpreter } from '../interpreter.js';
import type { Sequence } from '../values/sequences.js';
import { UNKNOWN, UNKNOWN_ATOM, type Value } from '../values/values.js';
import { argumentsOf, conditionOf, MAX_TEXTS, partsIn, type Collected, type Command, type GivenWord } from './command-words.js';

/** What an interpolation puts in: one word, or several if it is a list. */
interface PutIn {
  readonly words: Sequence;
  /** `{ raw: text }` is put in as it is. */
  readonly raw: boolean;
}

interface Template {
  readonly texts: readonly (string | undefined)[];
  readonly puts: readonly PutIn[];
}

function putsOf(it: Interpreter, value: Value): readonly PutIn[] {
  return value.flatMap((atom): readonly PutIn[] => {
    if (atom.kind !== 'object') return [{ words: [atom.kind === 'response' ? contentOf(atom, 'stdout') : [atom]], raw: false }];
    if (atom.heap.type === 'array') return argumentsOf(it, [atom]).map((words) => ({ words, raw: false }));
    const raw = atom.heap.fields.get('raw')?.value;
    return raw === undefined ? [{ words: [UNKNOWN], raw: false }] : raw.map((text) => ({ words: [[text]], raw: true }));
  });
}

/** The templates that it may be, a few at most. */
export function templatesOf(it: Interpreter, call: Call, { quasis }: TSESTree.TemplateLiteral): readonly Template[] {
  let lists: readonly (readonly PutIn[])[] = [[]];
  for (const value of call.args.slice(1, quasis.length)) {
    const puts = putsOf(it, value);
    const few = puts.length * lists.length > MAX_TEXTS ? puts.slice(0, 1) : puts;
    lists = lists.flatMap((list) => few.map((put) => [...list, put]));
  }
  const texts = quasis.map(({ value }) => value.cooked ?? undefined);
  return lists.map((puts) => ({ texts, puts })).filter(({ puts }) => {
    const when = conditionOf(puts.flatMap(({ words }) => words));
    return when === undefined || !isImpossible(when);
  });
}

const spaced = (words: readonly (readonly CommandPart[])[]): readonly CommandPart[] =>
  words.flatMap((word, index) => (index === 0 ? word : [{ text: ' ' }, ...word]));

/** The command of one template. */
export function taggedCommand(call: Call, { texts, puts }: Template, shell: boolean, find: (collected: Collected) => Surroundings): Command {
  const collected: Collected = { holes: [], texts: [] };
  const given: GivenWord[] = [];
  const pieces = texts.flatMap((text, index): readonly TagPiece[] => {
    const put = puts[index];
    const script = textPiece(text, collected, call, puts[index - 1]);
    if (put === undefined) return [script];
    const words = put.words.map((word) => partsIn(word[0] ?? UNKNOWN_ATOM, collected, call.sites[index + 1]));
    if (put.raw || shell) return [script, { script: spaced(words) }];
    given.push(...words.map((parts, at) => ({ parts, via: put.words[at]?.[0]?.via })));
    return [script, { words }];
  });
  const analysis = analyseTemplate(pieces, find(collected));
  return { ...analysis, ...collected, words: given, when: conditionOf(puts.flatMap(({ words }) => words)) };
}

function textPiece(text: string | undefined, { holes, texts }: Collected, { sites: [site] }: Call, before: PutIn | undefined): TagPiece {
  if (text === undefined) {
    holes.push({ atom: UNKNOWN_ATOM, site });
    return { script: [{ hole: holes.length - 1 }] };
  }
  const behind = before === undefined ? undefined : holes.length - 1;
  texts.push({ text, site, joined: before === undefined ? undefined : site, behind });
  return { script: [{ text, piece: texts.length - 1 }] };
}
