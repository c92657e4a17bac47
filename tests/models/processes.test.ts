import { describe, expect, it } from 'vitest';
import { processes } from '../../src/models/processes.js';
import { lookup } from './table.js';

const models = lookup([processes]);

describe('programs and commands', () => {
  it.each([
    ['node:child_process#exec', { shell: 'always', options: '1', gives: 'process' }],
    ['child_process#execSync', { shell: 'always', options: '1', gives: 'stdout' }],
    ['child_process#spawn', { shell: 'option', args: '1', options: ['2', '1'], gives: 'process' }],
    ['child_process#execFile', { shell: 'option', args: '1', gives: 'process' }],
    ['child_process#execFileSync', { shell: 'option', args: '1', gives: 'stdout' }],
    ['child_process#spawnSync', { shell: 'option', args: '1', gives: 'result' }],
    ['execa#execa', { shell: 'option', args: '1', gives: 'result' }],
    ['execa#', { shell: 'option', args: '1', gives: 'result' }],
    ['execa#execaCommandSync', { shell: 'option', options: ['1', 'defaults'], gives: 'result' }],
    ['execa#$', { shell: 'option', options: ['defaults'], gives: 'result' }],
    ['shelljs#cmd', { shell: 'never', args: '1', rest: true }],
    ['zx#$', { shell: 'tag', gives: 'result' }],
    ['global#Bun.$', { shell: 'tag', gives: 'result' }],
    ['bun#$', { shell: 'tag', gives: 'result' }],
    ['cross-spawn#', { shell: 'option', gives: 'process' }],
    ['cross-spawn#sync', { shell: 'option', gives: 'result' }],
    ['shelljs#exec', { shell: 'always', gives: 'result' }],
    ['tinyexec#x', { shell: 'never', options: ['2.nodeOptions', '2'] }],
    ['global#Deno.Command', { shell: 'never', args: '1.args', options: '1' }],
    ['python-shell#PythonShell.run', { shell: 'never', args: '1.args' }],
  ])('%s', (entity, effect) => {
    const shells = models.shells(entity);
    expect(shells).toHaveLength(1);
    expect(shells[0]).toMatchObject({ command: '0', ...effect });
    expect(models.rows(entity).some((row) => row.quick === true)).toBe(false);
  });

  it('Bun.spawn with a list or with options', () => {
    expect(models.shells('global#Bun.spawn').map(({ command }) => command)).toEqual(['0', '0.cmd']);
  });

  it('no args where the call takes none', () => {
    expect(models.shells('child_process#exec')[0]).not.toHaveProperty('args');
  });
});

describe("shelljs's own commands", () => {
  it.each([
    ['shelljs#cp', 'last'],
    ['shelljs#mv', 'last'],
    ['shelljs#ln', 'last'],
    ['shelljs#mkdir', '*'],
    ['shelljs#touch', '*'],
    ['shelljs#cd', '0'],
    ['shelljs#echo().to', '0'],
    ['shelljs#cat().toEnd', '0'],
    ['zx#cd', '0'],
  ])('%s writes at %s', (entity, path) => {
    expect(models.writes(entity).map((effect) => effect.path)).toEqual([path]);
  });

  it('read and delete without writing', () => {
    for (const entity of ['shelljs#cat', 'shelljs#ls', 'shelljs#rm', 'shelljs#test']) expect(models.writes(entity), entity).toEqual([]);
  });
});

it('work of other threads is long', () => {
  for (const entity of ['piscina#().run', 'workerpool#pool().exec']) expect(models.effects(entity), entity).toEqual([{ kind: 'wait' }]);
});
