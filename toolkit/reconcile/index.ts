export { backoffDelay, INFORMER_BACKOFF, QUEUE_BACKOFF } from './backoff.ts'
export type { Backoff } from './backoff.ts'
export { pause, SYSTEM_CLOCK } from './clock.ts'
export type { Clock } from './clock.ts'
export { createEventRecorder } from './create-event-recorder.ts'
export type { EventRecord, EventRecorder, EventRecorderOptions } from './create-event-recorder.ts'
export { createInformer } from './create-informer.ts'
export type { Informer, InformerEvent, InformerOptions } from './create-informer.ts'
export { createMetrics } from './create-metrics.ts'
export type { Metrics, MetricSpec, MetricsOptions } from './create-metrics.ts'
export { createQueue } from './create-queue.ts'
export type {
  Queue,
  QueueOptions,
  QueueOutcome,
  Reconcile,
  ReconcileResult,
} from './create-queue.ts'
export { objectKey, parseObjectKey } from './object-key.ts'
export { setCondition } from './set-condition.ts'
export type { Condition, ConditionState } from './set-condition.ts'
