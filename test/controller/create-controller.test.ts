import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createControllerMetrics } from '../../controller/controller-metrics.ts'
import { createController } from '../../controller/create-controller.ts'
import { CONTROLLER_DEFAULTS } from '../../controller/options.ts'
import { Plaintext, sealSecret, toSealedSecretManifest } from '../../src/index.ts'
import {
  createKubeClient,
  EVENTS,
  type KubeClient,
  KubeError,
  type KubeObject,
  loadKubeconfig,
  NAMESPACES,
  type ResourceKind,
  SEALED_SECRETS,
  SECRETS,
} from '../../toolkit/kube/index.ts'
import { createLogger } from '../../toolkit/log/index.ts'
import { type Clock, SYSTEM_CLOCK } from '../../toolkit/reconcile/index.ts'
import { type Ground, PATIENCE, type Ref } from './black-box/stage.ts'
import { sandboxGround } from './sandbox-ground.ts'

const KEY_NAMESPACE = 'sealing'

let ground: Ground
let user: KubeClient
let calls: string[]
let refusals: number
let delays: number[]
let onCall: (method: string) => void

beforeAll(async () => {
  ground = await sandboxGround()
  user = createKubeClient(await loadKubeconfig({ path: ground.admin, env: {} }))
  await user.create(NAMESPACES, { metadata: { name: KEY_NAMESPACE } })
})
afterAll(async () => {
  user.close()
  await ground.stop()
})
beforeEach(() => {
  calls = []
  refusals = 0
  delays = []
  onCall = () => undefined
})

/** The user's client, with each call for one object written down and the first ones refused at will. */
function observed(): KubeClient {
  const names = new Set(['get', 'find', 'create', 'replace', 'patch', 'patchStatus', 'delete'])
  return new Proxy(user, {
    get(target, name: keyof KubeClient) {
      if (name === 'close') return () => undefined
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return (...args: unknown[]): unknown => {
        const [kind, object] = args as [ResourceKind, { namespace?: string } & KubeObject]
        const where = object.namespace ?? object.metadata?.namespace ?? ''
        if (names.has(name)) {
          calls.push(`${name} ${kind.plural} in ${where}`)
          onCall(name)
        }
        if (name === 'create' && kind === SECRETS && refusals-- > 0) {
          return Promise.reject(
            new KubeError('ERR_KUBE_STATUS', 'no', { status: 403, retryable: true }),
          )
        }
        const send = (): unknown => Reflect.apply(method, target, args)
        // Slow enough for an impatient stop to cut it off.
        return kind === EVENTS ? sleep(50).then(send) : send()
      }
    },
  })
}

/** Waits for nothing, and writes down how long it would have waited for a retry. */
const HASTY_CLOCK: Clock = {
  now: () => new Date(),
  after(ms, run) {
    delays.push(ms)
    const immediate = setImmediate(run)
    return () => clearImmediate(immediate)
  },
}

interface Started {
  sealed(ref: Ref, text: string): Promise<KubeObject>
  stop(): Promise<void>
}

async function start(clock: Clock = SYSTEM_CLOCK): Promise<Started> {
  const abort = new AbortController()
  const controller = createController({
    settings: { ...CONTROLLER_DEFAULTS, keySize: 2048 },
    namespace: KEY_NAMESPACE,
    client: observed(),
    metrics: createControllerMetrics('test'),
    log: createLogger({ format: 'text', write: () => undefined, clock }),
    clock,
    lanes: 1,
  })
  const ended = controller.run(abort.signal)
  await expect.poll(() => controller.isReady(), PATIENCE).toBe(true)
  return {
    async sealed(ref, text) {
      const data = new Map([['a', Plaintext.fromText(text)]])
      const secret = { metadata: { ...ref }, type: undefined, immutable: undefined, data }
      const { certificate } = controller.keyring().newest
      return toSealedSecretManifest(
        await sealSecret(secret, { certificate, at: new Date() }),
      ) as KubeObject
    },
    async stop() {
      abort.abort()
      await ended
    },
  }
}

/** The calls about objects of one namespace. */
function callsIn({ namespace }: Ref): string[] {
  const end = ` in ${namespace}`
  return calls.filter((call) => call.endsWith(end)).map((call) => call.slice(0, -end.length))
}

async function freshRef(): Promise<Ref> {
  const request: KubeObject = { metadata: { generateName: 'test-' } }
  const { metadata } = await user.create(NAMESPACES, request)
  return { namespace: metadata.name ?? '', name: 'db' }
}

async function syncedStatus(ref: Ref): Promise<string | undefined> {
  const object = await user.get(SEALED_SECRETS, ref)
  const status = object['status'] as { conditions: { status: string }[] } | undefined
  return status?.conditions[0]?.status
}

describe('calls to the API server', () => {
  it('a new object: Secret, status, Event; after a restart one look and no write', async () => {
    const ref = await freshRef()
    const first = await start()
    await user.create(SEALED_SECRETS, await first.sealed(ref, 'x'))
    const wanted = ['create secrets', 'patchStatus sealedsecrets', 'create events']
    await expect.poll(() => callsIn(ref), PATIENCE).toEqual(wanted)
    await first.stop()
    expect(callsIn(ref)).toEqual(wanted)

    calls = []
    const second = await start()
    await expect.poll(() => callsIn(ref), PATIENCE).toEqual(['find secrets'])
    // Whatever this one sets off comes after all that the start set off.
    const late = { ...ref, name: 'late' }
    await user.create(SEALED_SECRETS, await second.sealed(late, 'y'))
    await expect.poll(() => syncedStatus(late), PATIENCE).toBe('True')
    await second.stop()
    expect(callsIn(ref)).toEqual(['find secrets', ...wanted])
  })
})

describe('a refusal that may end by itself', () => {
  it('is reported once, and tried again until it has ended, each time later but not too late', async () => {
    const ref = await freshRef()
    const controller = await start(HASTY_CLOCK)
    refusals = 20
    await user.create(SEALED_SECRETS, await controller.sealed(ref, 'x'))
    await expect.poll(() => syncedStatus(ref), PATIENCE).toBe('True')
    await controller.stop()
    const counts = Object.groupBy(callsIn(ref), (call) => call)
    expect(counts['create secrets']).toHaveLength(21)
    // One for the failure, one for the success.
    expect(counts['patchStatus sealedsecrets']).toHaveLength(2)
    const longest = Math.max(...delays)
    expect(longest).toBeGreaterThan(100_000)
    expect(longest).toBeLessThanOrEqual(300_000)
  })
})

describe('a stop', () => {
  it('lets a pass that is under way come to its end, the Event included', async () => {
    const ref = await freshRef()
    const controller = await start()
    const object = await controller.sealed(ref, 'x')
    const stopped = new Promise<void>((resolve, reject) => {
      onCall = (method) => {
        if (method === 'patchStatus') controller.stop().then(resolve, reject)
      }
    })
    await user.create(SEALED_SECRETS, object)
    await stopped
    expect(callsIn(ref)).toEqual(['create secrets', 'patchStatus sealedsecrets', 'create events'])
    expect(await syncedStatus(ref)).toBe('True')
    const { items } = await user.list(EVENTS, { namespace: ref.namespace })
    expect(items).toMatchObject([{ reason: 'Unsealed' }])
  })
})
