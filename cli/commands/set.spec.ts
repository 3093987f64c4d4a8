import type { CommandSpec } from '../command/command-spec.ts'
import { ALLOW_EXAMPLE_KEYS, CERT, CLUSTER, REPORT_OUTPUT } from '../command/shared-options.ts'

/** `waxseal set` */
export const setSpec: CommandSpec = {
  name: 'set',
  group: 'Sealing:',
  summary: 'add or replace one value of a SealedSecret file',
  details: [
    'Only the item and its line in the waxseal.dev/items annotation change; everything else in the file stays byte for byte. Scope, name and namespace are those of the file.',
    'The value is asked for without echo, or read from stdin when that is no terminal, or from a file. It is never taken from the command line. Nothing is cut off: a newline at the end of stdin or of the file belongs to the value (a note says so for stdin); the Enter that ends the prompt does not.',
  ],
  arguments: [
    { name: 'FILE', required: true, summary: 'a SealedSecret, YAML or JSON' },
    { name: 'KEY', required: true, summary: 'name of the item' },
  ],
  options: [
    CERT,
    CLUSTER,
    { name: 'from-file', value: 'FILE', summary: 'take the value from FILE, byte for byte' },
    { name: 'name', value: 'NAME', summary: 'which SealedSecret, when the file holds several' },
    REPORT_OUTPUT,
    ALLOW_EXAMPLE_KEYS,
  ],
  surplusHint: 'a value is never taken from the command line; leave it out to be asked for it',
  examples: [
    {
      command: 'waxseal set app.yaml DB_PASSWORD --cert cert.pem',
      says: 'ask for the value and seal it into the file',
    },
    {
      command: 'openssl rand -hex 32 | tr -d "\\n" | waxseal set app.yaml API_TOKEN --cluster prod',
      says: 'seal a value that nobody has seen',
    },
  ],
  load: () => import('./set.ts'),
}
