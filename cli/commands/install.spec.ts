import type { CommandSpec } from '../command/command-spec.ts'
import { CONTEXT, KUBECONFIG } from '../command/shared-options.ts'

/** `waxseal install` */
export const installSpec: CommandSpec = {
  name: 'install',
  group: 'In the cluster:',
  summary: 'print or apply what the controller needs in a cluster',
  details: [
    'The CustomResourceDefinition, the least rights it can work with, the Deployment and its Services. Without --apply nothing is touched: read it, commit it, or pipe it to kubectl.',
  ],
  arguments: [],
  options: [
    {
      name: 'image',
      value: 'IMAGE',
      summary: 'container image of the controller (default: waxseal:VERSION, yours to build)',
    },
    {
      name: 'namespace',
      short: 'n',
      value: 'NAME',
      summary: 'where it runs and keeps its keys (default: kube-system)',
    },
    {
      name: 'name',
      value: 'NAME',
      summary: 'name of its objects (default: sealed-secrets-controller)',
    },
    { name: 'apply', conflicts: ['output'], summary: 'apply it to the cluster of the kubeconfig' },
    KUBECONFIG,
    CONTEXT,
    {
      name: 'output',
      short: 'o',
      value: 'yaml|json',
      choices: ['yaml', 'json'],
      summary: 'format of the output (default: yaml)',
    },
  ],
  examples: [
    {
      command: 'waxseal install --image registry.example.com/waxseal:0.1.0 > controller.yaml',
      says: 'the manifest, to review and commit',
    },
    {
      command:
        'waxseal install --image registry.example.com/waxseal:0.1.0 --apply --context staging',
      says: 'straight into a cluster',
    },
  ],
  load: () => import('./install.ts'),
}
