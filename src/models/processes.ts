/** Programs and shell commands (C5, C10), and other work outside the call that starts it (C3). */
import type { Model, Refs, ShellEffect, Table } from './form/schema.js';

type Ways = Pick<ShellEffect, 'shell' | 'gives'>;

const runs = (of: string | readonly string[], ways: Ways, options: Refs, args?: string): Model => ({
  of,
  does: { kind: 'shell', command: '0', options, ...ways, ...(args === undefined ? {} : { args }) },
});

/** `f(command, options)`: the command is parsed by a shell. */
const line = (of: string | readonly string[], gives: ShellEffect['gives']): Model => runs(of, { shell: 'always', gives }, '1');

/** `f(file, args, options)`; the list of arguments may be left out. */
const program = (of: string | readonly string[], gives: ShellEffect['gives'], shell: ShellEffect['shell'] = 'option'): Model =>
  runs(of, { shell, gives }, ['2', '1'], '1');

/** A template tag that quotes what it is given; called with options it gives a tag that has them. */
const tag = (of: string | readonly string[]): Model => runs(of, { shell: 'tag', gives: 'result' }, ['defaults']);

const node: readonly Model[] = [
  line('child_process#exec', 'process'),
  line('child_process#execSync', 'stdout'),
  program('child_process#{execFile,spawn}', 'process'),
  program('child_process#execFileSync', 'stdout'),
  program('child_process#spawnSync', 'result'),
];

const packages: readonly Model[] = [
  runs('execa#{,execa,execaSync,sync}', { shell: 'option', gives: 'result' }, ['2', '1', 'defaults'], '1'),
  program('execa#{execaNode,node}', 'result', 'never'),
  // `execaCommand` splits at spaces; a shell parses it only with the option.
  runs('execa#{execaCommand,execaCommandSync,command,commandSync}', { shell: 'option', gives: 'result' }, ['1', 'defaults']),
  line('execa#{shell,shellSync}', 'result'),
  // It quotes, unless the option has a shell parse what it is given.
  runs('execa#{$,$.sync,$.s}', { shell: 'option', gives: 'result' }, ['defaults']),
  program(['cross-spawn#{,spawn}', '@npmcli/promise-spawn#'], 'process'),
  program('cross-spawn#{sync,spawnSync}', 'result'),
  program('nano-spawn#{,spawn}', 'result'),
  runs('tinyexec#{x,exec}', { shell: 'never', gives: 'result' }, ['2.nodeOptions', '2'], '1'),
  program(['node-pty#spawn', '@lydell/node-pty#spawn'], 'process', 'never'),
  runs('python-shell#PythonShell', { shell: 'never', gives: 'process' }, '1', '1.args'),
  runs('python-shell#PythonShell.{run,runString}', { shell: 'never', gives: 'result' }, '1', '1.args'),
  // Nothing is quoted by it.
  runs('{dax-sh,@david/dax}#{,$.}raw', { shell: 'always', gives: 'result' }, ['defaults']),
  tag(['zx#{,core.}{$,$.sync}', 'global#{$,$.sync}', 'global#Bun.$', 'dax-sh#{,$}', '@david/dax#{,$}']),
];

const shelljs: readonly Model[] = [
  line('shelljs#exec', 'result'),
  { of: 'shelljs#cmd', does: { kind: 'shell', command: '0', shell: 'never', options: 'last', args: '1', rest: true, gives: 'result' } },
  { of: 'shelljs#{cp,mv,ln}', does: { kind: 'write', path: 'last' }, quick: true },
  { of: 'shelljs#{mkdir,touch}', does: { kind: 'write', path: '*' }, quick: true },
  { of: 'shelljs#cd', does: { kind: 'write', path: '0', moves: true }, quick: true },
  {
    of: ['shelljs#{echo,cat,sed,grep,sort,head,tail,uniq,ls,find,ShellString}().{to,toEnd}', 'process#result.{to,toEnd}'],
    does: { kind: 'write', path: '0' },
    quick: true,
  },
  // What one gives flows into the next: `cat(file).grep(word).uniq()`.
  { of: 'shelljs#{echo,cat,sed,grep,sort,head,tail,uniq,ls,find,ShellString}().{cat,sed,grep,sort,head,tail,uniq}', returns: { argument: 'this' }, quick: true },
  { of: 'shelljs#{echo,cat,sed,grep,sort,head,tail,uniq,ls,find,test,which,rm,chmod,set}', quick: true },
];

/** `{ file }` as the option, or in a list of targets there; `stdio` has one for each stream. */
const filesOf = (name: string): readonly string[] =>
  ['2', '1', 'defaults'].flatMap((options) => [`${options}.${name}.file`, `${options}.${name}.*.file`, `${options}.${name}.*.*.file`]);

/** A string there is a file, anything else a stream or another process. */
const outputs: readonly Model[] = [
  { of: 'process#result.{pipe,pipeStdout,pipeStderr,pipeAll}', does: { kind: 'write', path: '0' }, returns: { argument: 'this' } },
  {
    of: 'execa#{,execa,execaSync,execaNode,execaCommand,execaCommandSync,$,$.sync,$.s}',
    does: ['stdout', 'stderr', 'stdio'].map((name) => ({ kind: 'write', path: filesOf(name) })),
  },
  { of: 'zx#cd', does: { kind: 'write', path: '0', moves: true }, quick: true },
];

const runtimes: readonly Model[] = [
  {
    of: 'global#Bun.{spawn,spawnSync}',
    does: [
      { kind: 'shell', command: '0', shell: 'never', options: '1', gives: 'result' },
      { kind: 'shell', command: '0.cmd', shell: 'never', options: '0', gives: 'result' },
      { kind: 'write', path: ['1.stdout', '0.stdout'] },
      { kind: 'write', path: ['1.stderr', '0.stderr'] },
    ],
  },
  runs('global#Deno.Command', { shell: 'never', gives: 'process' }, '1', '1.args'),
  { of: 'global#Deno.run', does: { kind: 'shell', command: '0.cmd', shell: 'never', options: '0', gives: 'process' } },
];

/** Work of other threads. */
const threads: Model = {
  of: ['piscina#{,Piscina}().{run,runTask}', 'tinypool#{,Tinypool}().run', 'workerpool#pool().exec'],
  does: { kind: 'wait' },
};

export const processes: Table = { calls: [...node, ...packages, ...shelljs, ...outputs, ...runtimes, threads] };
