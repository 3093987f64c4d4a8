import { importSealingKey, Keyring } from '../../src/index.ts'
import { keyVector, rsa8192 } from './vectors.ts'

const rings = new Map<string, Promise<Keyring>>()

/** The keyring with the one key of the vectors that has this name; imported once. */
export function keyringOf(name: string): Promise<Keyring> {
  const known = rings.get(name)
  if (known !== undefined) return known
  const { pkcs1Pem, certPem } = name === 'rsa8192' ? rsa8192.key : keyVector(name)
  const ring = importSealingKey({ privateKeyPem: pkcs1Pem, certificatePem: certPem }).then(
    (key) => new Keyring([{ key }]),
  )
  rings.set(name, ring)
  return ring
}
