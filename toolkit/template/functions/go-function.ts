import type { GoTime } from '../library/time/go-time.ts'
import type { Version } from '../library/semver/version.ts'
import type { Meter } from '../meter.ts'
import { failTemplate } from '../template-failure.ts'
import type { GoInteger, GoMap, GoSlice, GoValue } from '../values/go-value.ts'

/** Gives `length` random bytes. */
export type RandomSource = (length: number) => Uint8Array

/** What functions may use besides their arguments. */
export interface Runtime {
  readonly meter: Meter
  /** `undefined`: functions that need randomness fail. */
  readonly random: RandomSource | undefined
  /** `undefined`: functions that need the time fail. */
  readonly clock: (() => Date) | undefined
}

/** The parameter types of functions, by their Go names; `any` takes everything. */
interface ParameterTypes {
  readonly any: GoValue
  readonly string: string
  readonly int: bigint
  readonly uint32: GoInteger
  readonly bool: boolean
  readonly float64: number
  readonly '[]interface {}': GoSlice
  readonly 'map[string]interface {}': GoMap
  readonly 'time.Time': GoTime
  readonly 'time.Duration': GoInteger
  readonly '*semver.Version': Version
}

/** The Go name of a parameter type. */
export type ParameterType = keyof ParameterTypes

type Arguments<P extends readonly ParameterType[]> = {
  readonly [I in keyof P]: ParameterTypes[P[I]]
}

/** A function a template can call, with the signature its arguments are checked against. */
export interface GoFunction {
  readonly parameters: readonly ParameterType[]
  /** Type of any number of further arguments. */
  readonly rest: ParameterType | undefined
  /** `and` and `or` stop at the first argument that decides. */
  readonly shortCircuit?: 'and' | 'or'
  // A method, so that a function of narrower arguments can be given: they are checked before.
  run(values: readonly GoValue[], runtime: Runtime): GoValue
}

/** Functions by name. */
export type FunctionMap = ReadonlyMap<string, GoFunction>

/** A function with a fixed number of arguments. */
export function fixed<const P extends readonly ParameterType[]>(
  parameters: P,
  run: (values: Arguments<P>, runtime: Runtime) => GoValue,
): GoFunction {
  return { parameters, rest: undefined, run }
}

/** A function with any number of further arguments of type `rest`. */
export function variadic<const P extends readonly ParameterType[], const R extends ParameterType>(
  parameters: P,
  rest: R,
  run: (values: readonly [...Arguments<P>, ...ParameterTypes[R][]], runtime: Runtime) => GoValue,
): GoFunction {
  return { parameters, rest, run }
}

/** Functions of a topic, by name. */
export function functionMap(functions: Readonly<Record<string, GoFunction>>): FunctionMap {
  return new Map(Object.entries(functions))
}

/** The random source, if randomness is switched on. */
export function randomOf(runtime: Runtime): RandomSource {
  return runtime.random ?? failTemplate('randomness is switched off')
}

/** The present, if the clock is switched on. */
export function nowOf(runtime: Runtime): Date {
  return (runtime.clock ?? failTemplate('the clock is switched off'))()
}

/** A count given by a template as a JavaScript number, bounded so that nothing overflows. */
export function countOf(value: bigint): number {
  return Number(BigInt.asIntN(64, value))
}
