/** Runs a plugin as the platform does: its stages in order, each a process of its own, then the deployed server. */
import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deploy, type Prediction } from './deployment.js';
import type { InputParams, UploadKeys, Variant } from './manifest.js';
import { prepareStage, resultOf, startStage, type StageEnd, type StageStart } from './process.js';
import { strongestEnforcement, type Enforcement } from './sandbox.js';
import { StorageServer } from './server.js';
import type { Mode } from './signing.js';
import { transpileFolder } from './transpile.mjs';
import { crash, fileRefusal, type Violation } from './violations.js';

export interface StagePlan {
  readonly name: string;
  /** One run each; the one with the highest `score` in its result hands its files on. None: one run without parameters. */
  readonly variants?: readonly InputParams[];
}

export interface Scenario {
  /** The plugin's program, below its folder; as JavaScript where it is TypeScript. */
  readonly entry: string;
  readonly stages: readonly StagePlan[];
  /** Requests to the deployed plugin; absent: it is not deployed. */
  readonly predictions?: readonly Prediction[];
  readonly data?: Readonly<Record<string, string>>;
  readonly mode?: Mode;
  readonly sizeLimit?: number;
  readonly uploadKeys?: UploadKeys;
  /** How the outside is kept read-only; absent: as strongly as the machine can. */
  readonly enforcement?: Enforcement;
}

export interface StageOutcome {
  readonly inputParams: InputParams;
  readonly result: Readonly<Record<string, unknown>>;
  /** The paths of the stored files. */
  readonly files: readonly string[];
}

export interface RunReport {
  readonly passed: boolean;
  readonly violations: readonly Violation[];
  /** What each stage's process printed, in order; the deployment's is not kept. */
  readonly ends: readonly (StageEnd & { readonly stage: string })[];
  /** What each stage handed on: of its variants, those of the best. */
  readonly stages: Readonly<Record<string, StageOutcome>>;
}

let strongest: Enforcement | undefined;

export const enforcementHere = (): Enforcement => (strongest ??= strongestEnforcement());

/**
 * @param plugin the folder of the plugin's code; it is copied, and not changed
 * @param modules the `node_modules` that the copy sees
 */
export async function runPlugin(plugin: string, scenario: Scenario, modules: string): Promise<RunReport> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'plugin-run-')));
  const storage = await StorageServer.start(scenario);
  try {
    const code = path.join(folder, 'code');
    await transpileFolder(plugin, code);
    if (!existsSync(path.join(code, 'node_modules'))) symlinkSync(modules, path.join(code, 'node_modules'));
    return await new PluginRun(storage, scenario, folder).all();
  } finally {
    await storage.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface VariantRun {
  readonly variant: Variant;
  readonly result: Readonly<Record<string, unknown>>;
}

const scoreOf = ({ result: { score } }: VariantRun): number => (typeof score === 'number' ? score : 0);

class PluginRun {
  readonly #storage: StorageServer;
  readonly #scenario: Scenario;
  readonly #folder: string;
  readonly #ends: (StageEnd & { stage: string })[] = [];
  readonly #outcomes: Record<string, StageOutcome> = {};
  #count = 0;

  constructor(storage: StorageServer, scenario: Scenario, folder: string) {
    this.#storage = storage;
    this.#scenario = scenario;
    this.#folder = folder;
  }

  async all(): Promise<RunReport> {
    const completed = await this.#stages();
    const { predictions } = this.#scenario;
    if (completed && predictions !== undefined) await this.#deployment(predictions);
    const { violations } = this.#storage;
    return { passed: violations.length === 0, violations, ends: this.#ends, stages: this.#outcomes };
  }

  /** Whether all have ended well; the platform goes no further than the first that has not. */
  async #stages(): Promise<boolean> {
    for (const { name, variants = [{}] } of this.#scenario.stages) {
      const runs: VariantRun[] = [];
      for (const inputParams of variants) {
        const run = await this.#stage(this.#storage.run.begin(name, inputParams));
        if (run === undefined) return false;
        runs.push(run);
      }
      const [best] = runs.sort((one, other) => scoreOf(other) - scoreOf(one));
      if (best !== undefined) this.#handOn(best);
    }
    return true;
  }

  #handOn({ variant, result }: VariantRun): void {
    const { stage, folder, inputParams } = variant;
    this.#storage.run.choose(variant);
    this.#outcomes[stage] = { inputParams, result, files: this.#storage.store.list(folder) };
  }

  /** Undefined where the stage failed. */
  async #stage(variant: Variant): Promise<VariantRun | undefined> {
    const { stage } = variant;
    const start = this.#start(stage);
    const end = await startStage(start).ended;
    this.#ends.push({ stage, ...end });
    const file = fileRefusal(stage, end.stderr);
    if (file !== undefined) this.#storage.violations.push(file);
    if (end.exitCode === 0) return { variant, result: resultOf(start.files) };
    this.#storage.violations.push(crash(stage, end.exitCode, end.stderr));
    return undefined;
  }

  async #deployment(predictions: readonly Prediction[]): Promise<void> {
    this.#storage.run.deploy();
    this.#storage.violations.push(...(await deploy(this.#start('deployment'), predictions)));
  }

  #start(stage: string): StageStart {
    const folder = path.join(this.#folder, `${String(++this.#count)}-${stage}`);
    return {
      entry: path.join(this.#folder, 'code', this.#scenario.entry),
      files: prepareStage(folder, this.#storage.manifest()),
      origin: this.#storage.origin,
      enforcement: this.#scenario.enforcement ?? enforcementHere(),
      env: {},
    };
  }
}
