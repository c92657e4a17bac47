/** Methods that nobody is seen to call, of a class that several instances were made of. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const asked = (code: string): readonly string[] =>
  eventsOf(code, {}, '<program.ts>').filter((event) => event.startsWith('request')).map((event) => event.replace(/ line \d+$/, ''));
const put = 'async put(name) { return (await fetch(`${this.base}/${name}`)).text(); }';

describe('what one of the instances was given, and others were not', () => {
  it.each([
    ['a stage', 'class Shelf { constructor(stage = manifest.stage) { this.stage = stage; } async put(name) { await fetch(`${manifest.getUploadUrls[this.stage]}/${name}`); } }\nnew Shelf();\nnew Shelf("soak");', 'request GET <upload[?]>/<?>'],
    ['a URL', `class Shelf { constructor(base) { this.base = base; } ${put} }\nnew Shelf(manifest.downloadUrls.soak);\nnew Shelf(manifest.getUploadUrls[manifest.stage]);`, 'request GET <?>/<?>'],
    ['to a constructor function', 'function Shelf(stage) { this.stage = stage; }\nShelf.prototype.put = async function (name) { await fetch(`${manifest.getUploadUrls[this.stage]}/${name}`); };\nnew Shelf(manifest.stage);\nnew Shelf("soak");', 'request GET <upload[?]>/<?>'],
    ['to one that is annotated', 'class Shelf { constructor(public stage = manifest.stage) {} }\nnew Shelf();\nnew Shelf("soak");\nexport const put = (shelf: Shelf, name: string) => fetch(`${manifest.getUploadUrls[shelf.stage]}/${name}`);', 'request GET <upload[?]>/<?>'],
  ])('is not known there: %s', (_, code, event) => {
    expect(asked(code)).toEqual([event]);
  });

  it.each([
    ['what all of them were given', `class Shelf { constructor(base) { this.base = base; } ${put} }\nnew Shelf(manifest.downloadUrls.soak);\nnew Shelf(manifest.downloadUrls.soak);`, 'request GET <download[soak]>/<?> or <download[soak]>/<?>'],
    ['what the only one was given', `class Shelf { constructor(base) { this.base = base; } ${put} }\nnew Shelf(manifest.downloadUrls.soak);`, 'request GET <download[soak]>/<?>'],
    ['what is none of a stage', 'class Shelf { constructor(name) { this.name = name; } put() { return fetch(`${manifest.downloadUrls.soak}/${this.name}`); } }\nnew Shelf("a");\nnew Shelf("b");', 'request GET <download[soak]>/a or <download[soak]>/b'],
  ])('is known: %s', (_, code, event) => {
    expect(asked(code)).toEqual([event]);
  });

  it('who is called on one of them has what that was given', () => {
    const code = `class Shelf { constructor(base) { this.base = base; } ${put} }\nconst from = new Shelf(manifest.downloadUrls.soak);\nnew Shelf(manifest.getUploadUrls[manifest.stage]);\nfrom.put('a');`;
    expect(asked(code)).toEqual(['request GET <download[soak]>/a']);
  });

  it('what one method leaves there another finds', () => {
    const code = 'class Shelf { constructor(stage = manifest.stage) { this.stage = stage; } open() { this.name = "lid"; } put() { return fetch(`${manifest.getUploadUrls[this.stage]}/${this.name}`); } }\nnew Shelf();\nnew Shelf("soak");';
    expect(asked(code)).toEqual(['request GET <upload[?]>/lid']);
  });
});
