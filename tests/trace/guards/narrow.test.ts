/** What a test says of a stage's URL: where it is found to be missing it is not used. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const asked = (code: string): readonly string[] =>
  eventsOf(code, {}, '<program.js>').filter((event) => event.startsWith('request')).map((event) => event.replace(/^request GET | line \d+$/g, ''));
const through = (body: string): readonly string[] => asked(`const of = (base) => { ${body} };\nawait fetch(of(manifest.downloadUrls.soak));`);

describe('a URL of a stage', () => {
  it.each([
    ['== null', 'return base == null ? base : `${base}/a`;'],
    ['=== undefined', 'if (base === undefined) return base; return `${base}/a`;'],
    ['!', 'return !base ? base : `${base}/a`;'],
    ['&&', 'return base && `${base}/a`;'],
    ['one of two', 'if (base === null || base === undefined) return base; return `${base}/a`;'],
    ['neither of two', 'if (base !== null && base !== undefined) return `${base}/a`; return base;'],
    ['typeof', "return typeof base !== 'string' ? base : `${base}/a`;"],
  ])('that is found to be missing is none: %s', (_, body) => {
    expect(through(body)).toEqual(['<download[soak]>/a or undefined']);
  });

  it.each([
    ['!= null', 'return base != null ? base : "";'],
    ['truthy', 'return base ? base : "";'],
    ['typeof', "return typeof base === 'string' ? base : '';"],
    ['one of two that says nothing of it', 'if (base || flag) return base; return "";'],
  ])('that is found to be there is that: %s', (_, body) => {
    expect(through(body).join()).toMatch(/^(?: or )?<?download\[soak\]/);
  });
});

it('typeof tells a text from an object', () => {
  const code = "const of = (at) => (typeof at === 'string' ? at : at.href);\nconst base = manifest.downloadUrls.soak;\nfor (const at of [`${base}/a`, { href: `${base}/b` }]) await fetch(of(at));";
  expect(asked(code)).toEqual(['<download[soak]>/a', '<download[soak]>/b']);
});
