import type { OptionSpec } from './command-spec.ts'

/** Options that several commands take with one meaning. */
export const CERT: OptionSpec = {
  name: 'cert',
  value: 'FILE|URL',
  conflicts: ['cluster'],
  summary: 'certificate to seal with: a file or an https URL',
}

/** See {@link CERT}. */
export const CLUSTER: OptionSpec = {
  name: 'cluster',
  value: 'NAME',
  summary: 'a cluster of .waxseal.yaml, looked up from the file upwards',
}

/** See {@link CERT}. */
export const KEY: OptionSpec = {
  name: 'key',
  value: 'FILE',
  repeatable: true,
  summary: 'private key: PEM, or a key Secret in YAML or JSON; may be repeated',
}

/** See {@link CERT}. */
export const ALLOW_EXAMPLE_KEYS: OptionSpec = {
  name: 'allow-example-keys',
  summary: 'accept the published keys of keys-example/, for a trial only',
}

/** See {@link CERT}. */
export const KUBECONFIG: OptionSpec = {
  name: 'kubeconfig',
  value: 'FILE',
  summary: 'kubeconfig to use instead of $KUBECONFIG or ~/.kube/config',
}

/** See {@link CERT}. */
export const CONTEXT: OptionSpec = {
  name: 'context',
  value: 'NAME',
  summary: 'context of the kubeconfig',
}

/** The `-o` of a command that prints a manifest. */
export const MANIFEST_OUTPUT: OptionSpec = {
  name: 'output',
  short: 'o',
  value: 'yaml|json',
  choices: ['yaml', 'json'],
  summary: 'format of the output (default: yaml, or what the name after -w says)',
}

/** The `-o` of a command that prints a report. */
export const REPORT_OUTPUT: OptionSpec = {
  name: 'output',
  short: 'o',
  value: 'text|json',
  choices: ['text', 'json'],
  summary: 'format of the output (default: text)',
}
