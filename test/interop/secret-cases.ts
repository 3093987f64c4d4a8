/** A Secret to seal, and what must come out at the other end. */
export interface SecretCase {
  readonly name: string
  readonly scope: 'strict' | 'namespace-wide' | 'cluster-wide'
  readonly items: Readonly<Record<string, Buffer>>
  readonly type?: string
  readonly immutable?: boolean
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))

/** What both sides are asked to seal for each other. */
export const SECRET_CASES: readonly SecretCase[] = [
  { name: 'one-item', scope: 'strict', items: { password: Buffer.from('hunter2') } },
  {
    name: 'many-items',
    scope: 'strict',
    items: Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`item-${i}`, Buffer.from(`value ${i}`)]),
    ),
  },
  {
    name: 'binary',
    scope: 'strict',
    items: { bytes: everyByte, 'dotted.name_x': Buffer.from([0]), empty: Buffer.alloc(0) },
  },
  {
    name: 'large',
    scope: 'strict',
    items: { blob: Buffer.alloc(500_000, everyByte) },
  },
  { name: 'utf-8', scope: 'strict', items: { text: Buffer.from('pässwörd 🔑\r\n\t') } },
  { name: 'wide', scope: 'namespace-wide', items: { a: Buffer.from('1') } },
  { name: 'widest', scope: 'cluster-wide', items: { a: Buffer.from('1'), b: Buffer.from('2') } },
  {
    name: 'typed',
    scope: 'strict',
    items: { username: Buffer.from('u'), password: Buffer.from('p') },
    type: 'kubernetes.io/basic-auth',
    labels: { app: 'shop' },
    annotations: { note: 'x: y' },
  },
  { name: 'fixed', scope: 'strict', items: { a: Buffer.from('1') }, immutable: true },
]

/** The manifest of the Secret, as JSON, which both programs read. */
export function secretManifest(secret: SecretCase, namespace: string): string {
  const data = Object.entries(secret.items).map(([item, bytes]) => [item, bytes.toString('base64')])
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      namespace,
      name: secret.name,
      ...(secret.labels && { labels: secret.labels }),
      ...(secret.annotations && { annotations: secret.annotations }),
    },
    ...(secret.type && { type: secret.type }),
    ...(secret.immutable && { immutable: true }),
    data: Object.fromEntries(data) as Record<string, string>,
  })
}

/** All that the Secret at the other end must agree in. */
export function expectedSecret(secret: SecretCase): object {
  return {
    ...(secret.type && { type: secret.type }),
    ...(secret.immutable && { immutable: true }),
    metadata: {
      name: secret.name,
      ...(secret.labels && { labels: secret.labels }),
      ...(secret.annotations && { annotations: secret.annotations }),
    },
    data: Object.fromEntries(
      Object.entries(secret.items).map(([item, bytes]) => [item, bytes.toString('base64')]),
    ) as Record<string, string>,
  }
}
