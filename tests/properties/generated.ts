/** Programs that a grammar gives: storage and files, in every construct of the language, put together without sense. */
import fc, { type Arbitrary } from 'fast-check';

const name = fc.constantFrom('a', 'b', 'c', 'fs', 'manifest', 'url', 'stage', 'fetch', 'path', 'process', 'undefined', 'arguments');
const key = fc.constantFrom('getUploadUrls', 'downloadUrls', 'stage', 'initial', 'inputParams', 'method', 'body', 'then', 'map', 'length', 'constructor', '__proto__', '0');
const text = fc.constantFrom("'initial'", "'/tmp/x'", "'../x'", "''", "'PUT'", '`/tmp/${a}`', '`${url}/${b}`', '"curl -T x " + url', '1', '0n', '/x/g', 'null', 'Infinity', 'this', 'import.meta.url', '__dirname');

type Grammar = {
  readonly expression: string;
  readonly statement: string;
  readonly pattern: string;
};

const join = (parts: readonly string[]): string => parts.join('');

const { statement } = fc.letrec<Grammar>((tie) => {
  const expression = tie('expression');
  const statements = fc.array(tie('statement'), { maxLength: 3 }).map(join);
  const list = fc.array(expression, { maxLength: 3 }).map((items) => items.join(', '));
  const form = (...parts: readonly (string | Arbitrary<string>)[]): Arbitrary<string> =>
    fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map(join);
  const operator = fc.constantFrom('+', '??', '||', '&&', '===', '!==', ',', 'in', 'instanceof', '**');
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(name, text),
      form('(', expression, ' ', operator, ' ', expression, ')'),
      form(name, '.', key),
      form('(', expression, ')?.', key),
      form('(', expression, ')[', expression, ']'),
      form('(', expression, ')(', list, ')'),
      form('fs.', fc.constantFrom('writeFileSync', 'promises.writeFile', 'mkdtempSync', 'createWriteStream', 'renameSync'), '(', list, ')'),
      form('fetch(', expression, ', { method: ', expression, ', body: ', expression, ', ...', expression, ' })'),
      form('new (', expression, ')(', list, ')'),
      form('(await ', expression, ')'),
      form('(', tie('pattern'), ') => { ', statements, ' }').map((code) => `(${code})`.replace('((', '((')),
      form('(async function* (', tie('pattern'), ') { ', statements, ' yield* ', expression, '; })'),
      form('({ ', key, ': ', expression, ', [', expression, ']: ', expression, ', get x() { return ', expression, '; } })'),
      form('[', list, ', ...', expression, ']'),
      form('(', expression, ' ? ', expression, ' : ', expression, ')'),
      form('`a${', expression, '}b`'),
      form('(', name, ' = ', expression, ')'),
      form('(class extends (', expression, ') { static x = ', expression, '; #y = ', expression, '; constructor() { super(', list, '); } m() { return this.#y; } })'),
    ),
    pattern: fc.oneof(
      { maxDepth: 3 },
      name,
      form('{ ', key, ': ', tie('pattern'), ' = ', expression, ' }').map((code) => code.replace('__proto__', 'proto')),
      form('[', tie('pattern'), ', ...', name, ']'),
    ),
    statement: fc.oneof(
      { maxDepth: 4 },
      form(expression, ';\n').map((code) => (/^(?:\{|function|class|let)/u.test(code) ? `(0, ${code.slice(0, -2)});\n` : code)),
      form('var ', tie('pattern'), ' = ', expression, ';\n'),
      form('if (', expression, ') {\n', statements, '} else {\n', statements, '}\n'),
      form('for (const x of ', expression, ') {\n', statements, 'if (x) continue; else break;\n}\n'),
      form('for (const x in ', expression, ') ', name, ' += x;\n'),
      form('l: while (', expression, ') {\n', statements, 'break l;\n}\n'),
      form('do {\n', statements, '} while (', expression, ');\n'),
      form('switch (', expression, ') {\ncase ', expression, ':\n', statements, 'default:\n', statements, 'case ', expression, ':\n', statements, '}\n'),
      form('try {\n', statements, 'throw ', expression, ';\n} catch ({ message }) {\n', statements, '} finally {\n', statements, '}\n'),
      form('function a(', tie('pattern'), ') {\n', statements, 'return ', expression, ';\n}\n'),
      form('export const x', fc.nat(999).map(String), ' = ', expression, ';\n'),
      form('{\nusing r = ', expression, ';\n', statements, '}\n'),
    ),
  };
});

const HEAD = "import * as fs from 'node:fs';\nimport manifest from './manifest.json' with { type: 'json' };\n";

export const programs = fc.array(statement, { minLength: 1, maxLength: 8 }).map((statements) => HEAD + statements.join(''));
