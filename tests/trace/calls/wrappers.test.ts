/** What TypeScript writes around an expression does not change what it is. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const WRAPPERS = [
  ['as', (inner: string) => `(${inner} as any)`],
  ['!', (inner: string) => `${inner}!`],
  ['satisfies', (inner: string) => `(${inner} satisfies unknown)`],
  ['a type in angle brackets', (inner: string) => `(<any>${inner})`],
] as const;

const requests = (code: string): readonly string[] => eventsOf(code, {}, '<program.ts>').filter((event) => event.startsWith('request'));

const found = `const found = ready ? { url: manifest.downloadUrls.initial, size: 1 } : undefined;`;

describe.each(WRAPPERS)('%s', (_, wrap) => {
  it.each([
    ['a callee', (of: (inner: string) => string) => `${of('fetch')}(\`\${manifest.downloadUrls.initial}/x\`);`],
    ['a target', (of: (inner: string) => string) => `let base; ${of('base')} = manifest.downloadUrls.initial; fetch(\`\${base}/x\`);`],
    ['what is assigned where it is missing', (of: (inner: string) => string) => `let base = ready ? manifest.downloadUrls.initial : undefined; ${of('base')} ??= 'https://a.test'; fetch(\`\${base}/x\`);`],
    ['a test', (of: (inner: string) => string) => `${found} if (${of('found')}) fetch(\`\${manifest.downloadUrls.initial}/\${found === undefined ? 'none' : 'x'}\`);`],
    ['what is asked of by a chain', (of: (inner: string) => string) => `${found} if (${of('found')}?.size) fetch(\`\${manifest.downloadUrls.initial}/\${found === undefined ? 'none' : 'x'}\`);`],
    ['what is compared', (of: (inner: string) => string) => `${found} if (${of('found')} !== undefined) fetch(\`\${manifest.downloadUrls.initial}/\${found === undefined ? 'none' : 'x'}\`);`],
    ['what it is compared with', (of: (inner: string) => string) => `${found} if (found !== ${of('undefined')}) fetch(\`\${manifest.downloadUrls.initial}/\${found === undefined ? 'none' : 'x'}\`);`],
  ])('around %s', (name, program) => {
    expect(requests(program(wrap))).toEqual(requests(program((inner) => inner)));
  });
});
