import { WaxsealError } from '../src/index.ts'
import type { Route, ServedAnswer } from '../toolkit/http/index.ts'
import type { KubeObject } from '../toolkit/kube/index.ts'
import { createMetrics } from '../toolkit/reconcile/index.ts'
import type { Outcome } from './decide.ts'
import { INSTANCE_LABEL, SYNCED } from './names.ts'

/** The controller's metrics; names and labels are upstream's. */
export interface ControllerMetrics {
  readonly route: Route
  countPass(object: KubeObject, outcome: Outcome): void
  countStatusError(object: KubeObject): void
  setCondition(key: string, object: KubeObject, synced: boolean): void
  /** The SealedSecret is gone: its series go too. */
  forget(key: string): void
  countAnswer(answer: ServedAnswer): void
}

/** Builds the metrics of one controller in a registry of their own. */
export function createControllerMetrics(version: string): ControllerMetrics {
  const metrics = createMetrics({ prefix: 'sealed_secrets_controller_', defaults: true })
  const buildInfo = metrics.gauge({
    name: 'build_info',
    help: 'Build information.',
    labels: ['revision'],
  })
  buildInfo.set({ revision: version }, 0)
  const requests = metrics.counter({
    name: 'unseal_requests_total',
    help: 'Passes over SealedSecrets that unsealed them.',
  })
  const errors = metrics.counter({
    name: 'unseal_errors_total',
    help: 'Passes over SealedSecrets that failed, by reason.',
    labels: ['reason', 'namespace'],
  })
  const condition = conditionGauge(metrics)
  const http = httpMetrics(metrics)
  return {
    route: metrics.route,
    countPass({ metadata }, outcome) {
      requests.inc()
      if (outcome.kind === 'synced') return
      errors.inc({ reason: errorReason(outcome), namespace: metadata.namespace ?? '' })
    },
    countStatusError({ metadata }) {
      errors.inc({ reason: 'status', namespace: metadata.namespace ?? '' })
    },
    setCondition: condition.set,
    forget: condition.forget,
    countAnswer: http,
  }
}

type MetricsRoom = ReturnType<typeof createMetrics>

function errorReason(outcome: Outcome & { kind: 'failed' }): string {
  if (outcome.reason === 'ErrUnsealFailed') return 'unseal'
  const { error } = outcome
  return error instanceof WaxsealError && error.code === 'ERR_NOT_OWNED' ? 'unmanaged' : 'update'
}

function conditionGauge(metrics: MetricsRoom): {
  set: ControllerMetrics['setCondition']
  forget: ControllerMetrics['forget']
} {
  const gauge = metrics.gauge({
    name: 'condition_info',
    help: 'Condition of each SealedSecret: -1 false, 0 unknown, 1 true.',
    labels: ['namespace', 'name', 'condition', 'ss_app_kubernetes_io_instance'],
  })
  const series = new Map<string, Record<string, string>>()
  const forget = (key: string): void => {
    const labels = series.get(key)
    if (labels !== undefined) gauge.remove(labels)
    series.delete(key)
  }
  return {
    forget,
    set(key, { metadata }, synced) {
      const labels = {
        namespace: metadata.namespace ?? '',
        name: metadata.name ?? '',
        condition: SYNCED,
        ss_app_kubernetes_io_instance: metadata.labels?.[INSTANCE_LABEL] ?? '',
      }
      // The label may be another one than before.
      forget(key)
      gauge.set(labels, synced ? 1 : -1)
      series.set(key, labels)
    },
  }
}

function httpMetrics(metrics: MetricsRoom): ControllerMetrics['countAnswer'] {
  const requests = metrics.counter({
    name: 'http_requests_total',
    help: 'Answered HTTP requests.',
    labels: ['path', 'code', 'method'],
  })
  const duration = metrics.histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer HTTP requests.',
    labels: ['path', 'method'],
  })
  return ({ path, method, status, durationMs }) => {
    // Lower case, as upstream's library writes the method.
    const labels = { path, method: method.toLowerCase() }
    requests.inc({ ...labels, code: String(status) })
    duration.observe(labels, durationMs / 1000)
  }
}
