/** Generators run where their elements are drawn, and only as far. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const requests = (code: string): readonly string[] => eventsOf(code).filter((event) => event.startsWith('request'));

const BASE = 'const base = manifest.downloadUrls.initial;\n';

describe('a loop over a generator', () => {
  it('takes turns with its body', () => {
    const code = `${BASE}function* names() {\n  yield 'a';\n  fetch(base + '/between');\n  yield 'b';\n}\nfor (const name of names()) fetch(base + '/' + name);`;
    expect(requests(code)).toEqual([
      'request GET <download[initial]>/a line 7',
      'request GET <download[initial]>/between line 4',
      'request GET <download[initial]>/b line 7',
    ]);
  });

  it('that is left leaves the generator, whose `finally` runs', () => {
    const code = `${BASE}function* names() {\n  try {\n    yield 'a';\n    fetch(base + '/never');\n  } finally {\n    fetch(base + '/end');\n  }\n}\nfor (const name of names()) break;\nfetch(base + '/after');`;
    expect(requests(code)).toEqual(['request GET <download[initial]>/end line 7', 'request GET <download[initial]>/after line 11']);
  });

  it('goes past what the generator catches', () => {
    const code = `${BASE}function* names() {\n  try {\n    yield 'a';\n  } catch {\n    fetch(base + '/never');\n  }\n}\ntry {\n  for (const name of names()) throw new Error(name);\n} catch {\n  fetch(base + '/caught');\n}`;
    expect(requests(code)).toContain('request GET <download[initial]>/caught line 12');
    expect(requests(code).join()).not.toContain('/caught line 6');
  });

  it('ends where the generator does', () => {
    const code = `${BASE}function* names() {\n  while (true) yield 'a';\n}\nfor (const name of names()) if (name === process.argv[3]) break;\nfetch(base + '/after');`;
    expect(requests(code)).toEqual(['request GET <download[initial]>/after line 6']);
  });

  it('finds in a second loop what was drawn in the first', () => {
    const code = `${BASE}function* names() {\n  yield 'a';\n}\nconst drawn = names();\nfor (const name of drawn) break;\nfor (const name of drawn) fetch(base + '/' + name);`;
    expect(requests(code)).toEqual(['request GET <download[initial]>/a line 7']);
  });

  it('over one of two takes that which is there', () => {
    const code = `${BASE}function* one() { yield 'a'; }\nfunction* two() { yield 'b'; }\nfor (const name of manifest.stage === 'fit' ? one() : two()) fetch(base + '/' + name);`;
    expect(requests(code)).toEqual(['request GET <download[initial]>/a-if-fit line 4 if fit', 'request GET <download[initial]>/b-unless-fit line 4 unless fit']);
  });

  it('over what an object iterates', () => {
    const code = `${BASE}const files = { async *[Symbol.asyncIterator]() { yield 'a'; fetch(base + '/then'); } };\nfor await (const name of files) fetch(base + '/' + name);`;
    expect(requests(code)).toEqual(['request GET <download[initial]>/a line 3', 'request GET <download[initial]>/then line 2']);
  });
});

describe('a generator that gives on another', () => {
  it('takes turns with whoever draws, and has its result', () => {
    const code = `${BASE}function* inner() {\n  yield 'a';\n  fetch(base + '/inner');\n  return 'b';\n}\nfunction* outer() {\n  yield yield* inner();\n}\nfor (const name of outer()) fetch(base + '/' + name);`;
    expect(requests(code)).toEqual([
      'request GET <download[initial]>/a line 10',
      'request GET <download[initial]>/inner line 4',
      'request GET <download[initial]>/b line 10',
    ]);
  });

  it('that calls itself ends', () => {
    const code = `${BASE}function* walk(name, depth) {\n  yield name;\n  if (depth > 0) yield* walk(name + '/x', depth - 1);\n}\nfor (const name of walk('a', 9)) fetch(base + '/' + name);`;
    expect(requests(code)).toContain('request GET <download[initial]>/a line 6');
  });
});

describe('a generator that no loop draws from', () => {
  it.each([
    ['spread', '[...work()];'],
    ['taken apart', 'const [first] = work();'],
    ['asked by hand', 'work().next();'],
    ['made a list', 'Array.from(work());'],
    ['given to what is not known', 'consume(work());'],
    ['given to what is not known in an object', 'consume({ source: work() });'],
    ['only made', 'work();'],
    ['given by a function that nobody calls', 'export const made = () => work();'],
  ])('runs: %s', (_, use) => {
    expect(requests(`${BASE}function* work() {\n  fetch(base + '/a');\n  yield 1;\n}\n${use}`)).toEqual(['request GET <download[initial]>/a line 3']);
  });
});
