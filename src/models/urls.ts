/** URLs put together by packages (C1, C4): joined, filled into templates, given a query; and texts made in the same ways. */
import type { Model, Table, TemplateStyle, TextFunction } from './form/schema.js';

type Names = string | readonly string[];

const text = (of: Names, fn: TextFunction, refs: readonly string[] | '*' = ['0']): Model => ({ of, returns: { text: fn, of: refs }, quick: true });
const filled = (of: Names, template: string, style: TemplateStyle, values: string): Model => ({ of, returns: { template, style, values }, quick: true });

const joining: readonly Model[] = [
  text(['{url-join,urljoin,url-join-ts,join-url,@ctrl/url-join,@loxjs/url-join}#{,urlJoin,join,default}', 'ufo#{joinURL,joinRelativeURL}'], 'joinUrl', '*'),
  text('{axios/lib/helpers/combineURLs,axios/unsafe/helpers/combineURLs}{,.js}#', 'joinUrl', ['0', '1']),
  text('proper-url-join#', 'joinWhole', '*'),
  text('ufo#withBase', 'joinUrl', ['1', '0']),
  text(['build-url#{,buildUrl}', 'build-url-ts#{,buildUrl}', '@googlicius/build-url#{,buildUrl}'], 'joinUrl', ['0', '1.path']),
];

const ends: readonly Model[] = [
  text('ufo#withTrailingSlash', 'withTrailingSlash'),
  text(['ufo#withoutTrailingSlash', '{remove-trailing-slash,normalize-url}#', 'normalize-url#normalizeUrl'], 'withoutTrailingSlash'),
  text('ufo#withLeadingSlash', 'withLeadingSlash'),
  text('ufo#withoutLeadingSlash', 'withoutLeadingSlash'),
  text(['{lodash,underscore.string}#trim', 'lodash.trim#', 'es-toolkit{,/string,/compat}#trim', 'radash#trim', 'underscore.string/trim#'], 'trim', ['0', '1']),
  text(['lodash#trimStart', 'underscore.string#ltrim', 'lodash.trimstart#', 'es-toolkit{,/string,/compat}#trimStart'], 'trimStart', ['0', '1']),
  text(['lodash#trimEnd', 'underscore.string#rtrim', 'lodash.trimend#', 'es-toolkit{,/string,/compat}#trimEnd'], 'trimEnd', ['0', '1']),
  { of: 'ufo#{encodeURI,encodePath,cleanDoubleSlashes,normalizeURL,withHttps}', returns: { argument: '0' }, quick: true },
];

const queries: readonly Model[] = [
  text('query-string#stringifyUrl', 'withQuery', ['0.url', '0.query']),
  text(['ufo#withQuery', 'append-query#'], 'withQuery', ['0', '1']),
];

const templates: readonly Model[] = [
  { of: ['{url-template,uri-template,@hyperjump/uri-template,uritemplate}#{parse,parseTemplate}', '{uri-templates,url-pattern,route-parser,es6-url-template,uri-template-lite}#'], quick: true },
  { of: ['path-to-regexp#compile', '{handlebars,ejs,hogan.js}#compile', 'lodash#template', '@contentgrid/uri-template#UriTemplate'], quick: true },
  filled(['{url-template,uri-template,@hyperjump/uri-template}#{parse,parseTemplate}().expand'], 'made.0', 'uri', '0'),
  filled(['uri-templates#().{fill,fillFromObject}', 'uritemplate#parse().expand', 'es6-url-template#().expand', 'uri-template-lite#().expand'], 'made.0', 'uri', '0'),
  filled(['uri-template-lite#expand', '@std-uritemplate/std-uritemplate#StdUriTemplate.expand', '@contentgrid/uri-template#UriTemplate().expand'], '0', 'uri', '1'),
  { of: 'urlcat#{,urlcat}', returns: { text: 'urlcat', of: '*' }, quick: true },
  filled(['path-to-regexp#compile()', 'url-pattern#().stringify', 'route-parser#().reverse', 'regexparam#inject()'], 'made.0', 'colon', '0'),
  filled(['regexparam#inject', 'react-router#generatePath', '@remix-run/router#generatePath', 'urlcat#subst'], '0', 'colon', '1'),
  filled(['pupa#', 'string-template#', 'string-format#', '@graphql-mesh/string-interpolation#', 'format-unicorn#', 'interpolate#'], '0', 'braces', '1'),
  filled(['mustache#render', 'hogan.js#compile().render', 'handlebars#render'], '0', 'mustache', '1'),
  filled('handlebars#compile()', 'made.0', 'mustache', '0'),
  filled(['nunjucks#renderString', 'liquidjs#Liquid().{parseAndRender,parseAndRenderSync}', 'swig#render'], '0', 'mustache', '1'),
  filled(['lodash#template()', 'lodash.template#()', 'ejs#compile()', 'es-toolkit/compat#template()'], 'made.0', 'lodash', '0'),
  filled('ejs#render', '0', 'lodash', '1'),
];

export const urls: Table = { calls: [...joining, ...ends, ...queries, ...templates] };
