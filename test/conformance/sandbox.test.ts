import { isJsonObject } from '../../sandbox/objects/json.ts'
import { startSandbox } from '../../sandbox/index.ts'
import { createGround, MANIFESTS, readAccess, readManifest } from './ground.ts'
import { bodyOf } from './place.ts'
import { conformanceSuite } from './suite.ts'

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'

conformanceSuite('the sandbox', async () => {
  const bugs: unknown[] = []
  const sandbox = await startSandbox({ onBug: (error) => bugs.push(error) })
  const ground = createGround(readAccess(sandbox.kubeconfig), async () => {
    await sandbox.close()
    if (bugs.length > 0) throw new AggregateError(bugs, 'the sandbox has met bugs of its own')
  })
  for (const document of (await Promise.all(MANIFESTS.map(readManifest))).flat()) {
    if (!isJsonObject(document)) throw new TypeError('a manifest is an object')
    bodyOf(await ground.client.send('POST', DEFINITIONS, { body: document }), 201)
  }
  return ground
})
