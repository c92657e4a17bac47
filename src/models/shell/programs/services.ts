/** Programs with commands of their own: git, and clients of storage services (C5). */
import { unlocated } from '../located.js';
import type { Invocation } from '../machine.js';
import { optionOf, optionsOf, readArguments, type OptionSyntax } from '../options.js';
import { changeTo } from '../state.js';
import { addWork } from '../work.js';
import { write, writeLocal, type Program } from './program.js';

const GIT: OptionSyntax = { values: 'C: c: :git-dir :work-tree :namespace :exec-path', leading: true };
const CLONE: OptionSyntax = {
  values:
    'b:branch o:origin c:config u:upload-pack j:jobs :depth :reference :template :separate-git-dir :filter :shallow-since ' +
    ':shallow-exclude :bundle-uri :server-option',
};

const GIT_OUTPUT: OptionSyntax = {
  values: 'o:output b: B: :output-directory :format :prefix :remote :template :initial-branch :object-format :separate-git-dir',
};

function runGit(call: Invocation, command: string): void {
  const args = readArguments(command === 'clone' ? CLONE : GIT_OUTPUT, call.words);
  const { operands } = args;
  switch (command) {
    case 'clone':
      write(call, operands.length > 1 ? operands[1]?.value : unlocated('.'));
      write(call, optionOf(args, 'separate-git-dir')?.value);
      return;
    case 'init':
      write(call, operands[0]?.value ?? unlocated('.'));
      return;
    case 'worktree':
      if (operands[0]?.value.text === 'add') write(call, operands[1]?.value);
      return;
    case 'bundle':
      if (operands[0]?.value.text === 'create') write(call, operands[1]?.value);
      return;
    case 'archive':
    case 'format-patch':
      write(call, optionOf(args, 'output', 'output-directory')?.value);
      return;
    case 'submodule':
      if (operands[0]?.value.text === 'update') write(call, unlocated('.'));
      return;
    case 'pull':
    case 'checkout':
      write(call, unlocated('.'));
      return;
    default:
  }
}

export const git: Program = (call) => {
  const { machine } = call;
  const args = readArguments(GIT, call.words);
  const [command, ...words] = args.operands;
  if (command === undefined) return;
  const frame = optionsOf(args, 'C').reduce(
    (current, { value }) => (value === undefined ? current : { ...current, state: changeTo(machine.symbols, current.state, value) }),
    call.frame,
  );
  runGit({ ...call, frame, words }, command.value.text);
  if (/^(clone|pull|fetch|push|submodule|lfs)$/.test(command.value.text)) addWork(call);
};

const CLOUD: OptionSyntax = {
  values:
    ':acl :exclude :include :region :profile :endpoint-url :storage-class :expires :sse :sse-kms-key-id :content-type :cache-control ' +
    ':metadata :metadata-directive :page-size :output :query :color :ca-bundle :cli-read-timeout :cli-connect-timeout :request-payer ' +
    ':bucket :key :range :version-id :project :account :configuration :log-http o: h: x:exclude-from :transfers :checkers :config ' +
    ':account-name :account-key :sas-token :container-name c:container-name n:name f:file d:destination :pattern :source s:source',
};

/** Behind these words stand the source and the destination. */
const COPIES: Readonly<Record<string, readonly string[]>> = {
  aws: ['s3 cp', 's3 mv', 's3 sync'],
  gsutil: ['cp', 'mv', 'rsync'],
  gcloud: ['storage cp', 'storage mv', 'storage rsync'],
  rclone: ['copy', 'copyto', 'move', 'moveto', 'sync'],
  docker: ['cp', 'container cp'],
  podman: ['cp', 'container cp'],
  kubectl: ['cp'],
  s3cmd: ['get', 'sync'],
};

/** Copies between a service and the disk: the destination, if it is local. */
export const cloud: Program = (call) => {
  const { operands } = readArguments(CLOUD, call.words);
  addWork(call);
  const words = operands.map(({ value }) => value.text);
  const copy = COPIES[call.name]?.find((each) => words.slice(0, each.split(' ').length).join(' ') === each);
  if (copy === undefined) {
    if (words[0] === 's3api' && words[1] === 'get-object') writeLocal(call, operands[2]?.value);
    return;
  }
  const rest = operands.slice(copy.split(' ').length);
  if (rest.length > 1) writeLocal(call, rest.at(-1)?.value);
};

export const CLOUD_CLIENTS: readonly string[] = Object.keys(COPIES);

const HUB: OptionSyntax = { values: ':local-dir :cache-dir :revision :repo-type :include :exclude :token' };

/** `hf download repo --local-dir folder` */
export const hub: Program = (call) => {
  const args = readArguments(HUB, call.words);
  addWork(call);
  if (args.operands[0]?.value.text !== 'download') return;
  for (const option of optionsOf(args, 'local-dir', 'cache-dir')) write(call, option.value);
};

const KAGGLE: OptionSyntax = { values: 'p:path f:file c:competition d:dataset w:' };

export const kaggle: Program = (call) => {
  const args = readArguments(KAGGLE, call.words);
  addWork(call);
  const downloads = args.operands.some(({ value }) => value.text === 'download' || value.text === 'pull' || value.text === 'output');
  if (downloads) write(call, optionOf(args, 'path')?.value ?? unlocated('.'));
};

const BUILD: OptionSyntax = { values: 'o', words: true };

/** `go build -o file` */
export const go: Program = (call) => {
  const args = readArguments(BUILD, call.words);
  addWork(call);
  if (args.operands[0]?.value.text === 'build') write(call, optionOf(args, 'o')?.value);
};
