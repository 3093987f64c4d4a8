import type { GoFunction } from '../functions/go-function.ts'

/** Kinds of integers that templates can meet. */
export type IntegerKind = 'int' | 'int64' | 'uint8' | 'uint32' | 'uint64'

/** Go's kinds, as `kindOf` names them. */
export type GoKind =
  IntegerKind | 'invalid' | 'bool' | 'string' | 'float64' | 'slice' | 'map' | 'struct' | 'ptr'

/** Element types of the lists and maps that templates can meet. */
export type ElementType = 'interface {}' | 'string' | 'int' | '[]interface {}'

/**
 * A value as a Go template sees it.
 *
 * - `undefined`: no value at all (a key that is missing); prints as `<no value>`
 * - `null`: the nil interface; prints as `<nil>`
 * - `boolean`, and `number` for float64
 * - `bigint`: int; every other integer type is a {@link GoInteger}
 * - `string`: bytes, one per character (see `utf8.ts`)
 */
export type GoValue =
  undefined | null | boolean | number | bigint | string | GoInteger | GoSlice | GoMap | GoObject

/** Name, text and methods of a named integer type such as `time.Duration`. */
export interface IntegerNaming {
  readonly type: string
  readonly toText: (value: bigint) => string
  readonly methods: ReadonlyMap<string, GoFunction>
}

/** An integer of another type than int. */
export class GoInteger {
  readonly kind: IntegerKind
  readonly value: bigint
  readonly naming: IntegerNaming | undefined

  /** @param value - wrapped to the width of `kind` */
  constructor(kind: IntegerKind, value: bigint, naming?: IntegerNaming) {
    this.kind = kind
    this.value = wrapInteger(kind, value)
    this.naming = naming
  }

  /** Such as `int64` or `time.Duration`. */
  get type(): string {
    return this.naming?.type ?? this.kind
  }
}

/** `value` as two's complement of the width of `kind`, as Go's arithmetic wraps. */
export function wrapInteger(kind: IntegerKind, value: bigint): bigint {
  switch (kind) {
    case 'int':
    case 'int64':
      return BigInt.asIntN(64, value)
    case 'uint64':
      return BigInt.asUintN(64, value)
    case 'uint32':
      return BigInt.asUintN(32, value)
    case 'uint8':
      return BigInt.asUintN(8, value)
    default:
      return kind satisfies never
  }
}

/** An int64. */
export function int64(value: bigint): GoInteger {
  return new GoInteger('int64', value)
}

/** A slice: a window on an array that other slices may share. */
export class GoSlice {
  readonly elementType: ElementType
  /** Go tells a nil slice from an empty one: JSON `null` against `[]`. */
  readonly isNil: boolean
  readonly #array: GoValue[]
  readonly #start: number
  readonly length: number

  private constructor(elementType: ElementType, array: GoValue[] | undefined, window: Window) {
    this.elementType = elementType
    this.isNil = array === undefined
    this.#array = array ?? []
    this.#start = window.start
    this.length = window.end - window.start
  }

  /** A slice of these elements; the array is taken over. */
  static of(elementType: ElementType, array: GoValue[]): GoSlice {
    return new GoSlice(elementType, array, { start: 0, end: array.length })
  }

  /** A list of values of any type; the array is taken over. */
  static list(array: GoValue[]): GoSlice {
    return GoSlice.of('interface {}', array)
  }

  /** The nil slice. */
  static nil(elementType: ElementType): GoSlice {
    return new GoSlice(elementType, undefined, { start: 0, end: 0 })
  }

  get type(): string {
    return `[]${this.elementType}`
  }

  /** How far the slice may be extended. */
  get capacity(): number {
    return this.#array.length - this.#start
  }

  /** The element, `undefined` outside of the slice. */
  at(index: number): GoValue {
    return index >= 0 && index < this.length ? this.#array[this.#start + index] : undefined
  }

  /** The elements, copied. */
  toArray(): GoValue[] {
    return this.#array.slice(this.#start, this.#start + this.length)
  }

  /** A window on the same array; the caller has checked `0 <= start <= end <= capacity`. */
  window(start: number, end: number): GoSlice {
    const shifted = { start: this.#start + start, end: this.#start + end }
    return new GoSlice(this.elementType, this.#array, shifted)
  }

  /** Sorts in place: seen by every slice of the same array. */
  sort(compare: (a: GoValue, b: GoValue) => number): void {
    for (const [index, value] of this.toArray().toSorted(compare).entries()) {
      this.#array[this.#start + index] = value
    }
  }
}

interface Window {
  readonly start: number
  readonly end: number
}

/** A map with string keys, shared by reference. */
export class GoMap {
  readonly elementType: 'interface {}' | 'string'
  readonly isNil: boolean
  readonly entries: Map<string, GoValue>

  /** @param entries - taken over; `undefined` makes the nil map */
  constructor(elementType: 'interface {}' | 'string', entries: Map<string, GoValue> | undefined) {
    this.elementType = elementType
    this.isNil = entries === undefined
    this.entries = entries ?? new Map<string, GoValue>()
  }

  /** A map of values of any type; the entries are taken over. */
  static dict(entries: Map<string, GoValue>): GoMap {
    return new GoMap('interface {}', entries)
  }

  get type(): string {
    return `map[string]${this.elementType}`
  }

  /** The keys in the order in which Go prints and ranges over them: by bytes. */
  sortedKeys(): string[] {
    return [...this.entries.keys()].toSorted(compareText)
  }
}

/** Order by bytes. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A value with methods: `time.Time`, `*semver.Version`. */
export abstract class GoObject {
  abstract readonly type: string
  abstract readonly kind: 'struct' | 'ptr'
  /** Methods by name; their first parameter is the object. */
  abstract readonly methods: ReadonlyMap<string, GoFunction>
  /** What the method String gives. */
  abstract toText(): string
  /** What `%#v` prints. */
  abstract toGoSyntax(): string
  /** What the method MarshalJSON gives; `undefined` when it fails. */
  abstract toJson(): string | undefined
  /** Go's `==`. */
  abstract equals(other: GoObject): boolean
  /** Go's `reflect.DeepEqual`. */
  abstract deepEquals(other: GoObject): boolean
}

/** The kind of a value. */
export function kindOf(value: GoValue): GoKind {
  if (value === undefined || value === null) return 'invalid'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return 'float64'
  if (typeof value === 'bigint') return 'int'
  if (value instanceof GoSlice) return 'slice'
  if (value instanceof GoMap) return 'map'
  return value.kind
}

/** The name of the type of a value, as `%T` prints it. */
export function typeName(value: GoValue): string {
  if (value === undefined || value === null) return '<nil>'
  if (typeof value === 'object') return value.type
  return kindOf(value)
}

/** The number in a value of an integer type, else `undefined`. */
export function integerOf(value: GoValue): bigint | undefined {
  if (typeof value === 'bigint') return value
  return value instanceof GoInteger ? value.value : undefined
}
