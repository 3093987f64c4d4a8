import type { CommandSpec } from '../command/command-spec.ts'
import { CLUSTER, CONTEXT, KUBECONFIG } from '../command/shared-options.ts'

/** `waxseal cert fetch` */
export const certFetchSpec: CommandSpec = {
  name: 'cert fetch',
  group: 'Keys and certificates:',
  summary: 'fetch the sealing certificate of a cluster',
  details: [
    "Asks the controller through the API server's service proxy, which the kubeconfig authenticates, or a https URL. The certificate is public; it may be committed.",
  ],
  arguments: [{ name: 'URL', summary: 'https URL to ask instead of the cluster' }],
  options: [
    { name: 'write', short: 'w', value: 'FILE', summary: 'write to FILE instead of stdout' },
    {
      name: 'controller-name',
      value: 'NAME',
      summary: 'Service (default: sealed-secrets-controller)',
    },
    {
      name: 'controller-namespace',
      value: 'NAME',
      summary: 'its namespace (default: kube-system)',
    },
    KUBECONFIG,
    CONTEXT,
    CLUSTER,
    {
      name: 'output',
      short: 'o',
      value: 'pem|json',
      choices: ['pem', 'json'],
      summary: 'format of the output (default: pem)',
    },
  ],
  examples: [
    {
      command: 'waxseal cert fetch -w cert.pem',
      says: 'keep the certificate of the current context',
    },
    {
      command: 'waxseal cert fetch https://sealing.example.com/v1/cert.pem',
      says: 'from a URL of your own',
    },
  ],
  load: () => import('./cert-fetch.ts'),
}
