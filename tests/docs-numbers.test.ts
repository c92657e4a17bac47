/** Bounds and events that the documentation names are those of the code. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..');
const textOf = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8').replace(/\s+/gu, ' ');

function constantOf(file: string, name: string): number {
  const value = new RegExp(String.raw`const ${name} = ([\d_]+)`, 'u').exec(textOf(file))?.[1];
  if (value === undefined) throw new Error(`${file} should have a constant ${name}`);
  return Number(value.replaceAll('_', ''));
}

const TRACER = 'docs/how-the-tracer-works.md';
const MODULES = 'docs/modules.md';

it.each([
  [TRACER, 'src/trace/programs/whole.ts', 'STEPS', (value: string) => `a program has ${value} and`],
  [TRACER, 'src/trace/programs/whole.ts', 'STEPS_PER_FILE', (value: string) => `and ${value} more for each of its files`],
  [TRACER, 'src/trace/index.ts', 'MAX_STEPS_OF_MANY', (value: string) => `from itself, with ${value}.`],
  [TRACER, 'src/trace/interpreter.ts', 'MAX_STEPS', (value: string) => `${value} steps (about a second)`],
  [MODULES, 'src/modules/module-cache.ts', 'MAX_MODULES', (value: string) => `${value}, or 800,000 characters`],
  [MODULES, 'src/modules/module-cache.ts', 'MAX_TEXT', (value: string) => `or ${value} characters`],
  [MODULES, 'src/modules/stamps.ts', 'TICK_MS', (value: string) => `the last ${value} ms`],
])('%s says %s of %s', (page, file, name, sentence) => {
  expect(textOf(page)).toContain(sentence(constantOf(file, name).toLocaleString('en')));
});

it('every kind of event has a row in the table', () => {
  const table = textOf(TRACER).split('## Events').at(-1) ?? '';
  const rows = [...table.matchAll(/\| (\w+) \| (?:a|an|the) /gu)].map(([, kind]) => kind);
  const code = textOf('src/trace/events.ts');
  const kinds = [...code.matchAll(/extends EventBase \{ readonly kind: '(\w+)'/gu)].map(([, kind]) => kind);
  expect(rows.toSorted()).toEqual(kinds.toSorted());
});
