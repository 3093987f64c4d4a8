import { type KubeClient, type KubeObject, SEALED_SECRETS, SECRETS } from '../toolkit/kube/index.ts'
import {
  type Clock,
  createInformer,
  type Informer,
  type InformerEvent,
} from '../toolkit/reconcile/index.ts'
import { OWNERSHIP_RULES } from './names.ts'
import { inputOf, type SecretVersion, type Settled } from './settled.ts'

/** What is watched, and who is told. */
export interface WatchOptions {
  readonly client: KubeClient
  /** `undefined`: all. */
  readonly namespaces: readonly string[] | undefined
  readonly settled: Settled
  readonly clock: Clock
  /** A SealedSecret has changed, or its Secret is gone. */
  readonly onKey: (key: string) => void
  /** Somebody else has made or changed the Secret of a SealedSecret. */
  readonly onEdited: (key: string) => void
  /** A list or watch failed and will be tried again after `delayMs`. */
  readonly onError: (error: unknown, delayMs: number) => void
}

/** Mirrors of the SealedSecrets, whole, and of the Secrets, their versions only. */
export interface Watched {
  sealedSecret(key: string): KubeObject | undefined
  secretVersion(key: string): SecretVersion
  /** Resolves when all mirrors are complete. */
  readonly synced: Promise<unknown>
  /** Mirrors until `signal` is aborted. */
  run(signal: AbortSignal): Promise<unknown>
}

/** Builds the mirrors; nothing runs before {@link Watched.run}. */
export function watchNamespaces(options: WatchOptions): Watched {
  const { client, clock, onError, onKey, onEdited, settled } = options
  const scopes = options.namespaces?.map((namespace) => ({ namespace })) ?? [{}]
  const sealed = scopes.map((scope) =>
    createInformer({
      client,
      resource: SEALED_SECRETS,
      ...scope,
      clock,
      onError,
      onEvent: (event) => {
        if (isWork(event)) onKey(event.key)
      },
    }),
  )
  const sealedSecret = (key: string): KubeObject | undefined => firstOf(sealed, key)
  const stoodInTheWay = (key: string): boolean => settled.outcome(key) !== 'synced'
  const secrets = scopes.map((scope) =>
    createInformer({
      client,
      resource: SECRETS,
      ...scope,
      metadataOnly: true,
      trim: ownershipOnly,
      clock,
      onError,
      onEvent: (event) => {
        const { type, key, object } = event
        const owner = sealedSecret(key)
        if (owner === undefined) return
        if (type !== 'deleted') {
          if (!settled.coversSecret(key, versionOf(object))) onEdited(key)
        } else if (isMissed(object, owner) || stoodInTheWay(key)) {
          onKey(key)
        }
      },
    }),
  )
  const all = [...sealed, ...secrets]
  return {
    sealedSecret,
    secretVersion: (key) => versionOf(firstOf(secrets, key)),
    synced: Promise.all(all.map((informer) => informer.synced)),
    run: (signal) => Promise.all(all.map((informer) => informer.run(signal))),
  }
}

/** Not the echo of our own status, nor any other change that decides nothing. */
function isWork({ type, object, previous }: InformerEvent<KubeObject>): boolean {
  if (type !== 'updated' || previous === undefined) return true
  return inputOf(object) !== inputOf(previous)
}

/** Whether a deleted Secret is to be made again: it was the SealedSecret's, or is managed by it. */
function isMissed({ metadata }: KubeObject, owner: KubeObject): boolean {
  if (metadata.annotations?.[OWNERSHIP_RULES.managedAnnotation] === 'true') return true
  const references = metadata.ownerReferences ?? []
  return references.some((reference) => reference.uid === owner.metadata.uid)
}

/** All that is kept of a Secret: its version, and what tells whose it is. */
function ownershipOnly({ metadata }: KubeObject): KubeObject {
  const { namespace, name, uid, resourceVersion, ownerReferences } = metadata
  const managed = metadata.annotations?.[OWNERSHIP_RULES.managedAnnotation]
  return {
    metadata: {
      ...(namespace === undefined ? {} : { namespace }),
      ...(name === undefined ? {} : { name }),
      ...(uid === undefined ? {} : { uid }),
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
      ...(ownerReferences === undefined ? {} : { ownerReferences }),
      ...(managed === undefined
        ? {}
        : { annotations: { [OWNERSHIP_RULES.managedAnnotation]: managed } }),
    },
  }
}

function versionOf(secret: KubeObject | undefined): SecretVersion {
  const { uid, resourceVersion } = secret?.metadata ?? {}
  return { uid, resourceVersion }
}

function firstOf(informers: readonly Informer<KubeObject>[], key: string): KubeObject | undefined {
  for (const informer of informers) {
    const object = informer.get(key)
    if (object !== undefined) return object
  }
  return undefined
}
