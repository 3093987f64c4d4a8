import type { Metafile } from 'esbuild'
import { describe, expect, test } from 'vitest'

import { reportBundle } from '../../../tools/build/bundle-report.ts'

type Output = Metafile['outputs'][string]
type OutputImport = Output['imports'][number]

function output(sources: readonly string[], imports: OutputImport[], entryPoint?: string): Output {
  const inputs = Object.fromEntries(sources.map((path) => [path, { bytesInOutput: 10 }]))
  const entry = entryPoint === undefined ? {} : { entryPoint }
  return { bytes: 100, inputs, imports, exports: [], ...entry }
}

const loads = (path: string): OutputImport => ({ path, kind: 'import-statement' })
const later = (path: string): OutputImport => ({ path, kind: 'dynamic-import' })
const ofNode = (path: string): OutputImport => ({ ...loads(path), external: true })

const METAFILE: Metafile = {
  inputs: {},
  outputs: {
    'dist/bin.js': output(
      ['cli/bin.ts'],
      [loads('dist/a.js'), later('dist/seal.js')],
      'cli/bin.ts',
    ),
    'dist/a.js': output(['cli/run.ts'], [ofNode('node:fs')]),
    'dist/seal.js': output(['cli/seal.ts'], [loads('dist/yaml.js'), later('dist/kube.js')]),
    'dist/yaml.js': output(['node_modules/yaml/index.js'], [loads('dist/a.js')]),
    'dist/kube.js': output(['toolkit/kube/get.ts', 'node_modules/@a/b/c.js'], []),
  },
}

describe('what a command loads', () => {
  test('is its entry and all that is imported statically, each file once', () => {
    const [report] = reportBundle(METAFILE, [
      { title: 'seal', sources: ['cli/bin.ts', 'cli/seal.ts'], forbidden: [] },
    ])
    expect(report?.files.toSorted()).toEqual(['a.js', 'bin.js', 'seal.js', 'yaml.js'])
    expect(report?.bytes).toBe(400)
  })

  test.each([
    { sources: ['cli/bin.ts'], forbidden: ['yaml'], found: [] },
    {
      sources: ['cli/seal.ts'],
      forbidden: ['yaml'],
      found: ['yaml.js: node_modules/yaml/index.js'],
    },
    { sources: ['cli/seal.ts'], forbidden: ['toolkit/kube/', '@a/b'], found: [] },
    {
      sources: ['toolkit/kube/get.ts'],
      forbidden: ['toolkit/kube/', '@a/b'],
      found: ['kube.js: toolkit/kube/get.ts', 'kube.js: node_modules/@a/b/c.js'],
    },
    { sources: ['cli/bin.ts'], forbidden: ['node:fs'], found: ['a.js: node:fs'] },
    { sources: ['cli/seal.ts'], forbidden: ['ya'], found: [] },
  ])('$sources must not load $forbidden: $found', ({ sources, forbidden, found }) => {
    const [report] = reportBundle(METAFILE, [{ title: 'a command', sources, forbidden }])
    expect(report?.forbidden).toEqual(found)
  })

  test('a command that is not in the bundle is a mistake', () => {
    const way = { title: 'gone', sources: ['cli/gone.ts'], forbidden: [] }
    expect(() => reportBundle(METAFILE, [way])).toThrow('cli/gone.ts')
  })
})
