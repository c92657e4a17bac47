/** Projects of a few files without a word of storage: traced together, where names lead from a place outside to what writes (C5). */
import { readFileSync } from 'node:fs';
import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/settings.js';
import { traceOf } from '../../../src/trace/index.js';
import { project } from '../../modules/project.js';

const FS = "import { writeFileSync } from 'node:fs';";

function writesIn(files: Readonly<Record<string, string>>): number {
  const at = project({ 'package.json': { name: 'own', type: 'module' }, ...files });
  const [name = ''] = Object.keys(files);
  const file = at.path(name);
  const text = readFileSync(file, 'utf8');
  const program = parser.parse(text, { range: true, loc: true, sourceType: 'module' });
  return traceOf({ program, text, file, cwd: at.root, settings: readSettings({}) }).events.filter(({ kind }) => kind === 'write').length;
}

describe('a place outside comes from one module to a writer of another', () => {
  it.each<[title: string, files: Record<string, string>]>([
    ['as a default export by another name', {
      'main.js': `${FS}\nimport target from './paths.js';\nwriteFileSync(target, '');\n`,
      'paths.js': "export default '/tmp/out';\n",
    }],
    ['as what CommonJS exports as a whole', {
      'main.cjs': "const { writeFileSync } = require('fs');\nconst target = require('./paths.cjs');\nwriteFileSync(target, '');\n",
      'paths.cjs': "module.exports = '/tmp/out';\n",
    }],
    ['by an argument of a default export', {
      'main.js': "import store from './store.js';\nstore('/tmp/out', 'x');\n",
      'store.js': `${FS}\nexport default function (file, text) {\n  writeFileSync(file, text);\n}\n`,
    }],
    ['by an argument of a function that CommonJS exports as a whole', {
      'main.cjs': "const store = require('./store.cjs');\nstore('/tmp/out', 'x');\n",
      'store.cjs': "const fs = require('fs');\nmodule.exports = function (file, text) {\n  fs.writeFileSync(file, text);\n};\n",
    }],
    ['by an argument of a function that is given another name', {
      'main.js': "import { keep } from './store.js';\nkeep('/tmp/out', 'x');\n",
      'store.js': `${FS}\nfunction store(file, text) {\n  writeFileSync(file, text);\n}\nexport { store as keep };\n`,
    }],
    ['through a barrel that renames', {
      'main.js': `${FS}\nimport { target } from './index.js';\nwriteFileSync(target, '');\n`,
      'index.js': "export { out as target } from './paths.js';\n",
      'paths.js': "export const out = '/tmp/out';\n",
    }],
    ['by a member of a namespace', {
      'main.js': `${FS}\nimport * as paths from './paths.js';\nwriteFileSync(paths.out, '');\n`,
      'paths.js': "export const out = '/tmp/out';\n",
    }],
    ['by the constructor of a default class', {
      'main.js': "import Store from './store.js';\nnew Store('/tmp').save('x', '');\n",
      'store.js': `${FS}\nexport default class {\n  constructor(folder) {\n    this.folder = folder;\n  }\n  save(name, text) {\n    writeFileSync(\`\${this.folder}/\${name}\`, text);\n  }\n}\n`,
    }],
    ['to functions of fs that another module hands on', {
      'main.js': "import { save } from './files.js';\nsave('/tmp/out', '');\n",
      'files.js': "export { writeFileSync as save } from 'node:fs';\n",
    }],
    ['by a parameter that goes by the name of a package elsewhere', {
      'main.js': "import path from 'node:path';\nimport { store } from './store.js';\nstore(path.join('/tmp', 'out'), 'x');\n",
      'store.js': `${FS}\nexport function store(path, text) {\n  writeFileSync(path, text);\n}\n`,
    }],
    ['by what calls back with it', {
      'main.js': "import { locate } from './locate.js';\nimport { writeFileSync } from 'node:fs';\nlocate('x', (error, folder) => {\n  if (!error) writeFileSync(`${folder}/x`, '');\n});\n",
      'locate.js': "import os from 'node:os';\nexport function locate(name, done) {\n  done(null, os.tmpdir());\n}\n",
    }],
    ['by a callback of another module', {
      'main.js': "import { each } from './each.js';\nimport { store } from './store.js';\neach(['/tmp/a'], store);\n",
      'each.js': 'export function each(list, visit) {\n  for (const item of list) visit(item);\n}\n',
      'store.js': `${FS}\nexport function store(file) {\n  writeFileSync(file, '');\n}\n`,
    }],
  ])('%s', (_, files) => {
    expect(writesIn(files)).toBeGreaterThan(0);
  });
});

describe('nothing is traced', () => {
  it.each<[title: string, files: Record<string, string>]>([
    ['where the place outside is read only', {
      'main.js': "import { readFileSync, writeFileSync } from 'node:fs';\nimport { source } from './paths.js';\nconst lines = readFileSync(source, 'utf8');\nwriteFileSync('out.txt', lines);\n",
      'paths.js': "export const source = '/usr/share/words';\n",
    }],
    ['where nothing writes', {
      'main.js': "import { source } from './paths.js';\nconsole.log(source);\n",
      'paths.js': "export const source = '/usr/share/words';\n",
    }],
  ])('%s', (_, files) => {
    expect(writesIn(files)).toBe(0);
  });
});
