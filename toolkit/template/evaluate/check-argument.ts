import { goDuration } from '../library/time/duration.ts'
import type { ParameterType } from '../functions/go-function.ts'
import type { OperandNode } from '../parse/nodes.ts'
import type { NumberConstant } from '../parse/number-constant.ts'
import { failTemplate } from '../template-failure.ts'
import { GoInteger, GoMap, GoSlice, typeName } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'

/** Constants, whose type is decided by the parameter they are given to. */
type ConstantNode = Extract<OperandNode, { kind: 'bool' | 'string' | 'number' }>

/** `value` as an argument of type `type`: Go converts nothing but the absence of a value. */
export function checkArgument(value: GoValue, type: ParameterType): GoValue {
  if (value === undefined) return nilOf(type)
  if (type === 'any' || typeName(value) === type) return value
  return failTemplate('wrong type of argument')
}

/** The nil of a type; only lists, maps and `any` have one. */
export function nilOf(type: ParameterType): GoValue {
  if (type === 'any') return null
  if (type === '[]interface {}') return GoSlice.nil('interface {}')
  if (type === 'map[string]interface {}') return new GoMap('interface {}', undefined)
  return failTemplate('wrong type of argument')
}

/** A constant as an argument of type `type`. */
export function constantArgument(node: ConstantNode, type: ParameterType): GoValue {
  if (type === 'any') return idealConstant(node)
  const value = node.kind === 'number' ? numberAs(node.value, type) : node.value
  const fits = value !== undefined && typeName(value) === type
  return fits ? value : failTemplate('wrong type of constant')
}

function numberAs({ int, uint, float }: NumberConstant, type: ParameterType): GoValue {
  if (type === 'int') return int
  if (type === 'float64') return float
  if (type === 'time.Duration' && int !== undefined) return goDuration(int)
  return type === 'uint32' && uint !== undefined ? new GoInteger('uint32', uint) : undefined
}

/** A constant where no type is asked for: its spelling decides. */
export function idealConstant(node: ConstantNode): GoValue {
  if (node.kind !== 'number') return node.value
  const { int, float, looksLikeFloat } = node.value
  if (looksLikeFloat && float !== undefined) return float
  return int ?? failTemplate('constant does not fit an integer')
}
