import type { RawOptions } from './raw-client.ts'

/** A request, what it is refused with, and the fields the refusal names. */
export interface Refusal {
  readonly name: string
  /** `METHOD path`; `@` stands for the namespace of the test. */
  readonly request: string
  readonly options?: RawOptions
  readonly code: number
  readonly reason: string
  readonly fields?: readonly string[]
}
