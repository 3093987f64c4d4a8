import { EVENTS, isKubeStatus } from '../kube/index.ts'
import type { KubeClient, KubeObject, ObjectRef } from '../kube/index.ts'
import type { Clock } from './clock.ts'

/** Something worth telling about an object; shown by `kubectl describe`. */
export interface EventRecord {
  /** Its `apiVersion`, `kind` and metadata are needed. */
  readonly object: KubeObject
  readonly type: 'Normal' | 'Warning'
  /** One CamelCase word. */
  readonly reason: string
  /** Cut at 1,024 bytes. Never a secret value. */
  readonly message: string
}

/** What a recorder is made of. */
export interface EventRecorderOptions {
  readonly client: KubeClient
  /** `source.component` of the Events, such as `sealed-secrets`. */
  readonly component: string
  readonly clock: Clock
  /** Sending stops at once when aborted; what is queued is dropped. */
  readonly signal: AbortSignal
  /** An Event could not be sent and is dropped. */
  readonly onError?: (error: unknown) => void
}

/** Sends Events in the background: never throws, never blocks, repeats are counted in one Event. */
export interface EventRecorder {
  record(event: EventRecord): void
  /** Events that were never sent: too many at once, or the server refused. */
  readonly dropped: number
  /** Resolves when everything recorded so far is sent or dropped. */
  flush(): Promise<void>
}

/** Waiting Events; a controller that starts on thousands of objects has one for each. */
const MAX_PENDING = 10_000
/** Events that a repeat is counted in. */
const MAX_KNOWN = 4_096
/** Requests at once. */
const SENDERS = 4
/** The API server forgets Events after an hour. */
const KNOWN_MS = 50 * 60_000
const MAX_MESSAGE_BYTES = 1_024
const MAX_REASON_BYTES = 128

/** A recorder of core/v1 Events. */
export function createEventRecorder(options: EventRecorderOptions): EventRecorder {
  return new QueuedRecorder(options)
}

/** Something to send: how often it happened since the last time, and when last. */
interface Pending extends EventRecord {
  readonly at: Date
  readonly count: number
}

/** An Event on the server that repeats are counted in. */
interface Known {
  readonly ref: ObjectRef
  readonly count: number
  readonly at: number
}

class QueuedRecorder implements EventRecorder {
  dropped = 0
  readonly #options: EventRecorderOptions
  /** By what makes two records the same, in the order of arrival. */
  readonly #pending = new Map<string, Pending>()
  readonly #known = new Map<string, Known>()
  /** Keys on their way: a repeat waits, so that it can be counted in the Event just made. */
  readonly #sending = new Set<string>()
  #senders = 0
  #onIdle: (() => void)[] = []

  constructor(options: EventRecorderOptions) {
    this.#options = options
  }

  record(event: EventRecord): void {
    if (this.#options.signal.aborted) return
    const message = cut(event.message, MAX_MESSAGE_BYTES)
    const reason = cut(event.reason, MAX_REASON_BYTES)
    const key = JSON.stringify([event.object.metadata.uid, event.type, reason, message])
    const before = this.#pending.get(key)
    if (before === undefined && this.#pending.size >= MAX_PENDING) {
      this.dropped++
      return
    }
    const at = this.#options.clock.now()
    const { object, type } = event
    this.#pending.set(key, { object, type, reason, message, at, count: (before?.count ?? 0) + 1 })
    if (this.#senders >= SENDERS) return
    this.#senders++
    void this.#send()
  }

  async flush(): Promise<void> {
    while (this.#senders > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve))
  }

  async #send(): Promise<void> {
    // Records of the same turn are counted first.
    await Promise.resolve()
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      const [key, pending] = next
      try {
        this.#remember(key, await this.#deliver(key, pending), pending)
      } catch (error) {
        this.dropped++
        if (!this.#options.signal.aborted) this.#options.onError?.(error)
      }
      this.#sending.delete(key)
    }
    this.#senders--
    if (this.#senders === 0) for (const resolve of this.#onIdle.splice(0)) resolve()
  }

  #take(): [key: string, pending: Pending] | undefined {
    if (this.#options.signal.aborted) this.#pending.clear()
    for (const [key, pending] of this.#pending) {
      if (this.#sending.has(key)) continue
      this.#pending.delete(key)
      this.#sending.add(key)
      return [key, pending]
    }
    return undefined
  }

  async #deliver(key: string, pending: Pending): Promise<Omit<Known, 'at'>> {
    const { client, signal } = this.#options
    const known = this.#known.get(key)
    if (known !== undefined && pending.at.getTime() - known.at < KNOWN_MS) {
      const count = known.count + pending.count
      const body = { count, lastTimestamp: timestamp(pending.at) }
      try {
        await client.patch(EVENTS, known.ref, { type: 'merge', body }, { signal })
        return { ref: known.ref, count }
      } catch (error) {
        if (!isKubeStatus(error, 404)) throw error
      }
    }
    const created = await client.create(EVENTS, this.#build(pending), { signal })
    const { name = '', namespace = DEFAULT_NAMESPACE } = created.metadata
    return { ref: { name, namespace }, count: pending.count }
  }

  #build(pending: Pending): KubeObject {
    const { object, type, reason, message, at, count } = pending
    const { name = '', namespace, uid, resourceVersion } = object.metadata
    const { apiVersion, kind } = object
    const { component } = this.#options
    return {
      // The server appends five characters, and shortens the name when it must.
      metadata: { generateName: `${name}.`, namespace: namespace ?? DEFAULT_NAMESPACE },
      involvedObject: { apiVersion, kind, name, namespace, uid, resourceVersion },
      type,
      reason,
      message,
      source: { component },
      reportingComponent: component,
      reportingInstance: '',
      firstTimestamp: timestamp(at),
      lastTimestamp: timestamp(at),
      count,
    }
  }

  #remember(key: string, sent: Omit<Known, 'at'>, pending: Pending): void {
    this.#known.delete(key)
    this.#known.set(key, { ...sent, at: pending.at.getTime() })
    if (this.#known.size <= MAX_KNOWN) return
    const [oldest] = this.#known.keys()
    if (oldest !== undefined) this.#known.delete(oldest)
  }
}

/** Where Events about objects without a namespace belong. */
const DEFAULT_NAMESPACE = 'default'

/** At most `bytes` of UTF-8, never half a character. */
function cut(text: string, bytes: number): string {
  const encoded = new TextEncoder().encode(text)
  if (encoded.length <= bytes) return text
  const decoder = new TextDecoder()
  // With `stream` an unfinished character at the end is held back instead of replaced.
  return decoder.decode(encoded.subarray(0, bytes - 3), { stream: true }) + '…'
}

function timestamp(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z')
}
