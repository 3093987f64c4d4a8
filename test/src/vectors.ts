import { readFileSync } from 'node:fs'
import type { Scope } from '../../src/index.ts'

interface KeyVector {
  readonly certPem: string
  readonly pkcs1Pem: string
  readonly pkcs8Pem: string
  readonly spkiSha256Hex: string
}

interface DecryptVector {
  readonly key: string
  readonly scope: Scope
  readonly namespace: string
  readonly name: string
  readonly label: string
  readonly plaintextId: string
  readonly plaintextSha256: string
  readonly ciphertext: string
  readonly ciphertextLen: number
}

interface Vectors {
  readonly keys: Readonly<Record<'rsa2048' | 'rsa3072' | 'rsa4096', KeyVector>>
  readonly decrypt: readonly DecryptVector[]
  readonly deterministic: readonly {
    readonly key: string
    readonly scope: Scope
    readonly namespace: string
    readonly name: string
    readonly plaintext: string
    readonly ciphertext: string
    readonly sessionKeyHex: string
  }[]
  readonly cases: readonly {
    readonly id: string
    readonly key: string
    readonly label: string
    readonly input: string
    readonly result: { readonly ok: boolean; readonly plaintext?: string; readonly stage?: string }
  }[]
  readonly legacyV1: {
    readonly namespace: string
    readonly name: string
    readonly specData: string
    readonly plaintextJson: string
  }
  readonly expiredCertPem: string
  readonly notYetValidCertPem: string
}

interface Rsa8192 {
  readonly key: KeyVector
  readonly decrypt: readonly {
    readonly scope: Scope
    readonly label: string
    readonly plaintext: string
    readonly ciphertext: string
  }[]
}

interface GoVectors {
  readonly base64: readonly { readonly input: string; readonly hex: string | null }[]
  readonly pem: readonly {
    readonly id: string
    readonly input: string
    readonly blocks: readonly {
      readonly type: string
      readonly hasHeaders: boolean
      readonly hex: string
    }[]
  }[]
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url), 'utf8'))
}

/** Made by upstream's own code; see the README beside them. */
export const vectors: Vectors = read('sealed-secrets/vectors.json') as Vectors

/** Made by the real kubeseal for a key of 8192 bits. */
export const rsa8192: Rsa8192 = read('sealed-secrets/rsa8192.json') as Rsa8192

/** What Go's own base64 and PEM decoders make of tricky inputs. */
export const goVectors: GoVectors = read('go/vectors.json') as GoVectors

/** A key by the name vectors give it. */
export function keyVector(name: string): KeyVector {
  const key = new Map(Object.entries(vectors.keys)).get(name)
  if (key === undefined) throw new Error(`no key ${name} among the vectors`)
  return key
}
