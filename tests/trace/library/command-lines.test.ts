/** Commands of command lines: what runs once the line is parsed, and what it is given. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const writes = (code: string): readonly string[] =>
  eventsOf(`import { writeFileSync } from 'node:fs'; manifest.getUploadUrls;\n${code}`).filter((event) => event.startsWith('write')).map((event) => event.replace(/ line \d+$/u, ''));

describe('the function of a command gets the options of that command', () => {
  it.each([
    ['commander', "import { program } from 'commander'; program.option('--out-dir <dir>', '', '/a').action((o) => writeFileSync(o.outDir, '')).parse();"],
    ['behind its operands', "import { program } from 'commander'; program.command('x <from> [to]').option('--out <dir>', '', '/a').action((from, to, o) => writeFileSync(o.out, '')); program.parse();"],
    ['declared later', "import { Command } from 'commander'; const cli = new Command(); cli.action((o) => writeFileSync(o.out, '')); cli.option('--out <dir>', '', '/a'); cli.parse();"],
    ['of a command of its own', "import { Command } from 'commander'; const x = new Command('x').option('--out <dir>', '', '/a').action(function () { writeFileSync(this.opts().out, ''); }); new Command().addCommand(x).parse();"],
    ['where nobody parses', "import { Command } from 'commander'; export const x = new Command('x').option('--out <dir>', '', '/a').action((o) => writeFileSync(o.out, ''));"],
    ['an operand', "import { program } from 'commander'; program.argument('[dir]', '', '/a').action((dir) => writeFileSync(dir, '')).parse();"],
    ['yargs', "import yargs from 'yargs'; yargs().command('x', '', (y) => y.option('out', { default: '/a' }), (argv) => writeFileSync(argv.out, '')).parse();"],
    ['yargs, as a module', "import yargs from 'yargs'; yargs().command({ command: 'x', builder: { out: { default: '/a' } }, handler: ({ out }) => writeFileSync(out, '') }).argv;"],
    ['cac', "import cac from 'cac'; const cli = cac(); cli.command('x <name>', '').option('--out <dir>', '', { default: '/a' }).action((name, o) => writeFileSync(o.out, '')); cli.parse();"],
    ['sade', "import sade from 'sade'; sade('x').command('y <name>').option('-o, --out', '', '/a').action((name, o) => writeFileSync(o.out, '')).parse();"],
    ['caporal', "import { program } from '@caporal/core'; program.option('--out <dir>', '', { default: '/a' }).action(({ options }) => writeFileSync(options.out, '')); program.run();"],
    ['citty', "import { defineCommand, runMain } from 'citty'; runMain(defineCommand({ args: { out: { default: '/a' } }, run: ({ args }) => writeFileSync(args.out, '') }));"],
    ['citty, a command below', "import { runMain } from 'citty'; runMain({ subCommands: { x: () => Promise.resolve({ args: { out: { default: '/a' } }, run: ({ args }) => writeFileSync(args.out, '') }) } });"],
    ['oclif', "import { Command, Flags } from '@oclif/core'; export class X extends Command { static flags = { out: Flags.string({ default: '/a' }) }; async run() { const { flags } = await this.parse(X); writeFileSync(flags.out, ''); } }"],
    ['a list of definitions', "import commandLineArgs from 'command-line-args'; writeFileSync(commandLineArgs([{ name: 'out', defaultValue: '/a' }]).out, '');"],
    ['argparse', "import { ArgumentParser } from 'argparse'; const p = new ArgumentParser(); p.add_argument('-o', '--out-dir', { default: '/a' }); writeFileSync(p.parse_args().out_dir, '');"],
  ])('%s', (_, code) => {
    expect(writes(code)).toEqual(['write /a or ?']);
  });

  it('and not those of another one', () => {
    const code = "import { program } from 'commander'; program.command('a').option('--out <d>', '', '/a').action(() => {}); program.command('b').option('--out <d>', '', 'b').action((o) => writeFileSync(o.out, '')); program.parse();";
    expect(writes(code)).toEqual(['write ? or b']);
  });

  it('nor what stands behind operands that nobody has counted', () => {
    expect(writes("import { program } from 'commander'; program.command(name).option('--out <d>', '', '/a').action((x, o) => writeFileSync(o.out, '')); program.parse();")).toEqual(['write ?']);
  });
});

describe('one command runs, when the line is parsed', () => {
  const PROGRAM = "import { program } from 'commander'; let dir = 'x'; program.hook('preAction', () => { dir += 'y'; });";

  it('from the state that is then', () => {
    expect(writes(`${PROGRAM} program.command('a').action(() => { writeFileSync(dir, ''); }); dir = 'z'; program.parse();`)).toEqual(['write zy']);
  });

  it('and sees nothing of the others', () => {
    const code = `${PROGRAM} program.command('a').action(() => { dir = 'a'; }); program.command('b').action(() => { writeFileSync(dir, ''); }); program.parse();`;
    expect(writes(code)).toEqual(['write xy']);
  });
});
