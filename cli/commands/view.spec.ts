import type { CommandSpec } from '../command/command-spec.ts'
import { ALLOW_EXAMPLE_KEYS, KEY, REPORT_OUTPUT } from '../command/shared-options.ts'

/** `waxseal view` */
export const viewSpec: CommandSpec = {
  name: 'view',
  group: 'Sealing:',
  summary: 'list the items of a SealedSecret: name, size, sealing key, age',
  details: [
    'Needs no key. With --key each item is opened to see whether it can be, and --reveal prints the values. Fingerprint and age come from the waxseal.dev/items annotation, for items that still are what it describes.',
  ],
  arguments: [{ name: 'FILE', summary: 'YAML or JSON; `-` or nothing is stdin' }],
  options: [
    KEY,
    { name: 'reveal', summary: 'print the values; needs --key' },
    REPORT_OUTPUT,
    ALLOW_EXAMPLE_KEYS,
  ],
  examples: [
    { command: 'waxseal view app.yaml', says: 'what is in there, sealed with which key' },
    {
      command: 'waxseal view app.yaml --key sealing.key --reveal',
      says: 'the values too',
    },
  ],
  load: () => import('./view.ts'),
}
