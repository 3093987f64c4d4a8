import type { ExitCode } from '../../src/errors.ts'
import {
  encodeBase64,
  parseSealedSecret,
  scopeOf,
  type SealedSecret,
  type Unsealer,
} from '../../src/index.ts'
import type { Plaintext } from '../../src/plaintext.ts'
import type { Options } from '../command/options.ts'
import { readInput } from '../input/read-input.ts'
import type { Io } from '../io.ts'
import { loadKeyring } from '../keys/load-keyring.ts'
import { describeItems, type ItemReport } from '../manifest/describe-items.ts'
import { readSealed } from '../manifest/read-sealed.ts'
import { nameInError } from '../name-in-error.ts'
import { escapeControls } from '../output/escape-controls.ts'
import { formatAge } from '../output/format-age.ts'
import { formatJson } from '../output/format-json.ts'
import { formatTable } from '../output/format-table.ts'

interface SecretReport {
  readonly sealed: SealedSecret
  readonly items: readonly ItemReport[]
}

/** `waxseal view`; ends with 4 when a key was given and an item did not open. */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  const reveal = options.has('reveal')
  if (reveal && !options.has('key')) {
    throw options.error('--reveal needs a private key', 'give it with --key FILE')
  }
  const keyring = options.has('key') ? await loadKeyring(options, io) : undefined
  const file = await readInput(options.positionals[0], io)
  const reports = await nameInError(file.name, () => describe(file.bytes, file.name, keyring))
  const text =
    options.text('output') === 'json'
      ? formatJson(reports.map((report) => toJson(report, reveal)))
      : reports.map((report) => toText(report, reveal, io.now())).join('\n')
  await io.stdout.write(text)
  const items = reports.flatMap((report) => report.items)
  for (const { value } of items) value?.dispose()
  return items.some((item) => item.opens === false) ? 4 : 0
}

async function describe(
  bytes: Uint8Array,
  name: string,
  unsealer: Unsealer | undefined,
): Promise<SecretReport[]> {
  const reports: SecretReport[] = []
  for (const document of readSealed(bytes, name).sealed) {
    const sealed = parseSealedSecret(document.value, { lenient: true })
    reports.push({ sealed, items: await describeItems(sealed, unsealer) })
  }
  return reports
}

function toText({ sealed, items }: SecretReport, reveal: boolean, now: Date): string {
  const { name, namespace, annotations } = sealed.metadata
  const title = `${namespace ?? '(no namespace)'}/${name ?? '(no name)'}`
  const head = escapeControls(
    `${title}  ${scopeOf(annotations)}  ${sealed.template.type ?? 'Opaque'}`,
  )
  const tried = items.some((item) => item.opens !== undefined)
  const columns = ['ITEM', 'BYTES', 'KEY', 'AGE', ...(tried ? ['VALUE'] : [])]
  const rows = items.map((item) => [
    escapeControls(item.item),
    item.bytes === undefined ? 'malformed' : String(item.bytes),
    keyOf(item),
    item.sealedAt === undefined ? '-' : formatAge(item.sealedAt, now),
    ...(tried ? [valueOf(item, reveal)] : []),
  ])
  return `${head}\n${formatTable([columns, ...rows])}`
}

function keyOf({ fingerprint, bits }: ItemReport): string {
  if (fingerprint !== undefined) return fingerprint.slice(0, 12)
  return bits === undefined ? '-' : `unknown, RSA ${bits}`
}

function valueOf({ value }: ItemReport, reveal: boolean): string {
  if (value === undefined) return '(does not open)'
  if (!reveal) return '********'
  const text = value.toText()
  return text === undefined ? '(binary, see -o json)' : escapeControls(text)
}

function toJson({ sealed, items }: SecretReport, reveal: boolean): Record<string, unknown> {
  const { name, namespace, annotations } = sealed.metadata
  return {
    name,
    namespace,
    scope: scopeOf(annotations),
    type: sealed.template.type,
    items: items.map(({ item, bytes, bits, fingerprint, sealedAt, opens, value }) => ({
      item,
      bytes,
      bits,
      fingerprint,
      sealedAt,
      opens,
      ...(reveal && value !== undefined ? revealed(value) : {}),
    })),
  }
}

/** Text as text; other bytes as base64, so that nothing is lost. */
function revealed(value: Plaintext): Record<string, string> {
  const text = value.toText()
  return text === undefined ? { valueBase64: value.use(encodeBase64) } : { value: text }
}
