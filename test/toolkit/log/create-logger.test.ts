import { describe, expect, test } from 'vitest'
import { Plaintext } from '../../../src/plaintext.ts'
import { createLogger } from '../../../toolkit/log/index.ts'
import type { LogFields, Logger, LoggerOptions } from '../../../toolkit/log/index.ts'

const clock = { now: () => new Date('2026-01-02T03:04:05.678Z') }

function logTo(lines: string[], options: Partial<LoggerOptions> = {}): Logger {
  return createLogger({ format: 'text', clock, write: (line) => lines.push(line), ...options })
}

describe('text', () => {
  const cases: [name: string, fields: LogFields, tail: string][] = [
    ['words stay bare', { key: 'a/b', n: 1.5, yes: true }, 'key=a/b n=1.5 yes=true'],
    ['undefined is left out', { a: undefined, b: 1 }, 'b=1'],
    ['spaces are quoted', { a: 'b c' }, 'a="b c"'],
    ['nothing is quoted', { a: '' }, 'a=""'],
    ['an equals sign is quoted', { a: 'b=c' }, 'a="b=c"'],
    ['a line cannot be forged', { a: 'x\n2026 level=ERROR' }, 'a="x\\n2026 level=ERROR"'],
    ['the terminal is safe', { a: '\u001b[2Jx' }, 'a="\\u001b[2Jx"'],
    ['C1 and DEL too', { a: '\u009b1m\u007f' }, 'a="\\u009b1m\\u007f"'],
    ['the reading direction stays', { a: '\u202egnp' }, 'a="\\u202egnp"'],
    ['tags beyond the BMP', { a: '\u{e0041}' }, 'a="\\udb40\\udc41"'],
    ['letters stay readable', { a: 'größe' }, 'a="größe"'],
    ['its own fields stay', { level: 'ERROR', msg: 'x', time: 'y', a: 1 }, 'a=1'],
    ['long values are cut', { a: 'x'.repeat(3_000) }, `a="${'x'.repeat(2_000)}…"`],
    ['no number', { a: Number.NaN }, 'a="[number]"'],
  ]
  test.each(cases)('%s', (_name, fields, tail) => {
    const lines: string[] = []
    logTo(lines).info('unsealed', fields)
    expect(lines).toEqual([`time=2026-01-02T03:04:05.678Z level=INFO msg=unsealed ${tail}\n`])
  })
})

test('json is one object a line', () => {
  const lines: string[] = []
  logTo(lines, { format: 'json' }).warn('not unsealed', { a: 'x\n\u2028"', n: 1, b: false })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^[^\n\u2028]+\n$/)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: '2026-01-02T03:04:05.678Z',
    level: 'WARN',
    msg: 'not unsealed',
    a: 'x\n\u2028"',
    n: 1,
    b: false,
  })
})

test.each(['text', 'json'] as const)('objects that slip through are not shown in %s', (format) => {
  const lines: string[] = []
  const fields = { a: Plaintext.fromText('canary'), b: { c: 'canary' }, d: null }
  logTo(lines, { format }).info('x', JSON.parse('{}') as LogFields)
  logTo(lines, { format }).info('x', fields as object as LogFields)
  expect(lines.join('')).not.toContain('canary')
  expect(lines[1]).toContain('[object]')
})

test('lines below the level are dropped, and the writer is told the level', () => {
  const levels: string[] = []
  const log = createLogger({
    format: 'text',
    level: 'warn',
    clock,
    write: (_line, level) => levels.push(level),
  })
  log.debug('x')
  log.info('x')
  log.warn('x')
  log.error('x')
  expect(levels).toEqual(['warn', 'error'])
})

test('with adds fields, which a line may override', () => {
  const lines: string[] = []
  const log = logTo(lines).with({ a: 1 }).with({ b: 2 })
  log.info('x')
  log.info('x', { b: 3 })
  expect(lines.map((line) => line.slice(line.indexOf('msg=')))).toEqual([
    'msg=x a=1 b=2\n',
    'msg=x a=1 b=3\n',
  ])
})
