import type { Meter } from '../meter.ts'
import { failTemplate } from '../template-failure.ts'
import { GoMap, GoObject } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { isEmpty } from './defaults.ts'

/** How maps are merged. */
export interface MergeOptions {
  /** Elements of the source win over those that are not empty. */
  readonly overwrites: boolean
  readonly meter: Meter
}

/**
 * Puts the elements of `source` into `target`, maps in maps likewise, and returns it.
 *
 * As dario.cat/mergo 1.0.1 does it: an element that is empty counts as missing, lists are not joined,
 * and maps that are missing in the target are shared with the source.
 */
export function mergeMaps(target: GoMap, source: GoMap, options: MergeOptions): GoMap {
  const merged = target.isNil && !source.isNil ? new GoMap(target.elementType, new Map()) : target
  options.meter.nest(() => {
    for (const [key, element] of source.entries) {
      options.meter.spend(1)
      mergeElement(merged, key, { element, elementType: source.elementType, options })
    }
  })
  return merged
}

interface Source {
  readonly element: GoValue
  readonly elementType: 'interface {}' | 'string'
  readonly options: MergeOptions
}

function mergeElement(target: GoMap, key: string, source: Source): void {
  const { element, options } = source
  const present = target.entries.get(key)
  if (element === null || element === undefined) {
    if (options.overwrites) setElement(target, key, source)
    return
  }
  if (element instanceof GoMap && present instanceof GoMap && !present.isNil) {
    mergeMaps(present, element, options)
  }
  if (element instanceof GoMap && isPointer(present) && !options.overwrites) {
    failTemplate('values cannot be merged')
  }
  const kept = present !== undefined && !isEmpty(present)
  // A list replaces what is not empty only when it overwrites, and a map never replaces a map.
  if (kept && element instanceof GoMap && present instanceof GoMap) return
  if (!kept || options.overwrites) setElement(target, key, source)
}

function isPointer(value: GoValue): boolean {
  return value instanceof GoObject && value.kind === 'ptr'
}

/** A map of strings takes elements of maps of strings only. */
function setElement(target: GoMap, key: string, { element, elementType }: Source): void {
  if (target.elementType === 'string' && elementType !== 'string') {
    failTemplate('map element has another type')
  }
  target.entries.set(key, element)
}
