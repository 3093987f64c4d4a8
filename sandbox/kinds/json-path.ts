import type { Json } from '../objects/json.ts'
import { own } from '../objects/json.ts'

/** One step: a field, an index, or the first entry whose field has a value. */
const STEP =
  /^(?:\.((?:\\.|[^.[\]\\])+)|\[['"]((?:\\.|[^'"\\])+)['"]\]|\[(\d+)\]|\[\?\(@\.([\w.-]+)\s*==\s*['"]([^'"]*)['"]\)\])/

/** Longest path that is read; those of real definitions have less than 100 characters. */
const MAX_LENGTH = 500

/**
 * Reads a value by the simple JSONPath printer columns use: `.a.b`, `.a[0]`, `['a']`, `\.` inside a
 * name, and `[?(@.type=="Ready")]`. Anything else, and anything absent, is `undefined`.
 */
export function readJsonPath(path: string, root: Json): Json | undefined {
  let rest = path.slice(0, MAX_LENGTH)
  let value: Json | undefined = root
  while (rest !== '' && value !== undefined) {
    const step = STEP.exec(rest)
    if (step === null) return undefined
    value = take(value, step)
    rest = rest.slice(step[0].length)
  }
  return value
}

function take(value: Json, step: RegExpExecArray): Json | undefined {
  const [, field, quoted, index, filterField, wanted] = step
  const name = field ?? quoted
  if (name !== undefined) return own(value, name.replaceAll(/\\(.)/g, '$1'))
  if (!Array.isArray(value)) return undefined
  if (index !== undefined) return value[Number(index)]
  return value.find(
    (item) => (filterField ?? '').split('.').reduce<Json | undefined>(own, item) === wanted,
  )
}
