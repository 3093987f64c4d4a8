import type { FunctionMap, GoFunction, ParameterType, Runtime } from '../functions/go-function.ts'
import { failTemplate } from '../template-failure.ts'
import { BYTES_PER_STEP } from '../template-limits.ts'
import { GoInteger, GoObject, GoSlice } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'

/** Checks the number of arguments before any of them is evaluated, as Go does. */
export function checkCount(callee: GoFunction, count: number): void {
  const { parameters, rest } = callee
  const fits = rest === undefined ? count === parameters.length : count >= parameters.length
  if (!fits) failTemplate('wrong number of arguments')
}

/** The type of the argument at `index`. */
export function parameterType(callee: GoFunction, index: number): ParameterType {
  return callee.parameters[index] ?? callee.rest ?? 'any'
}

/** Calls a function with checked arguments and pays for what it may read and what it returns. */
export function callFunction(
  callee: GoFunction,
  values: readonly GoValue[],
  runtime: Runtime,
): GoValue {
  for (const [index, value] of values.entries()) {
    // A text given as any value is only looked at by functions that pay for it themselves.
    const isText = typeof value === 'string' && parameterType(callee, index) === 'string'
    if (isText || value instanceof GoSlice) runtime.meter.spend(value.length / BYTES_PER_STEP)
  }
  const result = callee.run(values, runtime)
  if (typeof result === 'string') runtime.meter.spendText(result.length)
  if (result instanceof GoSlice) runtime.meter.spendList(result.length)
  return result
}

/** The method of that name, as a function without its first parameter. */
export function methodOf(receiver: GoValue, name: string): GoFunction | undefined {
  const method = methodsOf(receiver)?.get(name)
  if (method === undefined) return undefined
  return {
    parameters: method.parameters.slice(1),
    rest: method.rest,
    run: (values, runtime) => method.run([receiver, ...values], runtime),
  }
}

function methodsOf(value: GoValue): FunctionMap | undefined {
  if (value instanceof GoObject) return value.methods
  return value instanceof GoInteger ? value.naming?.methods : undefined
}
