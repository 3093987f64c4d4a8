import type { ExitCode } from '../../src/errors.ts'
import { parseSealedSecret } from '../../src/index.ts'
import type { YamlDocument } from '../../toolkit/documents/index.ts'
import { findCertificate } from '../certificate/find-certificate.ts'
import { vetCertificate } from '../certificate/vet-certificate.ts'
import type { Options } from '../command/options.ts'
import { readInput } from '../input/read-input.ts'
import { readValue } from '../input/read-value.ts'
import { writeUserFile } from '../input/user-file.ts'
import type { Io } from '../io.ts'
import { readSealed, type SealedDocuments } from '../manifest/read-sealed.ts'
import { itemTarget, setItem } from '../manifest/set-item.ts'
import { nameInError } from '../name-in-error.ts'
import { note } from '../output/talk.ts'

/** `waxseal set`: everything is checked before the value is asked for. */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  const item = options.positional(1)
  if (options.positional(0) === '-') {
    throw options.error('set changes a file, stdin is for the value')
  }
  const file = await readInput(options.positional(0), io)
  const path = file.path ?? ''
  const { stream, target } = await nameInError(file.name, () => {
    const found = readSealed(file.bytes, file.name)
    return { stream: found.stream, target: itemTarget(choose(found, options)) }
  })
  const choice = { cert: options.text('cert'), cluster: options.text('cluster'), target: path }
  const { certificate } = await findCertificate(choice, io)
  await vetCertificate(certificate, options, io)
  using plaintext = await readValue(item, options.text('from-file'), io)
  const change = { item, plaintext, certificate, at: io.now() }
  const done = await nameInError(file.name, () => setItem(target, change))
  await writeUserFile(file.name, stream.toString(), {}, io)
  const { fingerprint } = certificate
  if (options.text('output') === 'json') {
    const report = { file: file.name, item, change: done, fingerprint }
    await io.stdout.write(`${JSON.stringify(report)}\n`)
  } else {
    await note(io, `${done} ${item} in ${file.name}, sealed for key ${short(fingerprint)}`)
  }
  return 0
}

/** The one SealedSecret that is meant. */
function choose({ sealed }: SealedDocuments, options: Options): YamlDocument {
  const name = options.text('name')
  const [first, ...more] = sealed.filter(
    (document) => name === undefined || parseSealedSecret(document.value).metadata.name === name,
  )
  if (first === undefined) {
    throw options.error(`the file holds no SealedSecret of the name given with --name`)
  }
  if (more.length === 0) return first
  throw options.error(
    `the file holds ${more.length + 1} SealedSecrets`,
    'say which one with --name NAME',
  )
}

/** Enough of a fingerprint to recognise a key by. */
function short(fingerprint: string): string {
  return fingerprint.slice(0, 12)
}
