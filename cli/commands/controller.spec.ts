import type { CommandSpec, OptionSpec } from '../command/command-spec.ts'
import { ALLOW_EXAMPLE_KEYS, CONTEXT } from '../command/shared-options.ts'

const option = (name: string, value: string, summary: string): OptionSpec => ({
  name,
  value,
  summary,
})

/** `waxseal controller`; upstream's flag names where it has the flag. */
export const controllerSpec: CommandSpec = {
  name: 'controller',
  group: 'In the cluster:',
  summary: 'run the controller, which turns SealedSecrets into Secrets',
  details: [
    'In a pod it uses the service account; anywhere else it needs --kubeconfig. It ends cleanly on SIGTERM and SIGINT.',
  ],
  arguments: [],
  options: [
    option('kubeconfig', 'FILE', 'kubeconfig; without it the service account of the pod is used'),
    CONTEXT,
    { ...option('namespace', 'NAME', 'where the sealing keys are kept'), short: 'n' },
    {
      ...option('all-namespaces', 'true|false', 'serve every namespace (default: true)'),
      choices: ['true', 'false'],
    },
    option(
      'additional-namespaces',
      'LIST',
      'serve these, separated by commas, and the own one only',
    ),
    option('listen-addr', 'IP:PORT', 'certificate and probes (default: :8080)'),
    option('listen-metrics-addr', 'IP:PORT', 'metrics (default: :8081)'),
    option('key-prefix', 'NAME', 'beginning of the names of key Secrets'),
    option('key-size', 'BITS', 'size of a generated key (default: 4096)'),
    option('key-ttl', 'DURATION', 'validity of a generated certificate (default: 87600h)'),
    option('my-cn', 'NAME', 'common name of a generated certificate (default: none)'),
    option('workers', 'NUMBER', 'SealedSecrets worked on at once'),
    {
      ...option('log-format', 'text|json', 'format of the log (default: text)'),
      choices: ['text', 'json'],
    },
    {
      ...option('log-level', 'LEVEL', 'debug, info (default), warn or error'),
      choices: ['debug', 'info', 'warn', 'error'],
    },
    ALLOW_EXAMPLE_KEYS,
  ],
  examples: [
    { command: 'waxseal controller', says: 'in a pod, as `waxseal install` sets it up' },
    {
      command:
        'waxseal controller --kubeconfig sandbox.kubeconfig --namespace kube-system --listen-addr 127.0.0.1:8080 --listen-metrics-addr 127.0.0.1:8081',
      says: 'on your machine, for a sandbox or a test cluster',
    },
  ],
  load: () => import('./controller.ts'),
}
