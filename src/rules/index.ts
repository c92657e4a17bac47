import type { Rule } from 'eslint';
import noCrossStageUpload from './no-cross-stage-upload.js';

/** Every rule of the plugin, by its name. */
export const rules: Readonly<Record<string, Rule.RuleModule>> = {
  'no-cross-stage-upload': noCrossStageUpload,
};
