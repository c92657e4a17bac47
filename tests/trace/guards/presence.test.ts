/** What a branch was taken for is there. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const writes = (code: string): readonly string[] => eventsOf(`import fs from 'node:fs'; import { find } from './find.js'; manifest.downloadUrls; ${code}`).filter((event) => event.startsWith('write'));
const save = `const save = (error) => { if (error) return fs.writeFileSync('/error.txt', ''); fs.writeFileSync('/done.txt', ''); };`;
const onlyError = ['write /error.txt line 1'];
const either = ['write /error.txt line 1', 'write /done.txt line 1'];

describe('what a test has found to be there', () => {
  it.each([
    ['behind the test', 'find((error) => { if (error) save(error); });'],
    ['behind the other one', 'find((error) => { if (!error) return; save(error); });'],
    ['in a choice', 'find((error) => error ? save(error) : undefined);'],
    ['with another test', `find((error) => { if (error && error.code !== 'ENOENT') save(error); });`],
    ['in neither of two', 'find((error, more) => { if (!error || !more) return; save(error); });'],
  ])('%s', (_, code) => {
    expect(writes(`${save} ${code}`)).toEqual(onlyError);
  });

  it.each([
    ['made', `save(new RangeError('none'));`],
    ['caught', `try { find(); } catch (error) { save(error); }`],
    ['of a rejection', `find().catch((error) => save(error));`],
    ['of an event', `find().on('error', save);`],
  ])('an error that is %s', (_, code) => {
    expect(writes(`${save} ${code}`)).toEqual(onlyError);
  });

  it.each([
    ['without a test', 'find((error) => { save(error); });'],
    ['behind both branches', 'find((error) => { if (error) console.log(error); save(error); });'],
    ['where one of two is', 'find((error, more) => { if (error || more) save(error); });'],
    ['a variable that others change', 'let error = find(); const later = () => { if (error) save(error); }; later();'],
    ['what another event brings', `find().on('close', save);`],
  ])('may be missing %s', (_, code) => {
    expect(new Set(writes(`${save} ${code}`))).toEqual(new Set(either));
  });
});
