import { serveHttp } from '../../../toolkit/http/index.ts'
import { createKubeClient, loadKubeconfig, SEALED_SECRETS } from '../../../toolkit/kube/index.ts'
import {
  createEventRecorder,
  createInformer,
  createMetrics,
  createQueue,
  SYSTEM_CLOCK,
} from '../../../toolkit/reconcile/index.ts'

// All a controller is made of, on the kubeconfig that is given; says when it is at work and stops
// when told so, without ending the process: a timer or connection left behind would keep it alive.
const [path = ''] = process.argv.slice(2)
const stop = new AbortController()
const { signal } = stop
const clock = SYSTEM_CLOCK
const client = createKubeClient(await loadKubeconfig({ path, env: {} }))
const recorder = createEventRecorder({ client, component: 'test', clock, signal })
const metrics = createMetrics({ prefix: 'test_', defaults: true })
const server = await serveHttp({ address: '127.0.0.1:0', routes: [metrics.route] })
const queue = createQueue({
  clock,
  reconcile: async (key) => {
    const object = informer.get(key)
    if (object !== undefined) {
      recorder.record({ object, type: 'Warning', reason: 'Test', message: 'fails on purpose' })
    }
    throw new Error('fails on purpose')
  },
})
const informer = createInformer({
  client,
  clock,
  resource: SEALED_SECRETS,
  onEvent: ({ key }) => queue.add(key),
})
const runs = [informer.run(signal), queue.run(signal)]
await informer.synced
await queue.idle()
process.once('SIGTERM', () => stop.abort())
process.stdout.write('working\n')
await Promise.all(runs)
await recorder.flush()
await server.close()
client.close()
process.stdout.write('stopped\n')
