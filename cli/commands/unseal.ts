import type { ExitCode } from '../../src/errors.ts'
import {
  disposeUnsealed,
  type Keyring,
  parseSealedSecret,
  toSecretManifest,
  unsealSecret,
} from '../../src/index.ts'
import { formatYaml } from '../../toolkit/documents/index.ts'
import { secretTemplateRenderer } from '../../toolkit/secret-template/index.ts'
import type { Options } from '../command/options.ts'
import { readInput } from '../input/read-input.ts'
import type { Io } from '../io.ts'
import { loadKeyring } from '../keys/load-keyring.ts'
import { readSealed } from '../manifest/read-sealed.ts'
import { nameInError } from '../name-in-error.ts'
import { manifestFormat } from '../output/manifest-format.ts'
import { note } from '../output/talk.ts'
import { refuseTerminal, writePlaintext } from '../output/write-plaintext.ts'
import { formatJson } from '../output/format-json.ts'

/** `waxseal unseal` */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  refuseTerminal(options, io)
  const keyring = await loadKeyring(options, io)
  const file = await readInput(options.positionals[0], io)
  const { sealed, others } = await nameInError(file.name, () => readSealed(file.bytes, file.name))
  const secrets: Record<string, unknown>[] = []
  for (const document of sealed) {
    secrets.push(await nameInError(file.name, () => unsealDocument(document.value, keyring)))
  }
  const isJson = sealed.every((document) => document.format === 'json')
  const text =
    manifestFormat(options, isJson ? 'json' : 'yaml') === 'json'
      ? secrets.map((secret) => formatJson(secret)).join('')
      : secrets.map((secret) => formatYaml(secret)).join('---\n')
  await writePlaintext(text, options, io)
  if (others > 0)
    await note(
      io,
      `${file.name}: left out ${others} other ${others === 1 ? 'document' : 'documents'}`,
    )
  return 0
}

async function unsealDocument(value: unknown, keyring: Keyring): Promise<Record<string, unknown>> {
  const unsealed = await unsealSecret(parseSealedSecret(value), keyring, {
    acceptLegacyData: true,
    renderer: secretTemplateRenderer,
  })
  try {
    return toSecretManifest(unsealed)
  } finally {
    disposeUnsealed(unsealed)
  }
}
