import { expect, test } from 'vitest'

import type { Check } from '../../../tools/check/check.ts'
import { dependencies } from '../../../tools/check/dependencies.ts'
import { exportsDocumented } from '../../../tools/check/exports-documented.ts'
import { facades } from '../../../tools/check/facades.ts'
import { fileNames } from '../../../tools/check/file-names.ts'
import { forbiddenWords } from '../../../tools/check/forbidden-words.ts'
import { links } from '../../../tools/check/links.ts'
import { treeOf } from './tree-of.ts'

/** In two pieces, or this file would break the rules it tests. */
const MACHINE = ['/wo', 'rk/main'].join('')
const LATER = ['// TO', 'DO'].join('')
const ONLY = ['test.on', "ly('a', () => {})"].join('')
const CAST = ['const a = b as unk', 'nown as C'].join('')

const manifest = (version: string): Record<string, string> => ({
  'package.json': JSON.stringify({ dependencies: { yaml: version } }),
  'docs/dependencies.md': '| `yaml` | reads YAML |\n',
})

const CASES: readonly [Check, Readonly<Record<string, string>>, number][] = [
  [facades, { 'src/index.ts': "export { a } from './a.ts'\nexport type { B } from './b.ts'" }, 0],
  [facades, { 'src/index.ts': "export * from './a.ts'" }, 0],
  [facades, { 'src/index.ts': 'export const a = 1' }, 1],
  [facades, { 'src/index.ts': "import { a } from './a.ts'\nexport { a }" }, 2],
  [facades, { 'src/a.ts': 'export const a = 1' }, 0],
  [facades, { 'cli/a.ts': "import { b } from '../src/index.ts'" }, 0],
  [facades, { 'cli/a.ts': "import { b } from '../src/errors.ts'" }, 0],
  [facades, { 'cli/a.ts': "import { b } from '../src/seal/b.ts'" }, 1],
  [facades, { 'src/seal/a.ts': "import { b } from '../keys/b.ts'" }, 0],
  [facades, { 'toolkit/kube/a.ts': "import { b } from '../http/index.ts'" }, 0],
  [facades, { 'toolkit/kube/a.ts': "import { b } from '../http/b.ts'" }, 1],
  [facades, { 'test/a.test.ts': "import { b } from '../src/seal/b.ts'" }, 0],
  [exportsDocumented, { 'src/a.ts': '/** One. */\nexport const a = 1' }, 0],
  [exportsDocumented, { 'src/a.ts': 'export const a = 1' }, 1],
  [exportsDocumented, { 'test/a.ts': 'export const a = 1' }, 0],
  [
    exportsDocumented,
    {
      'src/a.ts':
        '/** One. */\nexport function a(b: 1): 1\nexport function a(b: 2): 2\nexport function a(b: 1 | 2): 1 | 2 { return b }',
    },
    0,
  ],
  [
    fileNames,
    { 'src/seal-value.ts': '', 'cli/commands/seal.spec.ts': '', 'test/a.test.ts': '' },
    0,
  ],
  [fileNames, { 'src/sealValue.ts': '' }, 1],
  [fileNames, { 'src/seal_value.ts': '' }, 1],
  [fileNames, { 'src/utils.ts': '' }, 1],
  [fileNames, { 'toolkit/helpers/a.ts': '' }, 1],
  [links, { 'README.md': '[a](docs/a.md) [b](docs/)', 'docs/a.md': '[up](../README.md)' }, 0],
  [links, { 'README.md': '[a](#two-words)\n## Two Words' }, 0],
  [links, { 'README.md': '[a](docs/a.md)' }, 1],
  [links, { 'README.md': '[a](docs/a.md#b)', 'docs/a.md': '# C' }, 1],
  [links, { 'README.md': '[a](https://example.com)\n```\n[b](c)\n```\n`[d](e)`' }, 0],
  [forbiddenWords, { 'README.md': `see ${MACHINE}` }, 1],
  [forbiddenWords, { 'README.md': 'https://example.com/wo' }, 0],
  [forbiddenWords, { 'README.md': LATER }, 0],
  [forbiddenWords, { 'src/a.ts': LATER }, 1],
  [forbiddenWords, { 'test/a.test.ts': ONLY }, 1],
  [forbiddenWords, { 'src/a.ts': CAST }, 1],
  [dependencies, manifest('2.9.1'), 0],
  [dependencies, manifest('^2.9.1'), 1],
  [dependencies, { ...manifest('2.9.1'), 'docs/dependencies.md': '' }, 1],
  [
    dependencies,
    {
      ...manifest('2.9.1'),
      'docs/dependencies.md': '| `yaml` | reads YAML |\n| `left-pad` | pads |\n',
    },
    1,
  ],
  [dependencies, { ...manifest('2.9.1'), 'package-lock.json': '"resolved": "https://…"' }, 1],
]

test.each(
  CASES.map(([check, files, problems]) => ({ title: check.title, check, files, problems })),
)('$title: $files', async ({ check, files, problems }) => {
  expect(await check.find(treeOf(files))).toHaveLength(problems)
})
