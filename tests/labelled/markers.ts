/** Markers `//~ rule-id` or `//~ rule-id#group` at the end of a line: where a report is expected. */

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** One fault: a report of `rule` at any one of `places`. */
export interface Fault {
  readonly rule: string;
  readonly places: readonly Place[];
}

export interface Mark extends Place {
  readonly rule: string;
  /** Marks of one rule and one group stand for one fault. */
  readonly group: string;
}

export interface Unmarked {
  readonly code: string;
  readonly marks: readonly Mark[];
}

const MARKER = /[ \t]*(?:\/\/|\/\*)~(?<rules>[^\n*]*?)(?:\*\/)?[ \t]*$/u;
const RULE = /^(?<rule>[a-z]+(?:-[a-z]+)*)(?:#(?<group>\w+))?$/u;

/** The program as it is linted, and the marks that stood in it; throws on a marker that it cannot read. */
export function unmark(file: string, text: string): Unmarked {
  const marks: Mark[] = [];
  const lines = text.split('\n').map((line, index) => {
    const found = MARKER.exec(line)?.groups?.['rules'];
    if (found === undefined) return line;
    marks.push(...marksOf({ file, line: index + 1 }, found));
    return line.replace(MARKER, '');
  });
  return { code: lines.join('\n'), marks };
}

function marksOf(place: Place, text: string): Mark[] {
  return text
    .trim()
    .split(/[\s,]+/u)
    .map((word) => {
      const { rule, group } = RULE.exec(word)?.groups ?? {};
      if (rule === undefined) throw new Error(`${place.file}:${String(place.line)}: '${word}' is no rule id`);
      return { ...place, rule, group: group ?? `${place.file}:${String(place.line)}` };
    });
}

export function faultsOf(marks: readonly Mark[]): Fault[] {
  const faults = new Map<string, { rule: string; places: Place[] }>();
  for (const { rule, group, file, line } of marks) {
    const key = `${rule}#${group}`;
    const fault = faults.get(key) ?? { rule, places: [] };
    fault.places.push({ file, line });
    faults.set(key, fault);
  }
  return [...faults.values()];
}
