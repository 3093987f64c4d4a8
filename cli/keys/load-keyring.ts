import { WaxsealError } from '../../src/errors.ts'
import { importSealingKey, Keyring, type KeyringEntry } from '../../src/index.ts'
import { assertNotExample, loadSealingKeys } from '../../toolkit/keys/index.ts'
import type { Options } from '../command/options.ts'
import { readUserFile } from '../input/user-file.ts'
import type { Io } from '../io.ts'
import { nameInError } from '../name-in-error.ts'

/** A backup of every key a cluster ever had is still far below this. */
const LIMIT_BYTES = 16 * 1024 * 1024

/**
 * The private keys of `--key`.
 *
 * @throws {@link WaxsealError} `ERR_USAGE` when none was named, `ERR_KEY_EXAMPLE`, and the errors of
 * reading, with the file in front
 */
export async function loadKeyring(options: Options, io: Io): Promise<Keyring> {
  const files = options.list('key')
  if (files.length === 0) {
    throw new WaxsealError('ERR_USAGE', 'no private key', {
      hint: 'give --key FILE; the controller keeps its keys as Secrets in its namespace',
    })
  }
  const entries: KeyringEntry[] = []
  for (const file of files) {
    const bytes = await readUserFile(file, LIMIT_BYTES, io)
    await nameInError(file, async () => {
      for (const { privateKeyPem } of loadSealingKeys(new TextDecoder().decode(bytes))) {
        // Without its certificate: a broken one is no reason not to recover what the key opens.
        const key = await importSealingKey({ privateKeyPem })
        assertNotExample(key, options.has('allow-example-keys'))
        entries.push({ key })
      }
    })
    bytes.fill(0)
  }
  return new Keyring(entries)
}
