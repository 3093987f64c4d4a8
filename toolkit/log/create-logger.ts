import { WaxsealError } from '../../src/errors.ts'

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
  throw new WaxsealError('ERR_INTERNAL', `not built yet: ${options.format}`)
}
