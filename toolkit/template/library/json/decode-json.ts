import type { Meter } from '../../meter.ts'
import { GoMap, GoSlice } from '../../values/go-value.ts'
import type { GoValue } from '../../values/go-value.ts'
import { fromText, toText } from '../../values/utf8.ts'

/** What Go's `encoding/json` reads into an empty interface. */
export interface DecodedJson {
  readonly value: GoValue
  /** A number was too large; its place is nil. */
  readonly flawed: boolean
}

/** Reads JSON; `undefined` when it is none. Numbers are float64. */
export function decodeJson(text: string, meter: Meter): DecodedJson | undefined {
  meter.spendText(text.length)
  let parsed: unknown
  try {
    parsed = JSON.parse(toText(text))
  } catch {
    // The message of the parser holds a piece of the text.
    return undefined
  }
  const reader = new JsonReader(meter)
  return { value: reader.convert(parsed), flawed: reader.flawed }
}

class JsonReader {
  readonly #meter: Meter
  flawed = false

  constructor(meter: Meter) {
    this.#meter = meter
  }

  convert(parsed: unknown): GoValue {
    this.#meter.spend(1)
    if (typeof parsed === 'string') return fromText(parsed)
    if (typeof parsed === 'boolean') return parsed
    if (typeof parsed === 'number') return this.#number(parsed)
    if (typeof parsed !== 'object' || parsed === null) return null
    return this.#meter.nest(() => this.#collection(parsed))
  }

  #number(parsed: number): GoValue {
    if (Number.isFinite(parsed)) return parsed
    this.flawed = true
    return null
  }

  #collection(parsed: object): GoValue {
    if (Array.isArray(parsed)) {
      this.#meter.spendList(parsed.length)
      return GoSlice.list(parsed.map((item) => this.convert(item)))
    }
    const entries = new Map<string, GoValue>()
    for (const [key, value] of Object.entries(parsed)) {
      entries.set(fromText(key), this.convert(value))
    }
    return GoMap.dict(entries)
  }
}
