/** The manifest of a run, and the folders of the storage that stand behind its URLs. */

export type InputParams = Readonly<Record<string, unknown>>;

export interface Manifest {
  readonly stage: string;
  readonly dataUrls: Readonly<Record<string, string>>;
  readonly downloadUrls: Readonly<Record<string, string>>;
  readonly getUploadUrls?: Readonly<Record<string, string>>;
  readonly inputParams: InputParams;
}

/**
 * Which keys `getUploadUrls` has. Of stages that are over (`ended`) the URLs are still there, and refuse (C2); with `current`
 * there is the stage that runs alone. The contract allows both, so a correct plugin works with either.
 */
export type UploadKeys = 'current' | 'ended';

/** One run of a stage with one choice of hyper-parameters. */
export interface Variant {
  readonly stage: string;
  /** The name of its folder in the storage. */
  readonly folder: string;
  readonly inputParams: InputParams;
}

export class RunLedger {
  /** Of each stage that is over, the variant whose files the others see. */
  readonly #chosen = new Map<string, Variant>();
  #current: Variant | undefined;
  #deployed = false;
  #count = 0;

  get current(): Variant | undefined {
    return this.#current;
  }

  get stage(): string {
    return this.#deployed ? 'deployment' : (this.#current?.stage ?? '');
  }

  begin(stage: string, inputParams: InputParams): Variant {
    this.#count++;
    this.#current = { stage, folder: `${stage.slice(0, 1)}${String(1000 + this.#count)}`, inputParams };
    return this.#current;
  }

  /** Ends a stage: later ones get the files of this variant. */
  choose(best: Variant): void {
    this.#chosen.set(best.stage, best);
    this.#current = undefined;
  }

  deploy(): void {
    this.#current = undefined;
    this.#deployed = true;
  }

  knows(folder: string): boolean {
    return this.#visible().some((variant) => variant.folder === folder);
  }

  /**
   * @param origin such as `http://127.0.0.1:8080`
   * @param data the addresses of the stages' data
   */
  manifest(origin: string, data: Readonly<Record<string, string>>, keys: UploadKeys): Manifest {
    const visible = this.#visible();
    const urls = (service: string, variants: readonly Variant[]): Record<string, string> =>
      Object.fromEntries(variants.map(({ stage, folder }) => [stage, `${origin}/${service}/abcd/${folder}`]));
    const common = { dataUrls: data, downloadUrls: urls('files', visible) };
    const current = this.#current;
    if (current === undefined) return { stage: this.stage, ...common, inputParams: {} };
    const uploadable = keys === 'ended' ? visible : [current];
    return {
      stage: current.stage,
      ...common,
      getUploadUrls: urls('upload_url', uploadable),
      inputParams: current.inputParams,
    };
  }

  #visible(): Variant[] {
    const others = [...this.#chosen.values()].filter(({ stage }) => stage !== this.#current?.stage);
    return this.#current === undefined ? others : [...others, this.#current];
  }
}
