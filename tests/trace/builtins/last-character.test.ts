/** The platform's URLs end without a slash: who asks for one there is told so, in whatever words. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const requested = (code: string): readonly string[] =>
  eventsOf(`import _ from 'lodash'; const url = manifest.downloadUrls.initial; ${code}`).flatMap((event) => /^request GET (.*) line \d+/u.exec(event)?.[1] ?? []);

describe('a slash is added where none is', () => {
  it.each([
    ['endsWith', "url.endsWith('/')"],
    ['slice', "url.slice(-1) === '/'"],
    ['substr', "url.substr(-1) == '/'"],
    ['substring', "url.substring(url.length - 1) === '/'"],
    ['at', "url.at(-1) === '/'"],
    ['an index', "url[url.length - 1] === '/'"],
    ['charAt', "'/' === url.charAt(url.length - 1)"],
    ['charCodeAt', 'url.charCodeAt(url.length - 1) === 47'],
    ['codePointAt', 'url.codePointAt(url.length - 1) === 0x2f'],
    ['lastIndexOf', "url.lastIndexOf('/') === url.length - 1"],
    ['a pattern', '/\\/$/.test(url)'],
    ['a pattern of many', '/[/]+$/.test(url)'],
    ['match', 'url.match(/\\/$/)'],
    ['search', 'url.search(/\\/$/) >= 0'],
    ['a package', "_.endsWith(url, '/')"],
    ['a name for the character', "((last) => last === '/')(url.slice(-1))"],
  ])('%s', (_, test) => {
    expect(requested(`await fetch((${test} ? url : url + '/') + 'a');`)).toEqual(['<download[initial]>/a']);
  });
});

describe('what stands behind a URL is known', () => {
  it.each([
    ['a slash', "(folder.at(-1) === '/' ? folder : folder + '/') + 'a'", "url + '/'"],
    ['a folder', "(folder.slice(-1) !== '/' ? folder + '/' : folder) + 'a'", "url + '/x'"],
    ['its code', "(folder.charCodeAt(folder.length - 1) === 47 ? folder : folder + '/') + 'a'", "url + '/x'"],
  ])('%s', (_, joined, folder) => {
    expect(requested(`const folder = ${folder}; await fetch(${joined});`)).toEqual([`<download[initial]>${folder.slice(7, -1)}${folder.endsWith("/'") ? '' : '/'}a`]);
  });
});

describe('what is asked of other characters is open', () => {
  it.each([
    ['another index', "url[3] === '/'"],
    ['the start', "url.slice(0, 1) === '/'"],
    ['another character', "url.slice(-1) === '8'"],
    ['more than one', "url.slice(-2) === '/8'"],
    ['a pattern that matches anything', '/\\/*$/.test(url)'],
  ])('%s', (_, test) => {
    expect(requested(`await fetch((${test} ? url : url + '/') + 'a');`)).toHaveLength(1);
    expect(requested(`if (${test}) await fetch(url + '/b');`)).toEqual(['<download[initial]>/b']);
  });
});
