/** What is only declared has its value from elsewhere. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const MANIFEST = '{ stage: string; getUploadUrls: Record<string, string> }';

describe('ambient declarations', () => {
  it.each([
    ['a constant with a type', `declare const run: ${MANIFEST}; fetch(\`\${run.getUploadUrls[run.stage]}/x\`);`],
    ['a variable of no type', 'declare let run; fetch(`${run.getUploadUrls[run.stage]}/x`);'],
    ['a var', `declare var run: ${MANIFEST}; fetch(\`\${run.getUploadUrls[run.stage]}/x\`);`],
    ['a pattern', `declare const { getUploadUrls, stage }: ${MANIFEST}; fetch(\`\${getUploadUrls[stage]}/x\`);`],
    ['a global that models know', 'declare const fetch: typeof globalThis.fetch; fetch(`${manifest.getUploadUrls[manifest.stage]}/x`);'],
  ])('%s', (_, code) => {
    expect(eventsOf(code).filter((event) => event.startsWith('request'))).toEqual(['request GET <upload[stage]>/x line 1']);
  });
});
