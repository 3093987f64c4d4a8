import { array, assert, constantFrom, oneof, property, string, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  parseTemplate,
  renderTemplate,
  type RenderTemplateOptions,
  sprigFunctions,
  TemplateError,
} from '../../../toolkit/template/index.ts'

const CANARY = 'canary-4711'
const DATA = new Map([
  ['user', 'admin'],
  ['password', CANARY],
  ['__proto__', 'plain'],
])

const inMay = (): Date => new Date('2024-05-06T07:08:09Z')

function render(text: string, options: Partial<RenderTemplateOptions> = {}): string {
  return renderTemplate(text, { name: 'key', data: DATA, ...options })
}

function failureOf(text: string, options: Partial<RenderTemplateOptions> = {}): TemplateError {
  try {
    render(text, options)
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
  throw new Error(`rendered: ${text}`)
}

test('keys of objects are plain keys', () => {
  expect(render('{{ .__proto__ }} {{ index . "constructor" }}|')).toBe('plain |')
})

test('syntax and functions are checked without rendering', () => {
  expect(() => parseTemplate('{{ if .x }}{{ end }}', { name: 'key' })).not.toThrow()
  expect(() => parseTemplate('{{ nope }}', { name: 'key' })).toThrow(TemplateError)
})

describe('what gives something else every time', () => {
  test.each(['now', 'randAlphaNum 5', 'uuidv4', 'genPrivateKey "rsa"', 'htpasswd "a" "b"'])(
    '%s is off',
    (call) => {
      expect(failureOf(`{{ ${call} }}`).problemClass).toBe('function switched off')
    },
  )

  test('is there when it is allowed', () => {
    expect(render('{{ now | date "2006" }}', { allow: { clock: inMay } })).toBe('2024')
    expect(render('{{ randNumeric 5 }}', { allow: { random: true } })).toMatch(/^\d{5}$/)
  })

  test.each(['env "HOME"', 'expandenv "$HOME"', 'getHostByName "localhost"'])(
    '%s is not there at all',
    (call) => {
      expect(failureOf(`{{ ${call} }}`).problemClass).toBe('unknown function')
    },
  )
})

describe('a template that wants too much ends', () => {
  test.each([
    '{{ range until 60000 }}{{ repeat 1000 "x" }}{{ end }}',
    '{{ define "a" }}{{ template "a" }}{{ end }}{{ template "a" }}',
    '{{ $x := "x" }}{{ range until 60 }}{{ $x = cat $x $x }}{{ end }}',
    '{{ range until 60000 }}{{ range until 60000 }}{{ end }}{{ end }}',
    `{{ regexMatch "^(a+)+$" "${'a'.repeat(5000)}!" }}{{ range until 9999 }}{{ range until 9999 }}{{ end }}{{ end }}`,
  ])('%s', (text) => {
    expect(failureOf(text).code).toBe('ERR_TEMPLATE_LIMIT')
  })
})

describe('errors tell where and what kind, never a value', () => {
  test.each([
    ['{{ fail .password }}', 'function failed'],
    ['a\n  {{ mustToDate "2006" .password }}', 'function failed'],
    ['{{ mustRegexMatch (print "(" .password) "x" }}', 'function failed'],
    ['{{ mustFromJson .password }}', 'function failed'],
    ['{{ index (list 1) .password }}', 'wrong type'],
    ['{{ add1 1 2 .password }}', 'wrong type'],
    ['{{ template .password }}', 'syntax'],
    [`{{ ${CANARY} }}`, 'syntax'],
  ])('%s', (text, problemClass) => {
    const error = failureOf(text)
    expect(error).toMatchObject({ problemClass, templateName: 'key' })
    expect(JSON.stringify([error.message, error.hint, error.problem])).not.toContain('canary')
    expect(error.cause).toBeUndefined()
  })
})

const pieces = oneof(
  constantFrom('{{', '}}', '{{-', '-}}', '{{ .password }}', '{{ end }}', '{{ else }}', '|', '('),
  constantFrom('{{ range $i, $x := . }}', '{{ if ', '{{ with .user }}', ':=', '"', '`', "'", '.'),
  constantFrom(...sprigFunctions.keys()).map((name) => ` ${name} `),
  constantFrom(' 1 ', ' -3.5 ', ' "a" ', ' .user ', ' . ', ' nil ', ' true ', ' (list 1 "b") '),
  string({ maxLength: 8 }),
)

/** The message of the failure, `undefined` when it rendered; any error but ours is thrown. */
function messageOf(text: string): string | undefined {
  try {
    render(text)
    return undefined
  } catch (error) {
    if (error instanceof TemplateError) return error.message
    throw error
  }
}

test('no template makes the engine fail in a way of its own', () => {
  const numRuns = process.env['SLOW'] === '1' ? 100_000 : 3_000
  const texts = property(array(pieces, { maxLength: 20 }), (parts) => {
    expect(messageOf(parts.join('')) ?? '').not.toMatch(/canary|fault of the template engine/)
  })
  assert(texts, { numRuns })
})

test('no call of a function makes the engine fail in a way of its own', () => {
  const argument = constantFrom('1', '-1', '"a"', '""', '.user', '.', 'nil', '(list 1 "b")', '1.5')
  const call = tuple(constantFrom(...sprigFunctions.keys()), array(argument, { maxLength: 4 }))
  const calls = property(call, ([name, args]) => {
    const message = messageOf(`{{ ${name} ${args.join(' ')} }}`)
    expect(message ?? '').not.toContain('fault of the template engine')
  })
  assert(calls, { numRuns: 3_000 })
})
