/** Lexical environments: names to cells. */
import type { FunctionNode, Value } from '../values/values.js';
import { Cell } from './store.js';

export class Scope {
  readonly #names = new Map<string, Cell>();

  constructor(
    readonly parent: Scope | undefined,
    /** Function scopes take `var`; block scopes do not. */
    readonly kind: 'function' | 'block' = 'block',
    /** The function whose parameters it holds. */
    readonly of?: FunctionNode,
  ) {}

  declare(name: string, value?: Value): Cell {
    const cell = new Cell(value);
    this.#names.set(name, cell);
    return cell;
  }

  /** Makes an existing cell known by a name: import bindings, `arguments`. */
  bind(name: string, cell: Cell): void {
    this.#names.set(name, cell);
  }

  own(name: string): Cell | undefined {
    return this.#names.get(name);
  }

  names(): IterableIterator<string> {
    return this.#names.keys();
  }

  lookup(name: string): Cell | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const cell = scope.#names.get(name);
      if (cell !== undefined) return cell;
    }
    return undefined;
  }

  /** The scope that the name is declared in. */
  holding(name: string): Scope | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) if (scope.#names.has(name)) return scope;
    return undefined;
  }

  /** Nearest function scope: where `var` and sloppy functions go. */
  functionScope(): Scope {
    let scope: Scope = this;
    while (scope.kind !== 'function' && scope.parent !== undefined) scope = scope.parent;
    return scope;
  }
}
