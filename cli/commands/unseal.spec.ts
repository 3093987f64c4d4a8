import type { CommandSpec } from '../command/command-spec.ts'
import { ALLOW_EXAMPLE_KEYS, KEY, MANIFEST_OUTPUT } from '../command/shared-options.ts'

/** `waxseal unseal` */
export const unsealSpec: CommandSpec = {
  name: 'unseal',
  group: 'Sealing:',
  summary: 'turn SealedSecrets back into Secrets with the private key',
  details: [
    'For recovery, without a cluster. Every SealedSecret of the file becomes a v1 Secret; other documents are left out. The output holds plaintext: it goes to a file of mode 0600 (-w) or to a pipe, and to a terminal only with --reveal.',
  ],
  arguments: [{ name: 'FILE', summary: 'YAML or JSON; `-` or nothing is stdin' }],
  options: [
    KEY,
    { name: 'write', short: 'w', value: 'FILE', summary: 'write to FILE, mode 0600' },
    MANIFEST_OUTPUT,
    { name: 'reveal', summary: 'print plaintext even to a terminal' },
    ALLOW_EXAMPLE_KEYS,
  ],
  examples: [
    {
      command: 'waxseal unseal db.yaml --key sealing.key -w secret.yaml',
      says: 'recover a Secret into a file only you can read',
    },
    {
      command: 'waxseal unseal db.yaml --key keys-backup.yaml | kubectl apply -f -',
      says: 'recover straight into a cluster, with a backup of all key Secrets',
    },
  ],
  load: () => import('./unseal.ts'),
}
