import type { CommandSpec } from '../command/command-spec.ts'
import { CLUSTER, REPORT_OUTPUT } from '../command/shared-options.ts'

/** `waxseal cert show` */
export const certShowSpec: CommandSpec = {
  name: 'cert show',
  group: 'Keys and certificates:',
  summary: 'show fingerprint, size and validity of a sealing certificate',
  details: ['Warns when the certificate has expired or will within 30 days.'],
  arguments: [{ name: 'FILE|URL', summary: 'PEM file, https URL, or `-` for stdin' }],
  options: [CLUSTER, REPORT_OUTPUT],
  examples: [
    { command: 'waxseal cert show cert.pem', says: 'a certificate in a file' },
    { command: 'waxseal cert show --cluster prod -o json', says: 'the one of a cluster, as JSON' },
  ],
  load: () => import('./cert-show.ts'),
}
