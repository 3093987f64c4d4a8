import assert from 'node:assert/strict'

import { vi } from 'vitest'

import {
  type Certificate,
  parseCertificate,
  Plaintext,
  type Scope,
  sealSecret,
  toSealedSecretManifest,
} from '../../../src/index.ts'
import {
  createKubeClient,
  EVENTS,
  isKubeStatus,
  type KubeClient,
  type KubeObject,
  loadKubeconfig,
  NAMESPACES,
  SEALED_SECRETS,
  SECRETS,
} from '../../../toolkit/kube/index.ts'
import type { Condition } from '../../../toolkit/reconcile/index.ts'
import { type RunningController, startController } from './run-controller.ts'

/** An API server to play on, with the kind SealedSecret installed. */
export interface Ground {
  /** Kubeconfig file of somebody who may do everything. */
  readonly admin: string
  /** Kubeconfig file for the controller. */
  readonly controller: string
  stop(): Promise<void>
}

/** Where the controller of the suite keeps its keys. */
export const KEY_NAMESPACE = 'sealing'

/** What is sealed, besides the items. */
export interface SealRequest {
  readonly namespace: string
  readonly name: string
  readonly items: Readonly<Record<string, string>>
  readonly scope?: Scope
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly type?: string
  readonly immutable?: boolean
}

/** Which object of a namespace is meant. */
export interface Ref {
  readonly namespace: string
  readonly name: string
}

/** A SealedSecret as a test handles it. */
export interface SealedObject extends KubeObject {
  metadata: { name: string; namespace: string; annotations?: Record<string, string> }
  spec: {
    encryptedData: Record<string, string>
    data?: string
    template: Record<string, unknown> & { metadata: Record<string, unknown> }
  }
}

/** An API server, a controller at work on it, and what a user does with them. */
export class Stage {
  readonly ground: Ground
  readonly client: KubeClient
  controller: RunningController
  #certificate: Certificate | undefined
  #namespaces = 0

  private constructor(ground: Ground, client: KubeClient, controller: RunningController) {
    this.ground = ground
    this.client = client
    this.controller = controller
  }

  static async open(ground: Ground): Promise<Stage> {
    const client = createKubeClient(await loadKubeconfig({ path: ground.admin, env: {} }))
    await client.create(NAMESPACES, { metadata: { name: KEY_NAMESPACE } }).catch(() => undefined)
    const options = { kubeconfig: ground.controller, namespace: KEY_NAMESPACE }
    return new Stage(ground, client, await startController(options))
  }

  async close(): Promise<void> {
    await this.controller.stop()
    this.client.close()
    await this.ground.stop()
  }

  async restart(): Promise<void> {
    await this.controller.stop()
    const options = { kubeconfig: this.ground.controller, namespace: KEY_NAMESPACE }
    this.controller = await startController(options)
  }

  /** A namespace of its own for each test. */
  async namespace(): Promise<string> {
    const name = `test-${++this.#namespaces}`
    await this.client.create(NAMESPACES, { metadata: { name } })
    return name
  }

  /** The certificate that the controller serves. */
  async certificate(): Promise<Certificate> {
    this.#certificate ??= await parseCertificate(await this.get('/v1/cert.pem'))
    return this.#certificate
  }

  /** The body of what the controller answers. */
  async get(path: string): Promise<string> {
    const response = await fetch(`${this.controller.url}${path}`)
    return response.text()
  }

  /** Seals for the controller's key, as the command-line tool does. */
  async seal(request: SealRequest, certificate?: Certificate): Promise<SealedObject> {
    const { namespace, name, items, labels = {}, annotations = {} } = request
    const data = new Map(
      Object.entries(items).map(([item, text]) => [item, Plaintext.fromText(text)] as const),
    )
    const metadata = { namespace, name, labels, annotations }
    const secret = { metadata, type: request.type, immutable: request.immutable, data }
    const sealed = await sealSecret(secret, {
      certificate: certificate ?? (await this.certificate()),
      scope: request.scope,
      at: new Date(),
    })
    return structuredClone(toSealedSecretManifest(sealed)) as SealedObject
  }

  /** Creates a SealedSecret, or replaces all but its status. */
  async apply(object: SealedObject): Promise<KubeObject> {
    const live = await this.client.find(SEALED_SECRETS, object.metadata)
    if (live === undefined) return this.client.create(SEALED_SECRETS, object)
    const metadata = { ...live.metadata, annotations: object.metadata.annotations ?? {} }
    const changed = { ...live, ...object, metadata }
    return this.client.replace(SEALED_SECRETS, changed).catch((error: unknown) => {
      // The controller may have written the status in between.
      if (isKubeStatus(error, 409)) return this.apply(object)
      throw error
    })
  }

  /** Seals and applies. */
  async put(request: SealRequest): Promise<SealedObject> {
    const object = await this.seal(request)
    await this.apply(object)
    return object
  }

  secret(ref: Ref): Promise<KubeObject | undefined> {
    return this.client.find(SECRETS, ref)
  }

  /** The items of a Secret as text; `undefined` when there is none. */
  async values(ref: Ref): Promise<Record<string, string> | undefined> {
    const secret = await this.secret(ref)
    if (secret === undefined) return undefined
    const data = (secret['data'] ?? {}) as Record<string, string>
    return Object.fromEntries(
      Object.entries(data).map(([item, text]) => [item, Buffer.from(text, 'base64').toString()]),
    )
  }

  /** Waits until the Secret holds exactly these items. */
  async untilValues(ref: Ref, items: Readonly<Record<string, string>>): Promise<KubeObject> {
    await until(async () => assert.deepEqual(await this.values(ref), items))
    return this.client.get(SECRETS, ref)
  }

  async condition(ref: Ref): Promise<Condition | undefined> {
    const object = await this.client.get(SEALED_SECRETS, ref)
    const status = object['status'] as { conditions?: Condition[] } | undefined
    return status?.conditions?.find(({ type }) => type === 'Synced')
  }

  /** Waits until the controller has said so of the present generation. */
  async untilSynced(ref: Ref, status: 'True' | 'False'): Promise<Condition> {
    return until(async () => {
      const { generation } = (await this.client.get(SEALED_SECRETS, ref)).metadata
      const condition = await this.condition(ref)
      assert.equal(condition?.status, status)
      assert.equal(condition.observedGeneration, generation)
      return condition
    })
  }

  /** Waits until an Event of this reason is there; gives its message. */
  async untilEvent(ref: Ref, reason: string): Promise<string> {
    return until(async () => {
      const { items } = await this.client.list(EVENTS, { namespace: ref.namespace })
      const found = items.find((event) => {
        const involved = event['involvedObject'] as { kind: string; name: string }
        return involved.name === ref.name && event['reason'] === reason
      })
      assert.ok(found, `no Event ${reason}`)
      assert.deepEqual(found['source'], { component: 'sealed-secrets' })
      return String(found['message'])
    })
  }
}

/** How long something may take before it counts as never; nothing is asserted about the time itself. */
export const PATIENCE = { timeout: 20_000, interval: 50 }

/** Repeats a check until it holds. */
export function until<T>(check: () => Promise<T>): Promise<T> {
  return vi.waitFor(check, PATIENCE)
}
