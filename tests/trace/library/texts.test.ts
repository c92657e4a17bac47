/** What packages make of texts and URLs: joined, filled into templates, with slashes at the ends or without. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

/** The URL that is requested, with `B` for the URL of the stage. */
const requested = (imported: string, expression: string): readonly string[] =>
  eventsOf(`import ${imported}; const B = manifest.downloadUrls.initial; await fetch(${expression});`).flatMap(
    (event) => /^request \S+ (.*) line \d+/u.exec(event)?.[1]?.replaceAll(/<?download\[initial\]>?/gu, 'B') ?? [],
  );

describe('URLs are joined by one slash', () => {
  it.each([
    ['url-join', "urlJoin from 'url-join'", "urlJoin(B, 'a', 'b')", 'B/a/b'],
    ['url-join, slashes of their own', "urlJoin from 'url-join'", "urlJoin(B, '/a/', '/b/')", 'B/a/b/'],
    ['url-join, a list', "urlJoin from 'url-join'", "urlJoin([B, 'a', 'b'])", 'B/a/b'],
    ['url-join, a query', "urlJoin from 'url-join'", "urlJoin(B, 'a', '?x=1')", 'B/a?x=1'],
    ['ufo', "{ joinURL } from 'ufo'", "joinURL(B, '', '/a')", 'B/a'],
    ['proper-url-join', "join from 'proper-url-join'", "join(B, 'a/')", 'B/a'],
    ['build-url', "buildUrl from 'build-url'", "buildUrl(B, { path: '/a', hash: 'x' })", 'B/a'],
    ['urlcat', "urlcat from 'urlcat'", "urlcat(B, '/:table.:format', { table: 't', format: 'csv' })", 'B/t.csv'],
    ['urlcat, the rest in the query', "urlcat from 'urlcat'", "urlcat(B, '/:table', { table: 't', page: 2 })", 'B/t?<?>'],
    ['urlcat, no path', "urlcat from 'urlcat'", 'urlcat(B, { table: 1 })', 'B?<?>'],
    ['query-string', "queryString from 'query-string'", 'queryString.stringifyUrl({ url: B, query: { file: 1 } })', 'B?<?>'],
    ['query-string, no query', "queryString from 'query-string'", 'queryString.stringifyUrl({ url: B, query: {} })', 'B'],
    ['ufo, a query', "{ withQuery } from 'ufo'", "withQuery(B + '/a', { x: 1 })", 'B/a?<?>'],
  ])('%s', (_, imported, expression, expected) => {
    expect(requested(imported, expression)).toEqual([expected]);
  });
});

describe('slashes and other signs at the ends', () => {
  it.each([
    ['withTrailingSlash', "{ withTrailingSlash as f } from 'ufo'", "f(B) + 'a'", 'B/a'],
    ['withTrailingSlash of one', "{ withTrailingSlash as f } from 'ufo'", "f(B + '/a/') + 'b'", 'B/a/b'],
    ['withLeadingSlash', "{ withLeadingSlash as f } from 'ufo'", "B + f('a')", 'B/a'],
    ['withoutLeadingSlash', "{ withoutLeadingSlash as f } from 'ufo'", "B + '/' + f('/a')", 'B/a'],
    ['withoutTrailingSlash', "{ withoutTrailingSlash as f } from 'ufo'", "f(B + '/a/')", 'B/a'],
    ['trimStart', "_ from 'lodash'", "B + '/' + _.trimStart('//a', '/')", 'B/a'],
    ['trimEnd', "{ trimEnd } from 'lodash-es'", "B + trimEnd('/a/', '/')", 'B/a'],
    ['trim', "trim from 'lodash/trim'", "B + '/' + trim('[a]', '[]')", 'B/a'],
    ['trim, of white space', "_ from 'lodash'", '_.trim(B)', 'B'],
  ])('%s', (_, imported, expression, expected) => {
    expect(requested(imported, expression)).toEqual([expected]);
  });
});

describe('a template is filled with the members of an object', () => {
  it.each([
    ['url-template', "{ parseTemplate } from 'url-template'", "parseTemplate('{+b}/{name}{?x}').expand({ b: B, name: 'a' })", 'B/a?<?>'],
    ['url-template, a path', "{ parseTemplate } from 'url-template'", "parseTemplate('{+b}{/dir,name}').expand({ b: B, dir: 'd', name: 'a' })", 'B/d/a'],
    ['url-template encodes', "{ parseTemplate } from 'url-template'", "parseTemplate('{b}/a').expand({ b: B })", '<?>/a'],
    ['path-to-regexp', "{ compile } from 'path-to-regexp'", "B + compile('/:dir/:name')({ dir: 'd', name: 'a' })", 'B/d/a'],
    ['pupa', "pupa from 'pupa'", "pupa('{base}/{file.name}', { base: B, file: { name: 'a' } })", 'B/a'],
    ['string-template', "format from 'string-template'", "format('{0}/{1}', B, 'a')", 'B/a'],
    ['mustache', "Mustache from 'mustache'", "Mustache.render('{{{base}}}/{{ name }}', { base: B, name: 'a' })", 'B/a'],
    ['mustache with sections', "Mustache from 'mustache'", "B + Mustache.render('/{{#list}}{{name}}{{/list}}', {})", 'B<?>'],
    ['handlebars', "Handlebars from 'handlebars'", "Handlebars.compile('{{base}}/a')({ base: B })", 'B/a'],
    ['lodash', "_ from 'lodash'", "_.template('<%= base %>/${name}')({ base: B, name: 'a' })", 'B/a'],
    ['ejs', "ejs from 'ejs'", "ejs.render('<%- base %>/<% if (x) { %>a<% } %>', { base: B })", '?'],
    ['sprintf by names', "{ sprintf } from 'sprintf-js'", "sprintf('%(base)s/%(name)03d', { base: B, name: 1 })", 'B/1'],
    ['sprintf by numbers', "{ sprintf } from 'sprintf-js'", "sprintf('%2$s/%1$s', 'a', B)", 'B/a'],
    ['vsprintf', "{ vsprintf } from 'sprintf-js'", "vsprintf('%s/%s', [B, 'a'])", 'B/a'],
    ['sprintf drops what has no place', "{ sprintf } from 'sprintf-js'", "sprintf('%s/a', B, 'b')", 'B/a'],
  ])('%s', (_, imported, expression, expected) => {
    expect(requested(imported, expression)).toEqual([expected]);
  });
});
