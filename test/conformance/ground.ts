import { readFile } from 'node:fs/promises'
import { parseAllDocuments } from 'yaml'
import { at, textOf } from '../../sandbox/objects/json.ts'
import type { Json } from '../../sandbox/objects/json.ts'
import { RawClient } from './raw-client.ts'
import type { RawAccess } from './raw-client.ts'

/** An API server the suite runs on: the sandbox, or a real one. */
export interface Ground {
  readonly client: RawClient
  /** A version of the API server that is too old to watch widgets from. */
  readonly forgottenVersion: string
  /** Makes a namespace of its own for a test; gives its name. */
  namespace(): Promise<string>
  stop(): Promise<void>
}

/** Manifests that every ground begins with: a kind to play with, and our own. */
export const MANIFESTS: readonly string[] = [
  `${import.meta.dirname}/definitions.yaml`,
  `${import.meta.dirname}/../../deploy/crd.yaml`,
]

/** The ground around a running API server. */
export function createGround(access: RawAccess, stop: () => Promise<void>): Ground {
  const client = new RawClient(access)
  return {
    client,
    forgottenVersion: '1',
    namespace: async () => {
      const body = { metadata: { generateName: 'conformance-' } }
      const made = await client.send('POST', '/api/v1/namespaces', { body })
      return textOf(at(made.body, 'metadata', 'name'))
    },
    stop,
  }
}

/** The documents of a manifest file. */
export async function readManifest(path: string): Promise<Json[]> {
  const documents = parseAllDocuments(await readFile(path, 'utf8'))
  return documents.map((document) => document.toJS() as Json)
}

/** Reads an access out of a kubeconfig with a token and an embedded certificate. */
export function readAccess(kubeconfig: string): RawAccess {
  const [document] = parseAllDocuments(kubeconfig)
  const value = document?.toJS() as Json
  const first = (list: string, ...path: string[]): string => {
    const entries = at(value, list)
    return textOf(at(Array.isArray(entries) ? entries[0] : null, ...path))
  }
  const certificate = first('clusters', 'cluster', 'certificate-authority-data')
  return {
    url: first('clusters', 'cluster', 'server'),
    token: first('users', 'user', 'token'),
    certificate: Buffer.from(certificate, 'base64').toString(),
  }
}
