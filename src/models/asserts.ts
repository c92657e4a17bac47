/** Assertions: the program goes on only where they hold; and the ends of a program. */
import type { Table } from './form/schema.js';

/** Members of the modules with the names and arguments of `node:assert`, and of their exports that are the same again. */
const members = (names: string): readonly string[] => [
  `{assert,power-assert,assert-plus,browser-assert,uvu/assert}#{${names}}`,
  `{assert,power-assert}#strict.{${names}}`,
  `chai#assert.{${names}}`,
];

export const asserts: Table = {
  calls: [
    {
      of: [
        '{assert,power-assert,assert-plus,browser-assert,better-assert,nanoassert,http-assert}#',
        'assert#strict',
        'chai#assert',
        ...members('ok,isOk,isTrue,assert'),
        '{tiny-invariant,invariant,ts-invariant,ts-tiny-invariant}#',
        '{ts-invariant,tiny-invariant,es-toolkit,outvariant,@epic-web/invariant}#invariant',
        '{es-toolkit,tsafe,@hapi/hoek,@std/assert,jsr:@std/assert,ts-essentials}#assert',
        'tsafe/assert#assert',
        '@hapi/hoek/assert#',
        '{@std/assert,jsr:@std/assert}#assertExists',
      ],
      does: { kind: 'assert', condition: '0' },
    },
    {
      of: [
        ...members('equal,strictEqual,deepEqual,deepStrictEqual,is,equals'),
        '{@std/assert,jsr:@std/assert}#{assertEquals,assertStrictEquals}',
      ],
      does: { kind: 'assert', equal: ['0', '1'] },
    },
    { of: 'chai#expect().to.{equal,eql,equals,eq,be.equal,deep.equal}', does: { kind: 'assert', equal: ['made.0', '0'] } },
    {
      of: [
        ...members('notEqual,notStrictEqual,notDeepEqual,notDeepStrictEqual'),
        '{@std/assert,jsr:@std/assert}#{assertNotEquals,assertNotStrictEquals}',
      ],
      does: { kind: 'assert', unequal: ['0', '1'] },
    },
    { of: [...members('fail'), '{@std/assert,jsr:@std/assert}#{fail,unreachable,unimplemented}'], does: { kind: 'exit' } },
    {
      of: ['global#process.{exit,abort,reallyExit}', 'global#Deno.exit', '{exit,process-exit}#'],
      does: { kind: 'exit' },
    },
  ],
};
