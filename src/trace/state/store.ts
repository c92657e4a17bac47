/**
 * The store: what variables and members hold now. Cells are written in place; a trail of old contents lets a branch be
 * undone, so that its alternatives start from the same state and are joined afterwards at the cost of what they wrote.
 */
import { both, sameCondition, type PathCondition } from '../guards/condition.js';
import { sameSite, type Site } from '../site.js';
import type { Time } from '../time/clock.js';
import { join, NOTHING, UNKNOWN, type Atom, type ResponseAtom, type UploadUrlAtom, type Value } from '../values/values.js';

let cells = 0;

const isSame = (a: Site | 'several', b: Site | 'several'): boolean => a === b || (a !== 'several' && b !== 'several' && sameSite(a, b));

export class Cell {
  /** Expression that a member was given where it stands by a name of its own: `options.body = form`; none where there are several. */
  written: Site | 'several' | undefined;
  /** A member that was given on some of the paths only: on the others there is none. */
  mayBeMissing = false;

  constructor(
    public value: Value = NOTHING,
    /** Age of what the cell belongs to: a branch undoes its writes only to what is older than itself. */
    public id: number = ++cells,
  ) {}

  /** Notes by which expression the value comes. */
  note(site: Site | 'several'): void {
    this.written = this.written === undefined || isSame(this.written, site) ? site : 'several';
  }

  /** From now on it is as if the cell was made here: the branch that runs now undoes nothing of it. */
  renew(): void {
    this.id = ++cells;
  }
}

/** Ids of cells made from now on are above this. */
export const newestCell = (): number => cells;

const isNumber = (atom: Atom): boolean => atom.kind === 'primitive' && typeof atom.value === 'number';
const isFlag = (atom: Atom): boolean => atom.kind === 'primitive' && typeof atom.value === 'boolean';

export type Writes = ReadonlyMap<Cell, Value>;

export class Store {
  readonly #cells: Cell[] = [];
  readonly #values: Value[] = [];
  /** Cells up to this one are older than code that runs any number of times, and runs now: what it counts there is not known. */
  repeats = 0;
  /** Cells up to this one are older than work that runs now beside others of its kind: what it counts and notes there, the others change. */
  concurrent = 0;

  write(cell: Cell, value: Value): void {
    if (cell.value === value) return;
    this.#cells.push(cell);
    this.#values.push(cell.value);
    cell.value = this.#isChanging(cell.id, value) ? join(value, UNKNOWN) : value;
  }

  #isChanging(id: number, value: Value): boolean {
    if (id > this.repeats && id > this.concurrent) return false;
    return value.some((atom) => isNumber(atom) || (id <= this.concurrent && isFlag(atom)));
  }

  mark(): number {
    return this.#cells.length;
  }

  /** What has been written since the mark to cells that are not newer than `newest`. */
  writesSince(mark: number, newest: number): Writes {
    const writes = new Map<Cell, Value>();
    for (let index = mark; index < this.#cells.length; index++) {
      const cell = this.#cells[index];
      if (cell !== undefined && cell.id <= newest) writes.set(cell, cell.value);
    }
    return writes;
  }

  rollback(mark: number, newest: number): void {
    while (this.#cells.length > mark) {
      const cell = this.#cells.pop();
      const value = this.#values.pop();
      if (cell !== undefined && value !== undefined && cell.id <= newest) cell.value = value;
    }
  }

  /** Writes what holds where one of the alternatives has run. */
  merge(alternatives: readonly { readonly writes: Writes; readonly condition: PathCondition; readonly time: Time }[], condition: PathCondition): void {
    const [single] = alternatives;
    if (alternatives.length === 1 && single !== undefined) {
      for (const [cell, value] of single.writes) this.write(cell, value);
      return;
    }
    const touched = new Set<Cell>();
    for (const { writes } of alternatives) for (const cell of writes.keys()) touched.add(cell);
    for (const cell of touched) {
      let value: Value = NOTHING;
      let isMissing = false;
      for (const { writes, condition: end, time } of alternatives) {
        const held = writes.get(cell) ?? cell.value;
        if (held.length === 0) isMissing = true;
        value = join(value, passedBy(onPath(held, end, condition), time));
      }
      if (isMissing && value.length > 0) cell.mayBeMissing = true;
      this.write(cell, value);
    }
  }
}

/** The value as it is on a path with `condition`, seen where only `joined` is known: atoms remember their path. */
export function onPath(value: Value, condition: PathCondition, joined: PathCondition): Value {
  if (value.length === 0 || sameCondition(condition, joined)) return value;
  return value.map((atom) => guarded(atom, condition));
}

/** An upload URL, and the answer that it stands in, remember the path on which they came to where paths join. */
export function passedBy(value: Value, time: Time): Value {
  return value.some(isAged) ? value.map((atom) => passed(atom, time)) : value;
}

const passed = (atom: Atom, time: Time): Atom =>
  isAged(atom) && atom.passed?.at(-1) !== time ? { ...atom, passed: [...(atom.passed ?? []), time] } : atom;

const isAged = (atom: Atom): atom is ResponseAtom | UploadUrlAtom => atom.kind === 'upload-url' || atom.kind === 'response';

/** The value where the condition holds; undefined: wherever it is. */
export const guardedBy = (value: Value, when: PathCondition | undefined): Value =>
  when === undefined ? value : value.map((atom) => guarded(atom, when));

export function guarded(atom: Atom, condition: PathCondition): Atom {
  const when = atom.when === undefined ? condition : both(atom.when, condition);
  return atom.when !== undefined && sameCondition(when, atom.when) ? atom : { ...atom, when };
}
