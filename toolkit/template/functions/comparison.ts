import { failTemplate } from '../template-failure.ts'
import { GoMap, GoObject, GoSlice, integerOf, kindOf } from '../values/go-value.ts'
import type { GoKind, GoValue } from '../values/go-value.ts'
import { fixed, functionMap, variadic } from './go-function.ts'
import type { FunctionMap } from './go-function.ts'

/** `eq ne lt le gt ge` with the type rules of Go's text/template. */
export const comparisonFunctions: FunctionMap = functionMap({
  eq: variadic(['any'], 'any', ([first, ...others]) => {
    if (others.length === 0) failTemplate('missing argument for the comparison')
    return others.some((other) => equal(first, other))
  }),
  ne: fixed(['any', 'any'], ([a, b]) => !equal(a, b)),
  lt: fixed(['any', 'any'], ([a, b]) => less(a, b)),
  le: fixed(['any', 'any'], ([a, b]) => less(a, b) || equal(a, b)),
  gt: fixed(['any', 'any'], ([a, b]) => !less(a, b) && !equal(a, b)),
  ge: fixed(['any', 'any'], ([a, b]) => !less(a, b)),
})

/** Integers of all kinds compare with each other, everything else only with its own kind. */
function basicKind(value: GoValue): 'integer' | GoKind | undefined {
  if (integerOf(value) !== undefined) return 'integer'
  const kind = kindOf(value)
  return kind === 'bool' || kind === 'string' || kind === 'float64' ? kind : undefined
}

function equal(a: GoValue, b: GoValue): boolean {
  const kind = basicKind(a)
  if (kind !== basicKind(b)) {
    if (kindOf(a) !== 'invalid' && kindOf(b) !== 'invalid') {
      failTemplate('values cannot be compared')
    }
    return false
  }
  if (kind === 'integer') return integerOf(a) === integerOf(b)
  return kind === undefined ? equalObjects(a, b) : a === b
}

/** Lists, maps and objects: lists and maps compare with nil only. */
function equalObjects(a: GoValue, b: GoValue): boolean {
  const [kindA, kindB] = [kindOf(a), kindOf(b)]
  if (kindA !== kindB && kindA !== 'invalid' && kindB !== 'invalid') {
    failTemplate('values cannot be compared')
  }
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b)
  if (a instanceof GoObject && b instanceof GoObject) return a.type === b.type && a.equals(b)
  return failTemplate('values cannot be compared')
}

function isNil(value: GoValue): boolean {
  if (value instanceof GoSlice || value instanceof GoMap) return value.isNil
  return value === null || value === undefined
}

function less(a: GoValue, b: GoValue): boolean {
  const [x, y] = [integerOf(a), integerOf(b)]
  if (x !== undefined && y !== undefined) return x < y
  if (typeof a === 'number' && typeof b === 'number') return a < b
  if (typeof a === 'string' && typeof b === 'string') return a < b
  return failTemplate('values cannot be compared')
}
