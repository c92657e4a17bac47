/** Parsers of command lines and environments: what an option is where nobody gives it. */
import type { Effect, Model, Table } from './schema.js';

const COMMANDER = 'commander#{,program.,Command().}';
const YARGS = 'yargs#{,().}';
const CAC = 'cac#{,cac}()';

const flag = (name: string, ...defaults: readonly string[]): Effect => ({ kind: 'option', name, default: defaults });

const commander: readonly Model[] = [
  { of: 'commander#createCommand', returns: { entity: 'commander#Command()' } },
  // `.option(flags, description, parser, default)`.
  { of: `${COMMANDER}{option,requiredOption}`, does: flag('0', '3', '2'), returns: { argument: 'this' }, quick: true },
  // `new Option(flags, description).default(value)`, given to a command.
  { of: 'commander#Option', returns: { entity: 'commander#Option()', keeps: [] }, quick: true },
  { of: 'commander#Option().default', does: { kind: 'keep', value: '0', whole: true }, returns: { argument: 'this' }, quick: true },
  { of: 'commander#Option().*', returns: { argument: 'this' }, quick: true },
  { of: `${COMMANDER}addOption`, does: { kind: 'option', name: '0' }, returns: { argument: 'this' }, quick: true },
  { of: `${COMMANDER}opts`, returns: { options: 'declared' }, quick: true },
  { of: `${COMMANDER}action`, does: { kind: 'callback', callback: '0', when: 'now' }, returns: { argument: 'this' } },
  { of: [`commander#{program.,Command().}*`, 'commander#{version,name,description,usage,argument,arguments,parse,command}'], returns: { argument: 'this' }, quick: true },
];

const yargs: readonly Model[] = [
  { of: 'yargs#', returns: { entity: 'yargs#()' } },
  { of: `${YARGS}{option,positional}`, does: flag('0', '1.default'), returns: { argument: 'this' }, quick: true },
  { of: 'yargs#().default', does: flag('0', '1'), returns: { argument: 'this' }, quick: true },
  { of: `${YARGS}options`, does: { kind: 'option', table: '0' }, returns: { argument: 'this' }, quick: true },
  { of: `${YARGS}{parse,parseSync,parseAsync}`, returns: { options: 'declared' }, quick: true },
  { of: 'yargs#().*', returns: { argument: 'this' }, quick: true },
];

const others: readonly Model[] = [
  { of: 'util#parseArgs', returns: { options: '0.options', under: 'values' }, quick: true },
  { of: ['{minimist,mri,yargs-parser,getopts}#', 'zx#minimist'], returns: { options: '1.default', plain: true }, quick: true },
  { of: '{@std/cli,@std/cli/parse-args,jsr:@std/cli,jsr:@std/cli/parse-args}#parseArgs', returns: { options: '1.default', plain: true }, quick: true },
  { of: 'meow#', returns: { options: ['1.flags', '0.flags'], under: 'flags' }, quick: true },
  { of: 'rc#', returns: { options: '1', plain: true }, quick: true },
  { of: 'envalid#{str,host,url,email,makeValidator(),num,port,bool,json}', returns: { argument: '0' }, quick: true },
  { of: 'envalid#cleanEnv', returns: { options: '1' }, quick: true },
  { of: `${CAC}.option`, does: flag('0', '2.default'), returns: { argument: 'this' }, quick: true },
  { of: `${CAC}.parse`, returns: { options: 'declared', under: 'options' }, quick: true },
];

export const options: Table = {
  calls: [...commander, ...yargs, ...others],
  constants: [{ of: [`${YARGS}argv`, 'zx#argv'], is: { options: 'declared' } }],
};
