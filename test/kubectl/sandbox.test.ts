import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { installManifest } from '../../toolkit/install/index.ts'
import { startKubectl } from './kubectl.ts'
import type { Kubectl } from './kubectl.ts'

let kubectl: Kubectl
beforeAll(async () => {
  kubectl = await startKubectl()
})
afterAll(() => kubectl.stop())

/** A manifest as JSON. */
function manifest(apiVersion: string, kind: string, name: string, more: object = {}): string {
  return JSON.stringify({ apiVersion, kind, metadata: { name }, ...more })
}

const secret = (name: string): string =>
  manifest('v1', 'Secret', name, { stringData: { password: 'hunter2' } })

const configMap = (name: string, data: object = {}): string =>
  manifest('v1', 'ConfigMap', name, { data })

const widget = (size: number): string =>
  manifest('test.waxseal.dev/v1', 'Widget', 'a', { spec: { size } })

const install = (image: string): string => installManifest({ namespace: 'kube-system', image })

const WIDGETS = `${import.meta.dirname}/../conformance/definitions.yaml`

/** A namespace of its own for one test, as a flag. */
async function namespaced(name: string): Promise<string> {
  await kubectl.ok(['create', '-f', '-'], manifest('v1', 'Namespace', name))
  return `--namespace=${name}`
}

