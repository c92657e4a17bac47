/** Options of command lines, formats, emitters, delays. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const writes = (code: string): readonly string[] =>
  eventsOf(`import { writeFileSync } from 'node:fs'; manifest.getUploadUrls;\n${code}`).filter((event) => event.startsWith('write')).map((event) => event.replace(/ line \d+$/u, ''));

describe('an option is what it is by default, or something unknown', () => {
  it.each([
    ['commander', "import { program } from 'commander'; program.option('-o, --out-dir <dir>', 'where', '/data/out').parse(); writeFileSync(program.opts().outDir, '');"],
    ['commander, a command of its own', "import { Command } from 'commander'; const cli = new Command().name('x').option('--out <dir>', 'where', String, '/data/out'); writeFileSync(cli.parse().opts().out, '');"],
    ['yargs', "import yargs from 'yargs'; const argv = yargs(process.argv).option('out', { type: 'string', default: '/data/out' }).parseSync(); writeFileSync(argv.out, '');"],
    ['yargs, all at once', "import yargs from 'yargs/yargs'; const { argv } = yargs(process.argv).options({ out: { default: '/data/out' } }); writeFileSync(argv.out, '');"],
    ['parseArgs', "import { parseArgs } from 'node:util'; const { values } = parseArgs({ options: { out: { type: 'string', default: '/data/out' } } }); writeFileSync(values.out, '');"],
    ['minimist', "import minimist from 'minimist'; const args = minimist(process.argv.slice(2), { default: { out: '/data/out' } }); writeFileSync(args.out, '');"],
    ['meow', "import meow from 'meow'; const cli = meow('help', { flags: { out: { default: '/data/out' } } }); writeFileSync(cli.flags.out, '');"],
    ['envalid', "import { cleanEnv, str } from 'envalid'; const env = cleanEnv(process.env, { OUT: str({ default: '/data/out' }) }); writeFileSync(env.OUT, '');"],
  ])('%s', (_, code) => {
    expect(writes(code)).toEqual(['write /data/out or ?']);
  });

  it('one without a default is unknown', () => {
    expect(writes("import { program } from 'commander'; program.option('--out <dir>', 'where').parse(); writeFileSync(program.opts().out, '');")).toEqual(['write ?']);
  });
});

describe('a format is filled', () => {
  it.each([
    ['util.format', "import { format } from 'node:util'; writeFileSync(format('%s/%d.txt', 'out', 7), '');", 'write out/7.txt'],
    ['what has no place stands behind', "import { format } from 'node:util'; writeFileSync(format('a', 'b'), '');", 'write a b'],
    ['a sign of its own', "import { format } from 'node:util'; writeFileSync(format('%s%%', 'a'), '');", 'write a%'],
    ['sprintf', "import { sprintf } from 'sprintf-js'; writeFileSync(sprintf('%s-%03d', 'a', 1), '');", 'write a-1'],
  ])('%s', (_, code, expected) => {
    expect(writes(code)).toEqual([expected]);
  });
});

describe('events of an emitter', () => {
  const BUS = "import { EventEmitter } from 'node:events'; const bus = new EventEmitter();";

  it('call what is registered for them', () => {
    expect(writes(`${BUS} bus.on('a', (name) => { writeFileSync(name, ''); }); bus.emit('a', 'x'); bus.emit('b', 'y');`)).toEqual(['write x', 'write ?']);
  });

  it('may be answered by who goes through what is registered', () => {
    const own = "class Own extends EventEmitter { tell(topic, name) { return this.listeners(topic).map((listener) => listener(name)); } } const own = new Own(); own.on('a', (name) => { writeFileSync(name, ''); });";
    expect(writes(`${BUS} ${own} own.tell('a', 'x');`)).toEqual(['write x', 'write ?']);
    expect(writes(`${BUS} ${own} own.tell('b', 'x');`)).toEqual(['write ?']);
  });
});
