/** From the most talkative to the most silent. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** The only types that may be logged; `undefined` is left out. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** Writes constant messages with flat fields; nothing else can be given to it. */
export interface Logger {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** A logger that adds `fields` to each line. */
  with(fields: LogFields): Logger
}

/** What a logger is made of. */
export interface LoggerOptions {
  /** `text`: `time=… level=INFO msg="…" key=value`; `json`: one object a line. */
  readonly format: 'text' | 'json'
  /** Lines below it are dropped; `info` by default. */
  readonly level?: LogLevel
  /** Takes one line with its newline. */
  readonly write: (line: string, level: LogLevel) => void
  readonly clock: { now(): Date }
}

/** A logger of one line per record; control characters are escaped, long values cut. */
export function createLogger(options: LoggerOptions): Logger {
  return loggerWith(options, {})
}

type Entry = [key: string, value: unknown]

/** Set by the logger itself; a field cannot take their place. */
const OWN: ReadonlySet<string> = new Set(['time', 'level', 'msg'])
const LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies LogLevel[]
/** Characters of a value that are kept. */
const MAX_LENGTH = 2_000

function loggerWith(options: LoggerOptions, common: LogFields): Logger {
  const threshold = LEVELS.indexOf(options.level ?? 'info')
  const format = options.format === 'json' ? formatJson : formatText
  const log = (level: LogLevel, message: string, fields: LogFields = {}): void => {
    if (LEVELS.indexOf(level) < threshold) return
    const own: Entry[] = [
      ['time', options.clock.now().toISOString()],
      ['level', level.toUpperCase()],
      ['msg', message],
    ]
    const given = Object.entries({ ...common, ...fields }).filter(([key]) => !OWN.has(key))
    const record = [...own, ...given].filter(([, value]) => value !== undefined)
    options.write(`${format(record)}\n`, level)
  }
  return {
    debug: (message, fields) => log('debug', message, fields),
    info: (message, fields) => log('info', message, fields),
    warn: (message, fields) => log('warn', message, fields),
    error: (message, fields) => log('error', message, fields),
    with: (fields) => loggerWith(options, { ...common, ...fields }),
  }
}

function formatJson(record: readonly Entry[]): string {
  return `{${record.map(([key, value]) => `${quote(key)}:${toJson(value)}`).join(',')}}`
}

/** As Go's `log/slog` writes it: `key=value`, quoted when it is not one plain word. */
function formatText(record: readonly Entry[]): string {
  return record
    .map(([key, value]) => {
      const isPlain = typeof value === 'string' && /^[\w.:/@%+,-]+$/.test(value)
      return `${key}=${isPlain && value.length <= MAX_LENGTH ? value : toJson(value)}`
    })
    .join(' ')
}

/** Types the compiler let slip through are named, not shown. */
function toJson(value: unknown): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'boolean' || Number.isFinite(value)) return String(value)
  return quote(`[${typeof value}]`)
}

/** A JSON string in which nothing can move a cursor, end a line or turn the reading direction. */
function quote(text: string): string {
  const kept = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text
  return JSON.stringify(kept).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escape)
}

function escape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
