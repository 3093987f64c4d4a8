import { setTimeout as sleep } from 'node:timers/promises'

import {
  isKubeStatus,
  type KubeClient,
  type KubeObject,
  type ObjectRef,
  type ResourceKind,
  SEALED_SECRETS,
} from '../../toolkit/kube/index.ts'
import { parseYaml } from '../../toolkit/documents/index.ts'

const POLL_MS = 30
const PATIENCE_MS = 30_000

/** What `kubectl apply -f` does with one manifest: create the object, or merge into the live one. */
export async function applyManifest(
  client: KubeClient,
  kind: ResourceKind,
  yaml: string,
): Promise<{ readonly live: KubeObject; readonly verb: 'created' | 'configured' }> {
  const wanted = parseYaml(yaml).documents.find((document) => !document.isEmpty)
    ?.value as KubeObject
  try {
    return { live: await client.create(kind, wanted), verb: 'created' }
  } catch (error) {
    if (!isKubeStatus(error, 409)) throw error
  }
  const live = await client.patch(kind, refOf(wanted), { type: 'merge', body: wanted })
  return { live, verb: 'configured' }
}

/** Name and namespace of an object. */
export function refOf({ metadata }: KubeObject): ObjectRef {
  const { name = '', namespace } = metadata
  return namespace === undefined ? { name } : { name, namespace }
}

/** Whether a SealedSecret's current generation has been dealt with, and how it went. */
export interface SyncedCondition {
  readonly status: 'True' | 'False'
  readonly message: string
}

/**
 * Waits until the controller has said about this generation whether it became a Secret.
 *
 * @throws Error when it has said nothing for half a minute
 */
export async function waitForSynced(
  client: KubeClient,
  applied: KubeObject,
): Promise<SyncedCondition> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const condition = syncedCondition(await client.get(SEALED_SECRETS, refOf(applied)))
    if (condition !== undefined) return condition
    await sleep(POLL_MS)
  }
  throw new Error(`the controller said nothing about ${applied.metadata.name}`)
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly message?: string
}

function syncedCondition(live: KubeObject): SyncedCondition | undefined {
  const status = (live['status'] ?? {}) as {
    observedGeneration?: number
    conditions?: readonly Condition[]
  }
  if (status.observedGeneration !== live.metadata.generation) return undefined
  const found = status.conditions?.find(({ type }) => type === 'Synced')
  if (found?.status !== 'True' && found?.status !== 'False') return undefined
  return { status: found.status, message: found.message ?? '' }
}
