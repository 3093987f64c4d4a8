import { unlink } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type ExitCode, WaxsealError } from '../../src/errors.ts'
import { parseCertificate } from '../../src/index.ts'
import { type GeneratedKey, generateSealingKey } from '../../toolkit/keys/index.ts'
import type { Options } from '../command/options.ts'
import { readWholeNumber } from '../command/read-number.ts'
import { writeUserFile } from '../input/user-file.ts'
import type { Io } from '../io.ts'
import { note } from '../output/talk.ts'
import { refuseTerminal, writeNewPlaintext } from '../output/write-plaintext.ts'
import { formatJson } from '../output/format-json.ts'

const PRIVATE_MODE = 0o600
const PUBLIC_MODE = 0o644
const DEFAULT_BITS = 4096
/** As upstream: ten years, leap days left out. */
const DEFAULT_DAYS = 3650
const BITS = { least: 2048, most: 8192 }
/** A certificate's time has four digits for the year. */
const DAYS = { least: 1, most: 365 * 1000 }
const DAY_SECONDS = 24 * 60 * 60

/** `waxseal keys generate` */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  refuseUnclear(options)
  if (options.has('secret')) refuseTerminal(options, io)
  const bits = readWholeNumber(options, 'bits', BITS)
  const days = readWholeNumber(options, 'valid-for', DAYS)
  const generated = await generateSealingKey({
    bits: bits ?? DEFAULT_BITS,
    commonName: options.text('common-name') ?? '',
    validFrom: io.now(),
    validForSeconds: (days ?? DEFAULT_DAYS) * DAY_SECONDS,
  })
  if (options.has('secret')) await writeSecret(generated, options, io)
  else await writeFiles(generated, options.positional(0), io)
  const { fingerprint } = await parseCertificate(generated.certificatePem)
  await note(io, `fingerprint ${fingerprint}`)
  return 0
}

function refuseUnclear(options: Options): void {
  const asSecret = options.has('secret')
  if (asSecret === options.positionals.length > 0) {
    throw options.error('give either NAME for two files or --secret')
  }
  if (asSecret && !options.has('namespace')) {
    throw new WaxsealError('ERR_NAMESPACE_MISSING', 'a key Secret needs a namespace', {
      hint: "give the controller's with --namespace, such as kube-system",
    })
  }
  const useless = ['namespace', 'write', 'output', 'reveal'].find((name) => options.has(name))
  if (!asSecret && useless !== undefined) {
    throw options.error(`--${useless} needs --secret`)
  }
}

async function writeSecret(generated: GeneratedKey, options: Options, io: Io): Promise<void> {
  const { buildKeySecret, DEFAULT_KEY_PREFIX } = await import('../../toolkit/sealing-keys/index.ts')
  const secret = buildKeySecret({
    namespace: options.text('namespace') ?? '',
    prefix: DEFAULT_KEY_PREFIX,
    ...generated,
  })
  if (options.text('output') === 'json') {
    return writeNewPlaintext(formatJson(secret), options, io)
  }
  const { formatYaml } = await import('../../toolkit/documents/index.ts')
  return writeNewPlaintext(formatYaml(secret), options, io)
}

/** Both files or none. */
async function writeFiles(generated: GeneratedKey, name: string, io: Io): Promise<void> {
  const certificate = { mode: PUBLIC_MODE, exclusive: true }
  await writeUserFile(`${name}.crt`, generated.certificatePem, certificate, io)
  try {
    const key = { mode: PRIVATE_MODE, exclusive: true }
    await writeUserFile(`${name}.key`, generated.privateKeyPem, key, io)
  } catch (error) {
    await unlink(resolve(io.cwd, `${name}.crt`))
    throw error
  }
  await note(io, `wrote ${name}.key (keep it secret) and ${name}.crt`)
}
