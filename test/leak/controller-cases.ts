import { type Certificate, Plaintext, sealingLabel, sealValue } from '../../src/index.ts'
import type { KubeObject } from '../../toolkit/kube/index.ts'

/** One SealedSecret that the controller gets to see, and what is there before it. */
export interface ControllerCase {
  readonly name: string
  readonly spec: Readonly<Record<string, unknown>>
  /** A Secret that stands in the way. */
  readonly before?: Readonly<Record<string, unknown>>
  /** Whether it becomes a Secret. */
  readonly synced: 'True' | 'False'
}

/** Where all of them live. */
export const NAMESPACE = 'leaks'

/** Seals values strictly for one SealedSecret of {@link NAMESPACE}. */
export async function sealAll(
  values: ReadonlyMap<string, Buffer>,
  name: string,
  certificate: Certificate,
): Promise<Record<string, string>> {
  const label = sealingLabel({ scope: 'strict', namespace: NAMESPACE, name })
  const seal = (bytes: Buffer): Promise<string> =>
    sealValue(new Plaintext(new Uint8Array(bytes)), certificate, label)
  const items = [...values].map(async ([item, bytes]) => [item, await seal(bytes)] as const)
  return Object.fromEntries(await Promise.all(items))
}

/** SealedSecrets that work, and every way of failing in which a value is at hand. */
export async function controllerCases(
  values: ReadonlyMap<string, Buffer>,
  certificate: Certificate,
): Promise<ControllerCase[]> {
  const sealed = (name: string): Promise<Record<string, string>> =>
    sealAll(values, name, certificate)
  const plain = (values.get('plain') ?? '').toString()
  const base64 = Buffer.from(plain).toString('base64')
  const data = { one: base64 }
  const flipped = Object.entries(await sealed('tampered')).map(([item, text]) => [
    item,
    text.slice(0, -8) + (text.at(-8) === 'A' ? 'B' : 'A') + text.slice(-7),
  ])
  const docker = { '.dockerconfigjson': values.get('plain') ?? Buffer.alloc(0) }
  return [
    { name: 'good', synced: 'True', spec: { encryptedData: await sealed('good') } },
    {
      name: 'tampered',
      synced: 'False',
      spec: { encryptedData: Object.fromEntries(flipped) as object },
    },
    { name: 'foreign', synced: 'False', spec: { encryptedData: await sealed('another') } },
    { name: 'pasted', synced: 'False', spec: { encryptedData: { one: plain } } },
    { name: 'encoded', synced: 'False', spec: { encryptedData: { one: base64 } } },
    { name: 'legacy', synced: 'False', spec: { data: base64, encryptedData: {} } },
    {
      name: 'template',
      synced: 'False',
      spec: {
        encryptedData: await sealed('template'),
        template: { data: { all: `{{ fail "${plain}" }}{{ .plain.nothing }}` } },
      },
    },
    {
      name: 'occupied',
      synced: 'False',
      spec: { encryptedData: await sealed('occupied') },
      before: { data },
    },
    {
      name: 'immutable',
      synced: 'False',
      spec: { encryptedData: await sealed('immutable') },
      before: {
        data,
        immutable: true,
        metadata: { annotations: { 'sealedsecrets.bitnami.com/managed': 'true' } },
      },
    },
    {
      name: 'refused',
      synced: 'False',
      spec: {
        encryptedData: await sealAll(new Map(Object.entries(docker)), 'refused', certificate),
        template: { type: 'kubernetes.io/dockerconfigjson' },
      },
    },
  ]
}

/** The object of a case as it is applied. */
export function sealedSecret({ name, spec }: ControllerCase): KubeObject {
  const metadata = { name, namespace: NAMESPACE }
  return { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata, spec }
}
