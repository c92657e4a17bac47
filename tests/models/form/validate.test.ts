import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BUILTIN_TABLES } from '../../../src/models/builtin.js';
import { modelsFor } from '../../../src/models/index.js';
import { ROW_KEYS, userTable } from '../../../src/models/form/validate.js';
import { isRecord, SettingsError } from '../../../src/settings.js';

const refusal = (row: Readonly<Record<string, unknown>>): string => {
  try {
    userTable([{ of: 'a#b', quick: true }, row]);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'accepted';
};

const AT = "settings['plugin-storage'].models[1]";
const PLACE = "a place in the call such as '0', '1.path', 'last' or 'defaults.baseURL'";

describe('built-in rows have the form that is asked of a project', () => {
  const rows = BUILTIN_TABLES.flatMap(({ calls, constants = [], types = [] }) => [...calls, ...constants, ...types]);

  it('each of them', () => {
    expect(rows.length).toBeGreaterThan(400);
    const { calls, constants, types } = userTable(rows.map((row) => ({ ...row })));
    expect(calls).toHaveLength(BUILTIN_TABLES.flatMap((table) => table.calls).length);
    expect(calls.length + constants.length + types.length).toBe(rows.length);
  });
});

const page = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8');

/** Every row in the page's JSON blocks. */
function documentedRows(): readonly Readonly<Record<string, unknown>>[] {
  const blocks = [...page.matchAll(/^```json\n(.*?)^```/gmsu)].map(([, text = '']): unknown => JSON.parse(text));
  return blocks.flat().filter((row) => isRecord(row)).filter((row) => 'of' in row || 'type' in row);
}

describe('the rows of docs/settings.md are accepted', () => {
  const rows = documentedRows();

  it('there are some', () => {
    expect(rows.length).toBeGreaterThan(15);
  });

  it.each(rows)('%j', (row) => {
    expect(refusal(row)).toBe('accepted');
  });
});

describe('the tables of docs/settings.md name every key', () => {
  const keys = Object.entries(ROW_KEYS).flatMap(([, forms]) => Object.entries(forms).map(([name, fields]) => [name, Object.keys(fields)] as const));

  it.each(keys)('%s', (name, fields) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    expect(fields.filter((key) => key !== 'kind' && !row.includes(`\`${key}\``))).toEqual([]);
  });
});

describe('a row of the wrong form is one error that names the key and what it should be', () => {
  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ does: { kind: 'exit' } }, `${AT}.of should be an entity such as '@acme/storage#upload', but is undefined.`],
    [{ of: 'upload' }, `${AT}.of should be an entity such as '@acme/storage#upload', but is "upload".`],
    [{ of: ['a#b', 5] }, `${AT}.of[1] should be an entity such as '@acme/storage#upload', but is 5.`],
    [{ of: [] }, `${AT}.of should be an entity such as '@acme/storage#upload', but is [].`],
    [{ of: 'a#b', do: [] }, `${AT} has no key 'do'. Did you mean 'of'?`],
    [{ of: 'a#b', does: 'write' }, `${AT}.does should be an effect such as { kind: 'write', path: '0' }, but is "write".`],
    [
      { of: 'a#b', does: { kind: 'put', path: '0' } },
      `${AT}.does.kind should be one of 'write', 'read', 'keep', 'fill', 'request', 'shell', 'callback', 'wait', 'assert', 'upload', 'upload-url', 'download', 'set', 'option', 'command', 'parse', 'definition', 'emit', 'serve', 'start', 'post', 'provide', 'hear', 'exit', but is "put".`,
    ],
    [{ of: 'a#b', does: { kind: 'write' } }, `${AT}.does.path should be ${PLACE}, but is undefined.`],
    [{ of: 'a#b', does: { kind: 'write', path: 'file' } }, `${AT}.does.path should be ${PLACE}, but is "file".`],
    [{ of: 'a#b', does: [{ kind: 'exit' }, { kind: 'read', path: ['0', 1] }] }, `${AT}.does[1].path[1] should be ${PLACE}, but is 1.`],
    [{ of: 'a#b', does: { kind: 'upload', path: '0', stages: '1' } }, `${AT}.does has no key 'stages'. Did you mean 'stage'?`],
    [
      { of: 'a#b', does: { kind: 'request', url: '0', method: 1 } },
      `${AT}.does.method should be a method such as 'PUT' or { from: '1.method', default: 'GET' }, but is 1.`,
    ],
    [
      { of: 'a#b', does: { kind: 'request', url: '0', method: { from: '1.method' } } },
      `${AT}.does.method.default should be a string that is not empty, but is undefined.`,
    ],
    [
      { of: 'a#b', does: { kind: 'callback', callback: '0', when: 'soon' } },
      `${AT}.does.when should be one of 'now', 'later', 'handler', but is "soon".`,
    ],
    [{ of: 'a#b', does: { kind: 'wait', unit: '1' } }, `${AT}.does.unit should be a number, but is "1".`],
    [{ of: 'a#b', does: { kind: 'assert', equal: ['0'] } }, `${AT}.does.equal should be two places such as ['0', '1'], but is ["0"].`],
    [{ of: 'a#b', quick: 'yes' }, `${AT}.quick should be true or false, but is "yes".`],
    [{ of: 'a#b', returns: { source: 'temp' } }, `${AT}.returns.source should be one of 'tmpdir', 'homedir', 'dirname', 'cwd', 'argv', 'time', 'random', 'process', 'inputParam', 'unknown', but is "temp".`],
    [{ of: 'a#b', is: { value: null } }, `${AT}.is.value should be a string, a number, true or false, but is null.`],
    [{ type: 'a#B', entity: 'axios' }, `${AT}.entity should be an entity such as '@acme/storage#upload', but is "axios".`],
  ])('case %#', (row, message) => {
    expect(refusal(row)).toBe(message);
  });

  it('says which results there are', () => {
    expect(refusal({ of: 'a#b', returns: { file: '0' } })).toMatch(/returns should be an object with one of the keys entity, source, argument, .*but is/u);
  });

  it('is raised where the models are asked for', () => {
    expect(() => modelsFor([{ of: 'a#b', does: { kind: 'nothing' } }])).toThrow(SettingsError);
  });
});
