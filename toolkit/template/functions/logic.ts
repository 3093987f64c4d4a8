import { failTemplate } from '../template-failure.ts'
import { isTrue } from '../values/truth.ts'
import { fixed, functionMap, variadic } from './go-function.ts'
import type { FunctionMap } from './go-function.ts'

/** `and or not call` of Go's text/template. */
export const logicFunctions: FunctionMap = functionMap({
  // The evaluator carries these two out, because they may not evaluate all arguments.
  and: { ...variadic(['any'], 'any', ([first]) => first), shortCircuit: 'and' },
  or: { ...variadic(['any'], 'any', ([first]) => first), shortCircuit: 'or' },
  not: fixed(['any'], ([value]) => !isTrue(value)),
  // No value here is a function.
  call: variadic(['any'], 'any', () => failTemplate('value is not a function')),
})
