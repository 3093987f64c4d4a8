import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Route } from '../http/index.ts'

/** Name, help and label names of a metric; the prefix is added to the name. */
export interface MetricSpec<L extends string> {
  readonly name: string
  readonly help: string
  readonly labels?: readonly L[]
}

/** Metrics of one program in one registry. */
export interface Metrics {
  readonly registry: Registry
  counter<L extends string = never>(spec: MetricSpec<L>): Counter<L>
  gauge<L extends string = never>(spec: MetricSpec<L>): Gauge<L>
  histogram<L extends string = never>(
    spec: MetricSpec<L> & { readonly buckets?: readonly number[] },
  ): Histogram<L>
  /** `GET /metrics` for `serveHttp`. */
  readonly route: Route
}

/** What {@link createMetrics} takes. */
export interface MetricsOptions {
  /** Such as `sealed_secrets_controller_`. */
  readonly prefix: string
  /** A new one by default; never prom-client's global one. */
  readonly registry?: Registry
  /** Also `process_*` and `nodejs_*`. */
  readonly defaults?: boolean
}

/** A thin room over prom-client: one registry, one prefix, one route. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = options.registry ?? new Registry()
  if (options.defaults === true) collectDefaultMetrics({ register: registry })
  const configuration = <L extends string>(
    spec: MetricSpec<L>,
  ): { name: string; help: string; labelNames: L[]; registers: Registry[] } => ({
    name: options.prefix + spec.name,
    help: spec.help,
    labelNames: [...(spec.labels ?? [])],
    registers: [registry],
  })
  return {
    registry,
    counter: (spec) => new Counter(configuration(spec)),
    gauge: (spec) => new Gauge(configuration(spec)),
    histogram: (spec) =>
      new Histogram({
        ...configuration(spec),
        ...(spec.buckets === undefined ? {} : { buckets: [...spec.buckets] }),
      }),
    route: {
      path: '/metrics',
      handle: async () => ({
        status: 200,
        contentType: registry.contentType,
        body: await registry.metrics(),
      }),
    },
  }
}
