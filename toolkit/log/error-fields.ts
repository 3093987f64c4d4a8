import type { LogFields } from './create-logger.ts'

/**
 * What may be logged of a failure: code, message and hint of our own errors; of any other only its
 * class, its system code and where it was thrown, since its message may quote a value.
 */
export function errorFields(error: unknown): LogFields {
  return { error: error instanceof Error ? error.name : typeof error }
}
