import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

import { COMMANDS } from '../../cli/specs.ts'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/cli.md'), 'utf8')
const commands = (text: string): string[] => [...text.matchAll(/^\$ .*$/gm)].map(([line]) => line)

test('every command of the page is in the transcript that runs them', () => {
  const run = commands(readFileSync(join(import.meta.dirname, 'docs-cli.txt'), 'utf8'))
  expect(commands(page).length).toBeGreaterThan(5)
  expect(commands(page).filter((line) => !run.includes(line))).toEqual([])
})

test('the page names every command', () => {
  const names = COMMANDS.specs.map((spec) => spec.name)
  expect(names.filter((name) => !page.includes(name))).toEqual([])
})
