/** Parsers of command lines and environments: what an option is where nobody gives it, and what runs once the line is parsed. */
import type { CommandEffect, Effect, Model, OptionEffect, Returns, Table } from './form/schema.js';

const flag = (name: string, ...defaults: readonly string[]): OptionEffect => ({ kind: 'option', name, default: defaults });
const operand = (name: string, ...defaults: readonly string[]): OptionEffect => ({ kind: 'option', name, default: defaults, operand: true });
const command = (run: string, ...passes: CommandEffect['passes']): CommandEffect => ({ kind: 'command', run, passes });
const PARSE: Effect = { kind: 'parse' };
const ITSELF: Returns = { argument: 'this' };

const builder = (of: Model['of'], does: Model['does']): Model => ({ of, does, returns: ITSELF, quick: true });

const COMMANDER = 'commander#{,program.,Command().}';
const HOOKS = ['preAction', 'preSubcommand'];

const commander: readonly Model[] = [
  { of: ['commander#{createCommand,Command}', `${COMMANDER}createCommand`], returns: { subcommand: 'commander#Command()' }, quick: true },
  { of: `${COMMANDER}command`, returns: { subcommand: 'commander#Command()', operands: '0' }, quick: true },
  // `.option(flags, description, parser, default)`.
  builder(`${COMMANDER}{option,requiredOption}`, flag('0', '3', '2')),
  builder(`${COMMANDER}argument`, operand('0', '3', '2')),
  builder(`${COMMANDER}{arguments,addArgument}`, { kind: 'option', name: '0', operand: true }),
  // `new Option(flags, description).default(value)`, given to a command.
  { of: 'commander#{Option,createOption}', returns: { entity: 'commander#Option()', keeps: [] }, quick: true },
  { of: 'commander#{Argument,createArgument}', returns: { entity: 'commander#Option()', keeps: [] }, quick: true },
  builder('commander#Option().default', { kind: 'keep', value: '0', whole: true }),
  { of: 'commander#Option().*', returns: ITSELF },
  builder(`${COMMANDER}addOption`, { kind: 'option', name: '0' }),
  { of: `${COMMANDER}opts`, returns: { options: 'declared' }, quick: true },
  { of: `${COMMANDER}optsWithGlobals`, returns: { options: 'declared', inherits: true }, quick: true },
  builder(`${COMMANDER}action`, command('0', 'operands', 'options', 'command')),
  builder(`${COMMANDER}hook`, { ...command('1', 'command', 'command'), first: true, onlyIs: { at: '0', is: HOOKS } }),
  { of: `${COMMANDER}parse`, does: PARSE, returns: ITSELF },
  { of: `${COMMANDER}parseAsync`, does: PARSE },
  { of: ['commander#{program.,Command().}*', 'commander#{version,name,description,usage}'], returns: ITSELF, quick: true },
];

const YARGS = 'yargs#{,().}';
const HANDLER: CommandEffect = { ...command('3', 'options'), run: ['3', '0.handler'], name: ['0', '0.command'], builder: ['2', '0.builder'], inherits: true };

const yargs: readonly Model[] = [
  { of: 'yargs#', returns: { entity: 'yargs#()' } },
  builder(`${YARGS}{option,positional}`, flag('0', '1.default')),
  builder('yargs#().default', flag('0', '1')),
  builder(`${YARGS}options`, { kind: 'option', table: '0' }),
  builder(`${YARGS}command`, HANDLER),
  builder(`${YARGS}middleware`, { ...command('0', 'options'), inherits: true, first: true }),
  { of: `${YARGS}{parse,parseSync,parseAsync}`, does: PARSE, returns: { options: 'declared' }, quick: true },
  { of: 'yargs#().*', returns: ITSELF, quick: true },
];

const CAC = 'cac#{,cac}()';
const SADE = 'sade#()';
const CAPORAL = '@caporal/core#program';
const CLIFFY = '{@cliffy/command,jsr:@cliffy/command}#Command()';

