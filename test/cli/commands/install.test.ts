import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Sandbox, startSandbox } from '../../../sandbox/index.ts'
import { parseYaml } from '../../../toolkit/documents/index.ts'
import { type WorkFolder, workFolder } from '../work-folder.ts'

let sandbox: Sandbox
let folder: WorkFolder

beforeAll(async () => {
  sandbox = await startSandbox()
  folder = await workFolder({ kubeconfig: sandbox.kubeconfig })
})

afterAll(async () => {
  await sandbox.close()
  await folder.remove()
})

const KINDS = [
  'CustomResourceDefinition',
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Deployment',
  'Service',
  'Service',
]
const IMAGE = ['--image', 'registry.example.com/waxseal:1']

describe('prints the manifest', () => {
  test('as YAML', async () => {
    const args = ['install', ...IMAGE, '-n', 'seal', '--name', 'sealer']
    const { code, stdout, stderr } = await folder.run(args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const values = parseYaml(stdout).documents.map(({ value }) => value)
    expect(values).toEqual(KINDS.map((kind) => expect.objectContaining({ kind })))
    expect(stdout).toContain('registry.example.com/waxseal:1')
    expect(stdout).toContain('namespace: seal')
  })

  test('as JSON objects', async () => {
    const { stdout } = await folder.run(['install', ...IMAGE, '-o', 'json'])
    expect(parseYaml(stdout).documents.map(({ format }) => format)).toEqual(KINDS.map(() => 'json'))
  })

  test('with an image of your own to build, and says so', async () => {
    const { stdout, stderr } = await folder.run(['install'])
    expect(stdout).toMatch(/image: waxseal:\d/)
    expect(stderr).toContain('--image')
  })
})

test('applies it, and changes nothing the second time', async () => {
  const args = ['install', ...IMAGE, '--apply', '--kubeconfig', 'kubeconfig']
  const first = await folder.run(args)
  expect(first).toMatchObject({ code: 0, stdout: '' })
  expect(first.stderr.match(/ created$/gm)).toHaveLength(KINDS.length)
  const second = await folder.run(args)
  expect(second.stderr.match(/ unchanged$/gm)).toHaveLength(KINDS.length)
  const third = await folder.run(args.with(2, 'registry.example.com/waxseal:2'))
  expect(third.stderr.match(/ changed$/gm)).toEqual([' changed'])
  expect(third.stderr).toContain('Deployment sealed-secrets-controller changed')
})

test.each<[string, string[], number]>([
  ['a context without --apply', ['--context', 'x'], 2],
  ['--apply with an output', ['--apply', '-o', 'json'], 2],
  ['a name that is none', ['--name', 'A B'], 2],
  ['an image that is none', ['--image', 'x: {}'], 2],
  ['a namespace that is none', ['-n', '-'], 2],
  ['a namespace that is not there', ['-n', 'missing', '--apply', '--kubeconfig', 'kubeconfig'], 5],
  ['a kubeconfig that is not there', ['--apply', '--kubeconfig', 'x'], 2],
  ['a context that is not there', ['--apply', '--kubeconfig', 'kubeconfig', '--context', 'x'], 2],
])('refuses %s', async (_, args, code) => {
  const result = await folder.run(['install', ...args])
  expect(result).toMatchObject({ code, stdout: '' })
  expect(result.stderr).toMatch(/waxseal: error: |"error":/)
})
