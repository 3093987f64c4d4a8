import { resolve } from 'node:path'
import type { ExitCode } from '../../src/errors.ts'
import { parseScope } from '../../src/index.ts'
import { findCertificate, type SealingSettings } from '../certificate/find-certificate.ts'
import { vetCertificate } from '../certificate/vet-certificate.ts'
import type { Options } from '../command/options.ts'
import { type InputFile, readInput } from '../input/read-input.ts'
import { writeUserFile } from '../input/user-file.ts'
import type { Io } from '../io.ts'
import { joinSealed } from '../manifest/join-sealed.ts'
import { type SealedText, sealText } from '../manifest/seal-text.ts'
import { mapBounded, type Outcome } from '../map-bounded.ts'
import { nameInError } from '../name-in-error.ts'
import { manifestFormat } from '../output/manifest-format.ts'
import { reportError } from '../output/report-error.ts'
import { note, warn } from '../output/talk.ts'

/** Files read and sealed at once: enough to keep disk and cores busy. */
const AT_ONCE = 16
/** A sealed file is made to be committed and read by all. */
const SEALED_MODE = 0o644

interface SealedFile {
  readonly file: InputFile
  readonly sealed: SealedText
}

/** `waxseal seal`: everything is sealed before anything is written. */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  const files = options.positionals
  if (options.has('in-place') && (files.length === 0 || files.includes('-'))) {
    throw options.error('--in-place needs files, it cannot replace stdin')
  }
  const seal = createSealer(options, io)
  const outcomes = await mapBounded(files.length === 0 ? [undefined] : files, AT_ONCE, seal)
  const failure = await reportFailures(outcomes, io)
  if (failure !== 0) return failure
  return write(
    outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])),
    options,
    io,
  )
}

/** Tells of every failure once; the first one decides the exit code, 0 stands for none. */
async function reportFailures(outcomes: readonly Outcome<unknown>[], io: Io): Promise<ExitCode> {
  const told = new Set<string>()
  let code: ExitCode = 0
  for (const outcome of outcomes) {
    // Files that share a certificate share what is wrong with it.
    if (outcome.ok || told.has(String(outcome.error))) continue
    told.add(String(outcome.error))
    const failure = await reportError(outcome.error, io)
    code ||= failure
  }
  return code
}

function createSealer(options: Options, io: Io): (file: string | undefined) => Promise<SealedFile> {
  const scope = options.text('scope')
  const request = {
    scope: scope === undefined ? undefined : parseScope(scope),
    namespace: options.text('namespace'),
    name: options.text('name'),
    allowEmpty: options.has('allow-empty-data'),
    at: io.now(),
  }
  const settingsOf = createSettingsFinder(options, io)
  return async (name) => {
    const file = await readInput(name, io)
    const settings = await settingsOf(file.path ?? io.cwd)
    const sealed = await nameInError(file.name, () =>
      sealText(file.bytes, file.name, { ...request, ...settings }),
    )
    file.bytes.fill(0)
    return { file, sealed }
  }
}

/** Files of one run mostly share one certificate: it is read, and warned of, once. */
function createSettingsFinder(
  options: Options,
  io: Io,
): (target: string) => Promise<SealingSettings> {
  const known = new Map<string, Promise<SealingSettings>>()
  const find = async (target: string): Promise<SealingSettings> => {
    const choice = { cert: options.text('cert'), cluster: options.text('cluster'), target }
    const settings = await findCertificate(choice, io)
    await vetCertificate(settings.certificate, options, io)
    return settings
  }
  return (target) => {
    const key = options.has('cert') ? '' : resolve(target, '..')
    const settings = known.get(key) ?? find(target)
    known.set(key, settings)
    return settings
  }
}

async function write(results: readonly SealedFile[], options: Options, io: Io): Promise<ExitCode> {
  for (const { file, sealed } of results) {
    for (const warning of sealed.warnings) await warn(io, `${file.name}: ${warning}`)
  }
  if (options.has('in-place')) {
    const outcomes = await mapBounded(results, AT_ONCE, ({ file, sealed }) =>
      writeUserFile(file.name, sealed.text, {}, io),
    )
    const failure = await reportFailures(outcomes, io)
    if (failure !== 0) return failure
  } else {
    const parts = results.map(({ sealed }) => sealed)
    const isJson = parts.every((part) => part.format === 'json')
    const text = await joinSealed(parts, manifestFormat(options, isJson ? 'json' : 'yaml'))
    const target = options.text('write')
    if (target === undefined) {
      await io.stdout.write(text)
      return 0
    }
    await writeUserFile(target, text, { mode: SEALED_MODE }, io)
  }
  await note(io, summary(results))
  return 0
}

function summary(results: readonly SealedFile[]): string {
  const secrets = results.reduce((sum, { sealed }) => sum + sealed.secrets, 0)
  const items = results.reduce((sum, { sealed }) => sum + sealed.items, 0)
  const files = results.length === 1 ? '' : ` in ${results.length} files`
  return `sealed ${count(items, 'value')} of ${count(secrets, 'Secret')}${files}`
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
