import type { Canaries } from './canaries.ts'

/** One command line over files with canaries in them. */
export interface LeakCase {
  /** The command it is about, as in `cli/specs.ts`. */
  readonly of: string
  readonly args: readonly string[]
  readonly exitCode: number
  readonly input?: Buffer | string
  /** Written into the working folder before; may hold canaries. */
  readonly files?: Readonly<Record<string, Buffer | string>>
  /** Where values belong after this command: `stdout`, or the name of a file it writes. */
  readonly holds?: readonly string[]
}

const SEAL = ['--cert', 'sealing.crt']
const KEY = ['--key', 'sealing.key']

const broken = (value: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: b}\nstringData:\n  one: "${value}\n two: {\n`

const secret = (items: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: b\n${items}`

/**
 * The cases that need no cluster. The working folder holds `secret.yaml` with every canary,
 * `sealed.yaml` made from it, and a sealing key as `sealing.key` and `sealing.crt`.
 */
export function cliCases({ values }: Canaries): LeakCase[] {
  const plain = (values.get('plain') ?? '').toString()
  const lines = values.get('lines') ?? Buffer.alloc(0)
  return [...sealCases(plain), ...otherCases(plain, lines)]
}

function sealCases(plain: string): LeakCase[] {
  const seal = (exitCode: number, text: string): LeakCase => ({
    of: 'seal',
    args: ['seal', 'bad.yaml', ...SEAL],
    files: { 'bad.yaml': text },
    exitCode,
  })
  return [
    { of: 'seal', args: ['seal', 'secret.yaml', ...SEAL], exitCode: 0 },
    { of: 'seal', args: ['seal', '-i', 'secret.yaml', ...SEAL], exitCode: 0 },
    { of: 'seal', args: ['seal', 'secret.yaml', ...SEAL, '-w', 'out.yaml'], exitCode: 0 },
    { of: 'seal', args: ['seal', 'secret.yaml', ...SEAL, '-o', 'json'], exitCode: 0 },
    {
      of: 'seal',
      args: ['seal', 'secret.yaml', ...SEAL, '-w', 'no/such/folder.yaml'],
      exitCode: 2,
    },
    { of: 'seal', args: ['seal', 'secret.yaml', ...SEAL, '--scope', 'wide'], exitCode: 2 },
    { of: 'seal', args: ['seal', 'secret.yaml'], exitCode: 2 },
    { of: 'seal', args: ['seal', 'secret.yaml', '--cert', 'secret.yaml'], exitCode: 4 },
    { of: 'seal', args: ['seal', 'secret.yaml', ...SEAL, '--namespace', 'other'], exitCode: 3 },
    { of: 'seal', args: ['seal', ...SEAL], input: broken(plain), exitCode: 3 },
    { of: 'seal', args: ['seal', ...SEAL, '-o', 'json'], input: broken(plain), exitCode: 3 },
    seal(3, plain),
    seal(3, `{"stringData": {"one": "${plain}"`),
    seal(3, broken(plain)),
    seal(3, secret(`stringData:\n  one: ${plain}\n  one: ${plain}\n`)),
    seal(3, secret(`stringData:\n  one: [${plain}]\n`)),
    seal(3, secret(`stringData: ${plain}\n`)),
    seal(3, secret(`data:\n  one: ${plain}-not-base64\n`)),
    seal(3, secret(`stringData:\n  one: &a ${plain}\n  two: *b\n`)),
    seal(3, secret(`stringData:\n  one: !!binary ${plain}-\n`)),
    seal(3, secret(`stringData:\n  one: ${plain}\n  ${plain}\n`)),
    seal(3, secret(`stringData:\n\t${plain}: 1\n`)),
    seal(0, secret(`stringData:\n  one: new # was ${plain}\n  # ${plain}\n`)),
  ]
}

function leak(of: string, exitCode: number, ...args: string[]): LeakCase {
  return { of, args, exitCode }
}

function otherCases(plain: string, lines: Buffer): LeakCase[] {
  return [
    { ...leak('unseal', 0, 'unseal', 'sealed.yaml', ...KEY), holds: ['stdout'] },
    { ...leak('unseal', 0, 'unseal', 'sealed.yaml', ...KEY, '-o', 'json'), holds: ['stdout'] },
    { ...leak('unseal', 0, 'unseal', 'sealed.yaml', ...KEY, '-w', 'o.yaml'), holds: ['o.yaml'] },
    leak('unseal', 2, 'unseal', 'sealed.yaml', ...KEY, '-w', 'no/such/folder.yaml'),
    leak('unseal', 2, 'unseal', 'sealed.yaml'),
    leak('unseal', 4, 'unseal', 'sealed.yaml', '--key', 'secret.yaml'),
    leak('unseal', 4, 'unseal', 'sealed.yaml', '--key', 'sealing.crt'),
    leak('unseal', 3, 'unseal', 'secret.yaml', ...KEY),
    leak('unseal', 3, 'unseal', 'sealing.key', ...KEY),
    { ...leak('unseal', 3, 'unseal', ...KEY), input: broken(plain) },
    leak('view', 0, 'view', 'sealed.yaml'),
    leak('view', 0, 'view', 'sealed.yaml', ...KEY),
    leak('view', 0, 'view', 'sealed.yaml', '-o', 'json', ...KEY),
    { ...leak('view', 0, 'view', 'sealed.yaml', '--reveal', ...KEY), holds: ['stdout'] },
    leak('view', 3, 'view', 'secret.yaml'),
    { ...leak('view', 3, 'view'), input: broken(plain) },
    { ...leak('set', 0, 'set', 'sealed.yaml', 'one', ...SEAL), input: lines },
    { ...leak('set', 0, 'set', 'sealed.yaml', 'one', ...SEAL, '-o', 'json'), input: lines },
    { ...leak('set', 2, 'set', 'sealed.yaml', 'one'), input: lines },
    { ...leak('set', 3, 'set', 'sealed.yaml', 'not a key', ...SEAL), input: lines },
    { ...leak('set', 3, 'set', 'secret.yaml', 'one', ...SEAL), input: lines },
    leak('set', 2, 'set', 'sealed.yaml', 'one', plain, ...SEAL),
    leak('set', 2, 'set', 'sealed.yaml', 'one', '--value', plain, ...SEAL),
    leak('set', 2, 'set', 'sealed.yaml', 'one', `--value=${plain}`, ...SEAL),
    {
      ...leak('set', 0, 'set', 'sealed.yaml', 'one', '--from-file', 'value', ...SEAL),
      files: { value: lines },
    },
    leak('cert show', 0, 'cert', 'show', 'sealing.crt'),
    leak('cert show', 4, 'cert', 'show', 'secret.yaml'),
    leak('cert show', 4, 'cert', 'show', 'sealing.key'),
    leak('cert fetch', 2, 'cert', 'fetch', '--kubeconfig', 'secret.yaml'),
    leak('cert fetch', 2, 'cert', 'fetch', '--kubeconfig', 'sealing.key'),
    leak(
      'install',
      2,
      'install',
      '--image',
      'example.com/a',
      '--apply',
      '--kubeconfig',
      'secret.yaml',
    ),
    leak('keys generate', 2, 'keys', 'generate', 'sealing', '--bits', '2048'),
    leak('keys generate', 2, 'keys', 'generate', 'no/such/folder', '--bits', '2048'),
    leak('controller', 2, 'controller', '--kubeconfig', 'secret.yaml', '--namespace', 'a'),
    leak('sandbox', 2, 'sandbox', '--kubeconfig', 'no/such/folder/kubeconfig'),
  ]
}
