export { createLogger } from './create-logger.ts'
export type { LogFields, Logger, LoggerOptions, LogLevel } from './create-logger.ts'
export { errorFields } from './error-fields.ts'
