import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

import {
  type GoMap,
  renderTemplateBytes,
  TemplateError,
  valueMap,
} from '../../../toolkit/template/index.ts'

const folder = resolve(import.meta.dirname, '../../vectors/templates')
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'))

type Strings = Record<string, string>

/** What a rendering comes to: bytes as base64, or class and place of the error. */
type Result =
  | { readonly output: string }
  | { readonly error: string; readonly line: number; readonly column?: number }

interface Case {
  readonly template: string
  readonly strings?: Strings
  readonly values?: Record<string, unknown>
  readonly ours?: { readonly output?: string; readonly error?: string }
  readonly reason?: string
}

interface CaseFile {
  readonly strings: Strings
  readonly cases: readonly (string | Case)[]
}

interface Expected {
  readonly id: string
  readonly output?: string
  readonly outputBase64?: string
  readonly error?: { readonly stage: string; readonly line: number; readonly column?: number }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

function dataOf({ strings, values }: Case, shared: Strings): ReadonlyMap<string, string> | GoMap {
  if (values !== undefined) return valueMap(new Map(Object.entries(values)))
  return new Map(Object.entries(strings ?? shared))
}

function render(template: string, data: ReadonlyMap<string, string> | GoMap): Result {
  const allow = { random: true, clock: () => new Date() }
  try {
    const bytes = renderTemplateBytes(template, { name: 'key', data, allow })
    return { output: Buffer.from(bytes).toString('base64') }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const { line, column } = error.position
    return { error: error.code, line, column }
  }
}

/** Go counts columns in bytes from 0, this engine in characters from 1; a syntax error has none. */
function wanted(template: string, { output, outputBase64, error }: Expected): Result {
  if (error === undefined) return { output: outputBase64 ?? base64(output ?? '') }
  const { stage, line, column = 0 } = error
  if (stage === 'parse') return { error: 'ERR_TEMPLATE_SYNTAX', line }
  const text = Buffer.from(template.split('\n')[line - 1] ?? '').subarray(0, column)
  return { error: 'ERR_TEMPLATE_FAILED', line, column: Array.from(text.toString()).length + 1 }
}

const topics = readdirSync(join(folder, 'cases')).filter((name) => name !== 'deviations.json')

describe.each(topics)('as Go and sprig: %s', (topic) => {
  const file = read(`cases/${topic}`) as CaseFile
  const { results } = read(`expected/${topic}`) as { results: readonly Expected[] }
  test('has a result for each case', () => {
    expect(results.length).toBe(file.cases.length)
  })
  test.each(results.map((result, index) => [result.id, index] as const))('%s', (_, index) => {
    const entry = file.cases[index] ?? ''
    const one = typeof entry === 'string' ? { template: entry } : entry
    const expected = results[index] ?? { id: '' }
    expect(render(one.template, dataOf(one, file.strings))).toMatchObject(
      wanted(one.template, expected),
    )
  })
})

describe('otherwise than Go, on purpose', () => {
  const file = read('cases/deviations.json') as CaseFile
  const { results } = read('expected/deviations.json') as { results: readonly Expected[] }
  const page = readFileSync(resolve(folder, '../../../docs/templates.md'), 'utf8')
  const cases = (file.cases as readonly Case[]).map((one, i) => [one.template, one, i] as const)
  test.each(cases)('%s', (template, { ours = {}, reason }, index) => {
    const got = render(template, new Map())
    expect(got).toMatchObject(
      ours.error === undefined ? { output: base64(ours.output ?? '') } : { error: ours.error },
    )
    expect(got).not.toMatchObject(wanted(template, results[index] ?? { id: '' }))
    expect(page).toContain(`### ${reason}\n`)
  })
})

interface Upstream {
  readonly data: Strings
  readonly cases: readonly {
    readonly ID: string
    readonly Template: string
    readonly OK: boolean
    readonly Output?: string
  }[]
}

describe('as sealed-secrets', () => {
  const { data, cases } = read('sealed-secrets.json') as Upstream
  test.each(cases.map((one) => [one.ID, one] as const))('%s', (_, one) => {
    const got = render(one.Template, new Map(Object.entries(data)))
    const failed = { error: expect.stringMatching(/^ERR_TEMPLATE_(SYNTAX|FAILED)$/) as string }
    expect(got).toMatchObject(one.OK ? { output: base64(one.Output ?? '') } : failed)
  })
})
