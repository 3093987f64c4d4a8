import type { CommandSpec } from '../command/command-spec.ts'

/** `waxseal keys generate` */
export const keysGenerateSpec: CommandSpec = {
  name: 'keys generate',
  group: 'Keys and certificates:',
  summary: 'make a sealing key with its certificate',
  details: [
    'Writes NAME.key (mode 0600) and NAME.crt and never overwrites either. With --secret prints a key Secret as the controller keeps it, to be created in the controller namespace; that is plaintext, so it goes to a terminal only with --reveal.',
  ],
  arguments: [{ name: 'NAME', summary: 'path of the two files without their endings' }],
  options: [
    {
      name: 'bits',
      value: 'BITS',
      summary: 'size of the RSA key: 2048, 3072, 4096 (default) or 8192',
    },
    {
      name: 'common-name',
      value: 'NAME',
      summary: 'common name in the certificate (default: none)',
    },
    { name: 'valid-for', value: 'DAYS', summary: 'validity of the certificate (default: 3650)' },
    { name: 'secret', summary: 'print a key Secret instead of writing two files' },
    { name: 'namespace', short: 'n', value: 'NAME', summary: 'namespace of the key Secret' },
    {
      name: 'write',
      short: 'w',
      value: 'FILE',
      summary: 'write the key Secret to FILE, mode 0600',
    },
    {
      name: 'output',
      short: 'o',
      value: 'yaml|json',
      choices: ['yaml', 'json'],
      summary: 'format of the key Secret (default: yaml)',
    },
    { name: 'reveal', summary: 'print the key Secret even to a terminal' },
  ],
  examples: [
    { command: 'waxseal keys generate sealing', says: 'sealing.key and sealing.crt' },
    {
      command: 'waxseal keys generate --secret -n kube-system | kubectl create -f -',
      says: 'give the controller a key of your own making',
    },
  ],
  load: () => import('./keys-generate.ts'),
}