describe('kubectl on the sandbox', () => {
  test('get shows the namespaces of a new cluster', async () => {
    const out = await kubectl.ok(['get', 'namespaces'])
    expect(out).toMatch(/^NAME +STATUS +AGE\n/)
    expect(out).toMatch(/\ndefault +Active +\d+s\n/)
  })

  test('create -f, get, get -o yaml and delete', async () => {
    const ns = await namespaced('plain')
    expect(await kubectl.ok(['create', ns, '-f', '-'], secret('a'))).toBe('secret/a created\n')
    expect(await kubectl.ok(['get', 'secrets', ns])).toMatch(/\na +Opaque +1 +\d+s\n$/)
    const yaml = parse(await kubectl.ok(['get', 'secret', 'a', ns, '-o', 'yaml'])) as unknown
    expect(yaml).toMatchObject({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: 'plain' },
      data: { password: 'aHVudGVyMg==' },
      type: 'Opaque',
    })
    expect(await kubectl.ok(['delete', 'secret', 'a', ns])).toContain('secret "a" deleted')
    const gone = await kubectl.run(['get', 'secret', 'a', ns])
    expect(gone).toMatchObject({
      code: 1,
      stderr: 'Error from server (NotFound): secrets "a" not found\n',
    })
  })

  test('create -f tells that a name is taken', async () => {
    const ns = await namespaced('taken')
    await kubectl.ok(['create', ns, '-f', '-'], secret('a'))
    const again = await kubectl.run(['create', ns, '-f', '-'], secret('a'))
    expect(again.code).toBe(1)
    expect(again.stderr).toContain('(AlreadyExists)')
  })

  test('apply creates, changes, removes and leaves alone', async () => {
    const ns = await namespaced('applied')
    const apply = (data: object): Promise<string> =>
      kubectl.ok(['apply', ns, '-f', '-'], configMap('a', data))
    expect(await apply({ k: 'v', l: 'w' })).toBe('configmap/a created\n')
    expect(await apply({ k: 'v', l: 'w' })).toBe('configmap/a unchanged\n')
    expect(await apply({ k: 'x' })).toBe('configmap/a configured\n')
    expect(await kubectl.ok(['get', 'configmap', 'a', ns, '-o', 'jsonpath={.data}'])).toBe(
      '{"k":"x"}',
    )
  })

  test('apply refuses a field nobody knows', async () => {
    const ns = await namespaced('strict')
    const { code, stderr } = await kubectl.run(
      ['apply', ns, '-f', '-'],
      manifest('v1', 'ConfigMap', 'a', { wrong: 1 }),
    )
    expect(code).toBe(1)
    expect(stderr).toContain('unknown field "wrong"')
  })

  test('apply --dry-run=server stores nothing, and diff shows what would change', async () => {
    const ns = await namespaced('dry')
    const dry = await kubectl.ok(['apply', ns, '--dry-run=server', '-f', '-'], secret('a'))
    expect(dry).toContain('created (server dry run)')
    expect(await kubectl.ok(['get', 'secrets', ns, '-o', 'name'])).toBe('')
    await kubectl.ok(['apply', ns, '-f', '-'], secret('a'))
    expect((await kubectl.run(['diff', ns, '-f', '-'], secret('a'))).code).toBe(0)
    expect((await kubectl.run(['diff', ns, '-f', '-'], secret('b'))).code).toBe(1)
  })

  test('apply --server-side is refused with a reason', async () => {
    const ns = await namespaced('server-side')
    const args = ['apply', ns, '--server-side', '-f', '-']
    const { code, stderr } = await kubectl.run(args, secret('a'))
    expect(code).toBe(1)
    expect(stderr).toContain('server-side apply')
  })

  test('what `waxseal install` prints can be applied, again, and changed', async () => {
    const apply = (image: string): Promise<string> =>
      kubectl.ok(['apply', '-f', '-'], install(image))
    const first = await apply('example.com/waxseal:1')
    expect(first).toContain(
      'customresourcedefinition.apiextensions.k8s.io/sealedsecrets.bitnami.com created',
    )
    expect(first).not.toMatch(/unchanged|configured/)
    expect(await apply('example.com/waxseal:1')).not.toMatch(/created|configured/)
    const changed = (await apply('example.com/waxseal:2')).match(/.*configured/g)
    expect(changed).toEqual(['deployment.apps/sealed-secrets-controller configured'])
    const path = '{.spec.template.spec.containers[0]}'
    const args = ['get', 'deployment', 'sealed-secrets-controller', '-n', 'kube-system']
    expect(JSON.parse(await kubectl.ok([...args, '-o', `jsonpath=${path}`]))).toMatchObject({
      name: 'controller',
      image: 'example.com/waxseal:2',
      ports: [{ name: 'http' }, { name: 'metrics' }],
    })
    await kubectl.ok([
      'wait',
      '--for=condition=Established',
      'crd/sealedsecrets.bitnami.com',
      '--timeout=5s',
    ])
    expect(await kubectl.ok(['get', 'sealedsecrets', '-A'])).toBe('')
  })

  test('a custom kind has its columns, its short name and its status', async () => {
    const ns = await namespaced('custom')
    await kubectl.ok(['apply', '-f', WIDGETS])
    expect(await kubectl.ok(['apply', ns, '-f', '-'], widget(5))).toContain('created')
    expect(await kubectl.ok(['apply', ns, '-f', '-'], widget(6))).toContain('configured')
    const status = '{"status":{"conditions":[{"type":"Ready","status":"True"}]}}'
    await kubectl.ok(['patch', 'wd', 'a', ns, '--subresource=status', '--type=merge', '-p', status])
    const table = await kubectl.ok(['get', 'wd', ns])
    expect(table).toMatch(/^NAME +SIZE +READY +AGE\na +6 +True +\d+s\n$/)
    await kubectl.ok(['wait', '--for=condition=Ready', 'widget/a', ns, '--timeout=5s'])
    const wrong = await kubectl.run(['apply', ns, '-f', '-'], widget(500))
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toContain('spec.size')
  })

  test('get -w shows changes as they happen', async () => {
    const ns = await namespaced('watched')
    await kubectl.ok(['create', ns, '-f', '-'], configMap('a'))
    const lines: string[] = []
    for await (const line of kubectl.lines([
      'get',
      'configmaps',
      ns,
      '-w',
      '--output-watch-events',
    ])) {
      lines.push(line)
      if (lines.length === 2) {
        await kubectl.ok(['create', ns, '-f', '-'], configMap('b'))
        await kubectl.ok(['delete', 'configmap', 'a', 'b', ns])
      }
      if (lines.length === 5) break
    }
    expect(lines.map((line) => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
      'EVENT NAME',
      'ADDED a',
      'ADDED b',
      'DELETED a',
      'DELETED b',
    ])
  })

  test('label and annotate', async () => {
    const ns = await namespaced('labelled')
    await kubectl.ok(['create', ns, '-f', '-'], secret('a'))
    await kubectl.ok(['label', 'secret', 'a', 'x=y', ns])
    await kubectl.ok(['annotate', 'secret', 'a', 'example.com/note=some words', ns])
    expect(await kubectl.ok(['get', 'secret', ns, '-l', 'x=y', '-o', 'name'])).toBe('secret/a\n')
    await kubectl.ok(['label', 'secret', 'a', 'x-', ns])
    expect(await kubectl.ok(['get', 'secret', ns, '-l', 'x', '-o', 'name'])).toBe('')
    const path = 'jsonpath={.metadata.annotations.example\\.com/note}'
    expect(await kubectl.ok(['get', 'secret', 'a', ns, '-o', path])).toBe('some words')
  })

  test('describe shows an object and its events', async () => {
    const ns = await namespaced('described')
    await kubectl.ok(['create', ns, '-f', '-'], secret('a'))
    const described = await kubectl.ok(['describe', 'secret', 'a', ns])
    expect(described).toMatch(/^Name: +a\nNamespace: +described\n/)
    expect(described).toMatch(/\npassword: +7 bytes\n/)
    expect(described).not.toContain('hunter2')
    const event = manifest('v1', 'Event', 'e', {
      reason: 'Tested',
      message: 'it is so',
      type: 'Normal',
      involvedObject: { kind: 'ConfigMap', name: 'c', namespace: 'described' },
    })
    await kubectl.ok(['create', ns, '-f', '-'], event)
    expect(await kubectl.ok(['get', 'events', ns])).toMatch(
      /Normal +Tested +configmap\/c +it is so/,
    )
  })

  test('replace and edit in one go: get, change, replace', async () => {
    const ns = await namespaced('replaced')
    await kubectl.ok(['create', ns, '-f', '-'], secret('a'))
    const live = await kubectl.ok(['get', 'secret', 'a', ns, '-o', 'yaml'])
    const changed = live.replace('aHVudGVyMg==', 'bmV3')
    expect(await kubectl.ok(['replace', ns, '-f', '-'], changed)).toBe('secret/a replaced\n')
    const late = await kubectl.run(['replace', ns, '-f', '-'], changed.replace('bmV3', 'b2xk'))
    expect(late.code).toBe(1)
    expect(late.stderr).toContain('(Conflict)')
  })

  test('delete waits until a namespace and everything in it is gone', async () => {
    const ns = await namespaced('temporary')
    await kubectl.ok(['create', ns, '-f', '-'], secret('a'))
    await kubectl.ok(['delete', 'namespace', 'temporary', '--timeout=10s'])
    expect((await kubectl.run(['get', 'namespace', 'temporary'])).code).toBe(1)
  })

  test('wait sees a deletion', async () => {
    const ns = await namespaced('waiting')
    const held = manifest('v1', 'ConfigMap', 'a').replace('}', ',"finalizers":["test.dev/hold"]}')
    await kubectl.ok(['create', ns, '-f', '-'], held)
    await kubectl.ok(['delete', 'configmap', 'a', ns, '--wait=false'])
    const forDeletion = ['wait', '--for=delete', 'configmap/a', ns]
    expect((await kubectl.run([...forDeletion, '--timeout=1s'])).code).toBe(1)
    const waiting = kubectl.run([...forDeletion, '--timeout=20s'])
    const release = '{"metadata":{"finalizers":null}}'
    await kubectl.ok(['patch', 'configmap', 'a', ns, '--type=merge', '-p', release])
    expect((await waiting).code).toBe(0)
  })

  test('auth can-i and whoami', async () => {
    expect(await kubectl.ok(['auth', 'can-i', 'delete', 'secrets'])).toBe('yes\n')
    expect(await kubectl.ok(['auth', 'can-i', '--list'])).toContain('*.*')
    expect(await kubectl.ok(['auth', 'whoami'])).toContain('sandbox-admin')
  })

  test('imperative create is refused with what to do instead', async () => {
    const args = ['create', 'secret', 'generic', 'a', '--from-literal=password=hunter2']
    const { code, stderr } = await kubectl.run(args)
    expect(code).toBe(1)
    expect(stderr).toContain('protobuf')
    expect(stderr).toContain('--dry-run=client -o yaml')
    const made = await kubectl.ok([...args, '--dry-run=client', '-o', 'yaml'])
    const ns = await namespaced('imperative')
    expect(await kubectl.ok(['apply', ns, '-f', '-'], made)).toBe('secret/a created\n')
  })

  test('api-resources and version', async () => {
    expect(await kubectl.ok(['api-resources', '-o', 'name'])).toMatch(/^secrets$/m)
    expect(await kubectl.ok(['version', '-o', 'json'])).toContain('waxseal-sandbox')
  })
})
