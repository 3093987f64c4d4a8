import { WaxsealError } from '../../src/errors.ts'
import type { LogFields } from './create-logger.ts'

/**
 * What may be logged of a failure: code, message and hint of our own errors; of any other only its
 * class, its system code and where it was thrown, since its message may quote a value.
 */
export function errorFields(error: unknown): LogFields {
  if (error instanceof WaxsealError) {
    return { code: error.code, error: error.message, hint: error.hint }
  }
  if (!(error instanceof Error)) return { error: typeof error }
  return {
    error: error.constructor.name,
    systemCode: 'code' in error ? asCode(error.code) : undefined,
    thrownAt: firstFrame(error),
  }
}

/** Node's codes are words such as `ENOENT`; anything else might be a value. */
function asCode(code: unknown): string | undefined {
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : undefined
}

/** The stack begins with the message, which is cut off before a frame is looked for. */
function firstFrame(error: Error): string | undefined {
  const stack = error.stack ?? ''
  const end = stack.indexOf(error.message) + error.message.length
  return /^ {4}at (.+)$/m.exec(stack.slice(end))?.[1]
}
