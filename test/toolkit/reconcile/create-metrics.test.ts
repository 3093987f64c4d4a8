import { afterEach, describe, expect, test } from 'vitest'
import { httpRequest, serveHttp } from '../../../toolkit/http/index.ts'
import type { HttpServer } from '../../../toolkit/http/index.ts'
import { createMetrics } from '../../../toolkit/reconcile/index.ts'

let server: HttpServer | undefined

afterEach(async () => server?.close(0))

describe('createMetrics', () => {
  test('serves what was counted under the prefix', async () => {
    const metrics = createMetrics({ prefix: 'p_' })
    metrics.counter({ name: 'c_total', help: 'a counter', labels: ['reason'] }).inc({ reason: 'x' })
    metrics.gauge({ name: 'g', help: 'a gauge' }).set(2)
    metrics.histogram({ name: 'h', help: 'a histogram', buckets: [1, 5] }).observe(3)
    server = await serveHttp({ address: '127.0.0.1:0', routes: [metrics.route] })
    const answer = await httpRequest({ url: `${server.url}/metrics`, allowHttp: true })
    const text = Buffer.from(answer.body).toString()
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=/)
    expect(text).toContain('# HELP p_c_total a counter\n')
    expect(text).toContain('p_c_total{reason="x"} 1\n')
    expect(text).toContain('p_g 2\n')
    expect(text).toContain('p_h_bucket{le="5"} 1\n')
  })

  test('keeps programs apart: no global registry, no default metrics unasked', async () => {
    const first = createMetrics({ prefix: 'p_' })
    first.gauge({ name: 'g', help: 'x' })
    const second = createMetrics({ prefix: 'p_' })
    second.gauge({ name: 'g', help: 'x' })
    expect(await second.registry.metrics()).not.toContain('process_')
    expect(() => second.gauge({ name: 'g', help: 'x' })).toThrow(/already been registered/)
  })

  test('adds the metrics of the process when asked', async () => {
    const metrics = createMetrics({ prefix: 'p_', defaults: true })
    expect(await metrics.registry.metrics()).toContain('process_cpu_seconds_total')
  })

  test('a label that was not declared is refused', () => {
    const counter = createMetrics({ prefix: 'p_' }).counter<string>({ name: 'c', help: 'x' })
    expect(() => counter.inc({ name: 'y' })).toThrow(/label/)
  })
})
