import type { CommandSpec } from '../command/command-spec.ts'

/** `waxseal sandbox` */
export const sandboxSpec: CommandSpec = {
  name: 'sandbox',
  group: 'In the cluster:',
  summary: 'run a small Kubernetes API server to try things on',
  details: [
    'Everything is kept in memory and gone when it ends. It is for trying and testing, not for secrets of any worth. kubectl works on it with the kubeconfig it writes.',
  ],
  arguments: [],
  options: [
    { name: 'port', value: 'PORT', summary: 'port on 127.0.0.1 (default: a free one)' },
    { name: 'kubeconfig', value: 'FILE', summary: 'where to write the kubeconfig, mode 0600' },
  ],
  examples: [
    {
      command: 'waxseal sandbox --kubeconfig sandbox.kubeconfig',
      says: 'start it, then: kubectl --kubeconfig sandbox.kubeconfig get namespaces',
    },
    { command: 'waxseal sandbox --port 6443', says: 'on a port of your choice' },
  ],
  load: () => import('./sandbox.ts'),
}
