import { expect, test } from 'vitest'
import { clusterNamed } from '../../../toolkit/config/index.ts'
import { parseConfig } from '../../../toolkit/config/parse-config.ts'

const config = parseConfig('clusters: {prod: {context: p}, staging: {}}\n', '/repo/.waxseal.yaml')

test('a cluster is found by its name', () => {
  expect(clusterNamed(config, 'prod')).toEqual({ name: 'prod', context: 'p' })
})

test.each([
  [config, 'Prod', 'known clusters: prod, staging'],
  [config, '__proto__', 'known clusters: prod, staging'],
  [parseConfig('', '/repo/.waxseal.yaml'), 'prod', '/repo/.waxseal.yaml names no cluster yet'],
  [undefined, 'prod', 'describe the cluster under "clusters"'],
])('an unknown one is refused with the names there are', (from, name, hint) => {
  const call = () => clusterNamed(from, name)
  expect(call).toThrow(expect.objectContaining({ code: 'ERR_CLUSTER_UNKNOWN' }))
  expect(call).toThrow(expect.objectContaining({ hint: expect.stringContaining(hint) as string }))
})
