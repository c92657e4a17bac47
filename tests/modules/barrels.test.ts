import { expect, test } from 'vitest';
import { exportedNames, isBarrel, usersIn } from '../../src/modules/barrels.js';

test.each([
  'export * from "./a.js";',
  "// what the storage is\nexport { a, b } from './a.js'\n/* and */ export type { T } from './t.js'",
])('a barrel: %s', (text) => {
  expect(isBarrel(text)).toBe(true);
});

test.each([
  '',
  'import "./a.js"; export * from "./a.js";',
  'export * from "./a.js"; register();',
  'export { a as b } from "./a.js";',
  'export * as a from "./a.js";',
  'export { default } from "./a.js";',
  'module.exports = { ...require("./a") };',
])('no barrel, or none whose names are those of the files behind it: %s', (text) => {
  expect(isBarrel(text)).toBe(false);
});

test.each([
  ['export const a = 1; export async function b() {} export abstract class C {}', ['a', 'b', 'C']],
  ['export const enum Stage { A } export declare function d(): void; export function* steps() {}', ['Stage', 'd', 'steps']],
  ['const a = 1, b = 2; export { a, b as c };', ['a', 'c']],
  ['const hidden = 1;', []],
])('the names of %s', (text, names) => {
  expect(exportedNames(text)).toEqual(names);
});

test.each([
  'export * from "./a.js"',
  'export default upload',
  'export const { a } = parts',
  'export let a, b;',
  'module.exports = { a }',
  'exports.a = a',
  'export = a',
])('names that cannot all be read: %s', (text) => {
  expect(exportedNames(text)).toBeUndefined();
});

const FILES: Record<string, string> = {
  storage: 'export function upload() {}',
  odd: 'export default function () {}',
  index: 'export * from "storage"; export * from "odd"; export * from "table";',
  outer: 'export { upload } from "index";',
  table: 'export function rows() {}',
  stage: 'import { upload } from "index"; upload();',
  space: 'import * as all from "outer"; all.upload();',
  report: 'import { rows } from "index"; rows();',
  direct: 'import "storage";',
};
const importersOf = (file: string): readonly string[] => Object.keys(FILES).filter((each) => FILES[each]?.includes(`"${file}"`));
const usersOf = (file: string): readonly string[] => [...usersIn({ importersOf, textOf: (each) => FILES[each] ?? '' })(file)].sort();

test('behind a barrel, those use a file that name what it exports', () => {
  expect(usersOf('storage')).toEqual(['direct', 'index', 'outer', 'space', 'stage']);
  expect(usersOf('table')).toEqual(['index', 'outer', 'report']);
});

test('what cannot be told by its name, everyone behind the barrel may use', () => {
  expect(usersOf('odd')).toEqual(['index', 'outer', 'report', 'space', 'stage']);
});

test('a barrel itself has no users: those of the files behind it are found there', () => {
  expect(usersOf('index')).toEqual([]);
});
