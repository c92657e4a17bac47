/** Reads the examples of a rule's page as labelled programs; the form is described in docs/README.md. */
import { isLinted } from './lint.js';
import type { Program } from './program.js';

interface Block {
  readonly file: string;
  readonly code: string;
}

type Section = 'Incorrect' | 'Correct';

const SETTINGS = /^\/\* settings: (?<json>.*) \*\/$/mu;
const REPORTED = /\/\/ ✗$/gmu;

/** The programs under *Incorrect* and *Correct*. */
export function pagePrograms(rule: string, page: string): Program[] {
  const reader = new PageReader();
  for (const line of page.split('\n')) reader.read(line);
  return reader.programs.map(({ section, line, blocks }) => {
    const files = blocks.map(({ file, code }): [string, string] => [file, code.replace(REPORTED, `//~ ${rule}`)]);
    return {
      id: `${section}, line ${String(line)}`,
      files: new Map(files),
      settings: settingsOf(blocks),
      rule,
      options: undefined,
      faulty: section === 'Incorrect',
    };
  });
}

function settingsOf([first]: readonly Block[]): object | undefined {
  const json = SETTINGS.exec(first?.code ?? '')?.groups?.['json'];
  return json === undefined ? undefined : (JSON.parse(json) as object);
}

interface Example {
  readonly section: Section;
  readonly line: number;
  readonly blocks: Block[];
}

class PageReader {
  readonly programs: Example[] = [];
  #section: Section | undefined;
  #fence: { readonly file: string; readonly code: string[] } | undefined;
  /** The project that the next blocks belong to, behind `<!-- files -->`. */
  #project: Example | undefined;
  #line = 0;

  read(line: string): void {
    this.#line++;
    if (this.#fence !== undefined) this.#inFence(line, this.#fence);
    else this.#outside(line);
  }

  #inFence(line: string, fence: { readonly file: string; readonly code: string[] }): void {
    if (!line.startsWith('```')) {
      fence.code.push(line);
      return;
    }
    this.#fence = undefined;
    if (this.#section === undefined || !isLinted(fence.file)) return;
    const block = { file: fence.file, code: `${fence.code.join('\n')}\n` };
    if (this.#project === undefined) this.programs.push({ ...this.#example(this.#section), blocks: [block] });
    else this.#project.blocks.push(block);
  }

  #outside(line: string): void {
    if (line.startsWith('## ')) this.#section = sectionOf(line.slice(3).trim());
    if (line.startsWith('```')) {
      this.#fence = { file: fileOf(line.slice(3).trim()), code: [] };
    } else if (line === '<!-- files -->' && this.#section !== undefined) {
      this.#project = this.#example(this.#section);
      this.programs.push(this.#project);
    } else if (line.trim() !== '') {
      this.#project = undefined;
    }
  }

  #example(section: Section): Example {
    return { section, line: this.#line, blocks: [] };
  }
}

const sectionOf = (title: string): Section | undefined =>
  title === 'Incorrect' || title === 'Correct' ? title : undefined;

/** A fence's info string: the language, and perhaps the name of the file. */
function fileOf(info: string): string {
  const [language = '', file] = info.split(/\s+/u);
  return file ?? `example.${language}`;
}
