import { type Certificate, importSealingKey, Keyring, parseCertificate } from '../../src/index.ts'
import { type GeneratedKey, generateSealingKey } from '../../toolkit/keys/index.ts'
import { NOW } from './memory-io.ts'

/** A sealing key made for one test file. */
export interface SealingPair extends GeneratedKey {
  readonly certificate: Certificate
  readonly keyring: Keyring
}

/** Makes a small key; its certificate is valid for the 90 days after `NOW`. */
export async function sealingPair(): Promise<SealingPair> {
  const generated = await generateSealingKey({
    bits: 2048,
    commonName: 'test',
    validFrom: new Date(NOW.getTime() - 3_600_000),
    validForSeconds: 90 * 86_400,
  })
  return {
    ...generated,
    certificate: await parseCertificate(generated.certificatePem),
    keyring: new Keyring([{ key: await importSealingKey(generated) }]),
  }
}

/** A sealed text with what differs from run to run replaced by a word. */
export function withoutRandomness(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{64} \S+Z [0-9a-f]{64}/g, 'ENTRY')
    .replaceAll(/[A-Za-z0-9+/]{300,}={0,2}/g, 'SEALED')
}
