/** What is known of `manifest.stage` where a request is made. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

/** What holds at the one download in the program. */
function knownAt(code: string, settings: object = {}): string {
  const requests = eventsOf(code, settings).filter((event) => event.includes('download['));
  const known = requests.map((event) => /line \d+(.*)$/u.exec(event)?.[1]?.trim() || 'any stage');
  return [...new Set(known)].sort().join(' / ') || 'nothing seen';
}

const get = 'fetch(`${manifest.downloadUrls.initial}/x`)';

describe('guards on the stage', () => {
  it.each([
    ['none', get, 'any stage'],
    ['if', `if (manifest.stage === 'a') ${get};`, 'if a'],
    ['else', `if (manifest.stage === 'a') {} else ${get};`, 'unless a'],
    ['else if', `if (manifest.stage === 'a') {} else if (manifest.stage === 'b') ${get};`, 'if b'],
    ['not equal', `if (manifest.stage !== 'a') ${get};`, 'unless a'],
    ['the constant on the left', `if ('a' == manifest.stage) ${get};`, 'if a'],
    ['an early throw', `if (manifest.stage !== 'a') throw new Error('no'); ${get};`, 'if a'],
    ['an early return', `function run() { if (manifest.stage !== 'a') return; ${get}; } run();`, 'if a'],
    ['an exit', `if (manifest.stage !== 'a') process.exit(1); ${get};`, 'if a'],
    ['continue', `for (const x of list) { if (manifest.stage !== 'a') continue; ${get}; }`, 'if a'],
    ['and', `manifest.stage === 'a' && ready && ${get};`, 'if a'],
    ['or', `if (manifest.stage === 'a' || manifest.stage === 'b') ${get};`, 'if a|b'],
    ['or with something unknown', `if (manifest.stage === 'a' || force) ${get};`, 'any stage'],
    ['not', `if (!(manifest.stage === 'a')) ${get};`, 'unless a'],
    ['a ternary', `manifest.stage === 'a' ? ${get} : 0;`, 'if a'],
    ['a switch', `switch (manifest.stage) { case 'a': ${get}; break; case 'b': break; }`, 'if a'],
    ['a switch that falls through', `switch (manifest.stage) { case 'a': prepare(); case 'b': ${get}; break; }`, 'if a|b'],
    ['the default of a switch', `switch (manifest.stage) { case 'a': break; default: ${get}; }`, 'unless a'],
    ['a switch on true', `switch (true) { case manifest.stage === 'a': ${get}; }`, 'if a'],
    ['an alias', `const { stage } = manifest; const s = stage; if (s === 'a') ${get};`, 'if a'],
    ['a condition kept in a variable', `const ok = manifest.stage === 'a'; if (ok) ${get};`, 'if a'],
    ['a list', `if (['a', 'b'].includes(manifest.stage)) ${get};`, 'if a|b'],
    ['a set', `const S = new Set(['a']); if (S.has(manifest.stage)) ${get};`, 'if a'],
    ['a map that has it', `const M = new Map([['a', 1]]); if (M.has(manifest.stage)) ${get};`, 'if a'],
    ['in an object', `const O = { a: 1 }; if (manifest.stage in O) ${get};`, 'if a'],
    ['a predicate', `const isA = (m) => m.stage === 'a'; if (isA(manifest)) ${get};`, 'if a'],
    ['a predicate of statements', `function isA(m) { if (m.stage === 'a') return true; return false; } if (!isA(manifest)) ${get};`, 'unless a'],
    ['an assertion of its own', `function must(s) { if (manifest.stage !== s) throw new Error(s); } must('a'); ${get};`, 'if a'],
    ['an assertion of a library', `import assert from 'node:assert'; assert(manifest.stage === 'a'); ${get};`, 'if a'],
    ['an equality of a library', `import assert from 'node:assert'; assert.strictEqual(manifest.stage, 'a'); ${get};`, 'if a'],
    ['a dispatch table', `const runs = { a: () => ${get}, b: () => 0 }; runs[manifest.stage]();`, 'if a'],
    ['a dispatch by Map', `const runs = new Map([['a', () => ${get}]]); runs.get(manifest.stage)();`, 'if a'],
    ['a call under a guard', `function run() { ${get}; } if (manifest.stage === 'a') run();`, 'if a'],
    ['a callback under a guard', `if (manifest.stage === 'a') names.forEach(() => ${get});`, 'if a'],
    ['two guards', `if (manifest.stage !== 'a') if (manifest.stage !== 'b') ${get};`, 'unless a|b'],
    ['a guard that cannot hold', `if (manifest.stage === 'a') if (manifest.stage === 'b') ${get};`, 'nothing seen'],
    ['an unknown test', `if (ready) ${get};`, 'any stage'],
    ['an existence test', `if (manifest.downloadUrls.initial) ${get};`, 'any stage'],
  ])('%s', (_, code, expected) => {
    expect(knownAt(code)).toBe(expected);
  });

  it('holds in what settings bind to a stage', () => {
    expect(eventsOf(get, { stages: { a: ['src/a.js'] } }, `${process.cwd()}/src/a.js`).join()).toContain('if a');
  });
});

describe('what is left of a value behind a test', () => {
  const found = `const found = ready ? { name: 'x', size: given } : undefined;`;
  const read = 'fetch(`${manifest.downloadUrls.initial}/${found === undefined ? "none" : found.name}`)';
  /** The paths that may be asked for. */
  const asked = (code: string): string => Array.from(eventsOf(code).join('\n').matchAll(/<download\[initial\]>\/(\w+)/gu), ([, name]) => name).join(' or ');

  it.each([
    ['none', `${found} ${read};`, 'none or x'],
    ['an existence test', `${found} if (found) ${read};`, 'x'],
    ['null or an object', `const found = ready ? { name: 'x' } : null; if (found !== null) fetch(\`\${manifest.downloadUrls.initial}/\${found ? found.name : 'none'}\`);`, 'x'],
    ['a member of what may be missing', `${found} if (found?.size) ${read};`, 'x'],
    ['no such member', `${found} if (!found?.size) ${read};`, 'none or x'],
    ['an early end', `${found} if (!found?.size) throw new Error(); ${read};`, 'x'],
    ['a method', `${found} if (found?.size.includes(given)) ${read};`, 'x'],
    ['equal to a constant', `${found} if (found?.size === 200) ${read};`, 'x'],
    ['equal to something unknown', `${found} if (found?.size === given) ${read};`, 'none or x'],
    ['another than a constant', `${found} if (found?.size !== 200) ${read};`, 'none or x'],
    ['not undefined', `${found} if (found?.size !== undefined) ${read};`, 'x'],
    ['neither null nor undefined', `${found} if (found?.size != null) ${read};`, 'x'],
    ['not null', `${found} if (found?.size !== null) ${read};`, 'none or x'],
    ['below a number', `${found} if (found?.size < 300) ${read};`, 'x'],
    ['not below a number', `${found} if (!(found?.size < 300)) ${read};`, 'none or x'],
  ])('%s', (_, code, expected) => {
    expect(asked(code)).toBe(expected);
  });
});
