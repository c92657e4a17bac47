import type { Rule } from 'eslint';
import noCrossStageUpload from './no-cross-stage-upload.js';
import noDeploymentUpload from './no-deployment-upload.js';
import noOversizedUpload from './no-oversized-upload.js';
import noRunSpecificStoragePath from './no-run-specific-storage-path.js';
import noUnmatchedDownload from './no-unmatched-download.js';
import noStaleUploadUrl from './no-stale-upload-url.js';
import noWriteOutsideCwd from './no-write-outside-cwd.js';
import quoteShellUrls from './quote-shell-urls.js';
import requirePutUpload from './require-put-upload.js';
import requireSignedUploadUrl from './require-signed-upload-url.js';
import requireStoragePath from './require-storage-path.js';

/** Every rule of the plugin, by its name. */
export const rules: Readonly<Record<string, Rule.RuleModule>> = {
  'no-cross-stage-upload': noCrossStageUpload,
  'no-deployment-upload': noDeploymentUpload,
  'no-oversized-upload': noOversizedUpload,
  'no-run-specific-storage-path': noRunSpecificStoragePath,
  'no-stale-upload-url': noStaleUploadUrl,
  'no-unmatched-download': noUnmatchedDownload,
  'no-write-outside-cwd': noWriteOutsideCwd,
  'quote-shell-urls': quoteShellUrls,
  'require-put-upload': requirePutUpload,
  'require-signed-upload-url': requireSignedUploadUrl,
  'require-storage-path': requireStoragePath,
};
