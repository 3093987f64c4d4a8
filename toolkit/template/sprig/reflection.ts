import { fixed, functionMap } from '../functions/go-function.ts'
import type { FunctionMap } from '../functions/go-function.ts'
import { deepEqual } from '../values/equality.ts'
import { kindOf, typeName } from '../values/go-value.ts'

/** Functions of sprig on types. */
export const reflectionFunctions: FunctionMap = functionMap({
  typeOf: fixed(['any'], ([value]) => typeName(value)),
  typeIs: fixed(['string', 'any'], ([type, value]) => typeName(value) === type),
  typeIsLike: fixed(
    ['string', 'any'],
    ([type, value]) => typeName(value) === type || typeName(value) === `*${type}`,
  ),
  kindOf: fixed(['any'], ([value]) => kindOf(value)),
  kindIs: fixed(['string', 'any'], ([kind, value]) => kindOf(value) === kind),
  deepEqual: fixed(['any', 'any'], ([a, b], { meter }) => deepEqual(a, b, meter)),
})
