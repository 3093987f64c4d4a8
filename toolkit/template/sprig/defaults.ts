import { fixed, functionMap, variadic } from '../functions/go-function.ts'
import type { FunctionMap } from '../functions/go-function.ts'
import { failTemplate } from '../template-failure.ts'
import type { GoValue } from '../values/go-value.ts'
import { isTrue } from '../values/truth.ts'

/** Functions of sprig that choose between values. */
export const defaultFunctions: FunctionMap = functionMap({
  default: variadic(['any'], 'any', ([fallback, given]) =>
    isEmpty(given ?? null) ? fallback : given,
  ),
  empty: fixed(['any'], ([value]) => isEmpty(value)),
  coalesce: variadic([], 'any', (values) => values.find((value) => !isEmpty(value)) ?? null),
  all: variadic([], 'any', (values) => values.every((value) => !isEmpty(value))),
  any: variadic([], 'any', (values) => values.some((value) => !isEmpty(value))),
  ternary: fixed(['any', 'any', 'bool'], ([whenTrue, whenFalse, condition]) =>
    condition ? whenTrue : whenFalse,
  ),
  // The text is for nobody: it may hold a value.
  fail: fixed(['string'], () => failTemplate('fail was called')),
})

/** Whether sprig takes a value as not set: the opposite of truth. */
export function isEmpty(value: GoValue): boolean {
  return !isTrue(value)
}
