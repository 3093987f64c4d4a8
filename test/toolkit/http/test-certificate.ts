import { generateKeyPairSync } from 'node:crypto'
import forge from 'node-forge'

/** A certificate with its key, both PEM. */
export interface TestCertificate {
  readonly key: string
  readonly cert: string
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const KEY = privateKey.export({ type: 'pkcs1', format: 'pem' })

/** A self-signed server certificate for `host` (an address or a name), valid around now by default. */
export function createTestCertificate(
  host = '127.0.0.1',
  validity: { from: Date; to: Date } = {
    from: new Date(Date.now() - 3_600_000),
    to: new Date(Date.now() + 3_600_000),
  },
): TestCertificate {
  const key = forge.pki.privateKeyFromPem(KEY)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.rsa.setPublicKey(key.n, key.e)
  certificate.serialNumber = '01'
  certificate.validity.notBefore = validity.from
  certificate.validity.notAfter = validity.to
  const name = [{ name: 'commonName', value: 'test' }]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  const altName = /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [altName] },
  ])
  certificate.sign(key, forge.md.sha256.create())
  return { key: KEY, cert: forge.pki.certificateToPem(certificate) }
}
