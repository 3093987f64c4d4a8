import type { Keyring, WaxsealError } from '../../src/index.ts'
import { generateSealingKey } from '../keys/index.ts'
import { type KubeMetadata, type KubeObject, SECRETS } from '../kube/index.ts'
import { createInformer, createQueue, type Informer } from '../reconcile/index.ts'
import { buildKeySecret } from './build-key-secret.ts'
import { KeyImporter } from './key-importer.ts'
import type { KeyStore, KeyStoreOptions } from './key-store.ts'
import { KEY_SELECTOR } from './key-secret-names.ts'
import { persist } from './persist.ts'

/**
 * Loads the sealing keys of a cluster, generates one when there is no key Secret at all, and follows
 * every change from then on.
 *
 * @throws ERR_KEY_EXAMPLE when a published key is in use, ERR_KEY_MALFORMED and others when there are
 * key Secrets but no usable key: generating one then would hide a mistake
 */
export async function openKeyStore(options: KeyStoreOptions): Promise<KeyStore> {
  const { client, namespace, prefix, clock, signal, onError } = options
  const importer = new KeyImporter(options)
  /** Key Secrets that the informer doesn't show: the one known by its name, one just generated. */
  const others = new Map<string, KubeMetadata>()
  const reload = createQueue({
    clock,
    workers: 1,
    reconcile: async () => {
      const before = fingerprints(importer.keyring)
      await importer.load(keySecrets(informer, others))
      if (fingerprints(importer.keyring) !== before) options.onChange()
    },
  })
  const informer = createInformer({
    client,
    resource: SECRETS,
    namespace,
    labelSelector: KEY_SELECTOR,
    metadataOnly: true,
    clock,
    onError,
    onEvent: ({ object }) => {
      others.delete(object.metadata.name ?? '')
      reload.add('keys')
    },
  })
  void informer.run(signal)
  await informer.synced
  const legacy = { namespace, name: prefix }
  const named = await persist(
    () => client.find(SECRETS, legacy, { metadataOnly: true, signal }),
    options,
  )
  if (named !== undefined) others.set(prefix, named.metadata)
  refuseToStart(await importer.load(keySecrets(informer, others)), importer.keyring)
  if (importer.keyring.keys.length === 0) {
    const { metadata } = await generateKeySecret(options)
    others.set(metadata.name ?? '', metadata)
    await importer.load(keySecrets(informer, others))
    options.onGenerated(metadata.name ?? '')
  }
  void reload.run(signal)
  return importer
}

/** Every key Secret once, the oldest first, as upstream registers them. */
function keySecrets(
  informer: Informer<KubeObject>,
  others: ReadonlyMap<string, KubeMetadata>,
): KubeMetadata[] {
  const byName = new Map(others)
  for (const [, { metadata }] of informer.entries()) byName.set(metadata.name ?? '', metadata)
  return [...byName.values()].toSorted((a, b) => (age(a) < age(b) ? -1 : 1))
}

/** Upstream's order, which decides between equally new keys; the name makes it a total one. */
function age({ creationTimestamp = '', name = '' }: KubeMetadata): string {
  return `${creationTimestamp} ${name}`
}

function fingerprints(keyring: Keyring): string {
  return keyring.keys.map((key) => key.fingerprint).join()
}

function refuseToStart(problems: readonly WaxsealError[], keyring: Keyring): void {
  const example = problems.find((problem) => problem.code === 'ERR_KEY_EXAMPLE')
  if (example !== undefined) throw example
  if (problems[0] !== undefined && keyring.keys.length === 0) throw problems[0]
}

async function generateKeySecret(options: KeyStoreOptions): Promise<KubeObject> {
  const { client, namespace, prefix, newKey, clock, signal } = options
  const pair = await generateSealingKey({ ...newKey, validFrom: clock.now() })
  const secret = buildKeySecret({ namespace, prefix, ...pair })
  return persist(() => client.create(SECRETS, secret, { signal }), options)
}