/** Parsers whose commands have functions of their own. */
const withCommands: readonly Model[] = [
  { of: `${CAC}.command`, returns: { subcommand: 'cac#Command()', operands: '0' }, quick: true },
  builder([`${CAC}.option`, 'cac#Command().option'], flag('0', '2.default')),
  builder('cac#Command().action', { ...command('0', 'operands', 'options'), inherits: true }),
  { of: `${CAC}.parse`, does: { kind: 'parse', unless: '1.run' }, returns: { options: 'declared', under: 'options' }, quick: true },
  { of: `${CAC}.runMatchedCommand`, does: PARSE },
  { of: 'cac#Command().*', returns: ITSELF, quick: true },

  { of: `${SADE}.command`, returns: { subcommand: SADE, operands: '0', beside: true }, quick: true },
  builder(`${SADE}.option`, flag('0', '2')),
  builder(`${SADE}.action`, { ...command('0', 'operands', 'options'), inherits: true }),
  { of: `${SADE}.parse`, does: PARSE, quick: true },
  { of: `${SADE}.*`, returns: ITSELF, quick: true },

  { of: [`${CAPORAL}.command`, '@caporal/core#Command().command'], returns: { subcommand: '@caporal/core#Command()' }, quick: true },
  builder(['@caporal/core#{program,Command()}.option'], flag('0', '2.default')),
  builder('@caporal/core#{program,Command()}.action', { ...command('0', 'options'), under: 'options', inherits: true }),
  { of: `${CAPORAL}.run`, does: PARSE },
  { of: '@caporal/core#{program,Command()}.*', returns: ITSELF, quick: true },

  { of: '{@cliffy/command,jsr:@cliffy/command}#Command', returns: { subcommand: '@cliffy/command#Command()' }, quick: true },
  builder(`${CLIFFY}.{option,globalOption}`, flag('0', '2.default')),
  builder(`${CLIFFY}.action`, command('0', 'options', 'operands')),
  { of: `${CLIFFY}.parse`, does: PARSE },
  { of: `${CLIFFY}.*`, returns: ITSELF, quick: true },
];

const definition = (of: string, run: readonly string[], under: string): Effect => ({ kind: 'definition', of, run, options: 'args', under, below: 'subCommands' });

/** Parsers whose commands are objects or classes. */
const defined: readonly Model[] = [
  { of: ['citty#defineCommand', 'gunshi#define'], returns: { argument: '0' }, quick: true },
  { of: 'citty#{runMain,runCommand}', does: definition('0', ['setup', 'run', 'cleanup'], 'args') },
  { of: 'gunshi#cli', does: definition('1', ['run'], 'values') },
  { of: '@oclif/core#Command', returns: { entity: '@oclif/core#Command()' }, quick: true },
  { of: '@oclif/core#{Flags,Args,flags}.*', returns: { argument: '0' }, quick: true },
  { of: '@oclif/core#Command().parse', returns: { options: '0.flags', under: 'flags' }, quick: true },
];

const others: readonly Model[] = [
  { of: 'util#parseArgs', returns: { options: '0.options', under: 'values' }, quick: true },
  { of: ['{minimist,mri,yargs-parser,getopts}#', 'zx#minimist'], returns: { options: '1.default', plain: true }, quick: true },
  { of: '{@std/cli,@std/cli/parse-args,jsr:@std/cli,jsr:@std/cli/parse-args}#parseArgs', returns: { options: '1.default', plain: true }, quick: true },
  { of: 'meow#', returns: { options: ['1.flags', '0.flags'], under: 'flags' }, quick: true },
  { of: 'cleye#cli', returns: { options: '0.flags', under: 'flags' }, quick: true },
  { of: 'rc#', returns: { options: '1', plain: true }, quick: true },
  { of: 'command-line-args#', returns: { options: '0', field: 'defaultValue' }, quick: true },
  { of: 'argparse#ArgumentParser', returns: { subcommand: 'argparse#ArgumentParser()' }, quick: true },
  { of: 'argparse#ArgumentParser().{add_argument,addArgument}', does: [flag('0', '1.default', '2.default'), flag('1', '2.default')], quick: true },
  { of: 'argparse#ArgumentParser().{parse_args,parseArgs}', returns: { options: 'declared' }, quick: true },
  { of: 'envalid#{str,host,url,email,makeValidator(),num,port,bool,json}', returns: { argument: '0' }, quick: true },
  { of: 'envalid#cleanEnv', returns: { options: '1' }, quick: true },
];

export const options: Table = {
  calls: [...commander, ...yargs, ...withCommands, ...defined, ...others],
  constants: [{ of: [`${YARGS}argv`, 'zx#argv'], is: { options: 'declared' } }],
};
