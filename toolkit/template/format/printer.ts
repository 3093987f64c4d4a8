import type { Meter } from '../meter.ts'
import { GoInteger, GoMap, GoObject, GoSlice, kindOf, typeName } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { NO_FLAGS, pad } from './format-flags.ts'
import type { FormatFlags } from './format-flags.ts'
import { formatBoolean, formatFloatVerb, formatInteger, formatString } from './format-scalar.ts'

/** What one verb asks for. */
interface Request {
  readonly verb: string
  readonly flags: FormatFlags
  /** Inside the complaint about a wrong verb methods are not called. */
  readonly complaining: boolean
}

/**
 * Writes values as Go's `fmt` does, into a text of bounded length.
 *
 * The bound matters: forty nested `list $x $x` are small, but print as a million million elements.
 */
export class Printer {
  readonly #meter: Meter
  #text = ''

  constructor(meter: Meter) {
    this.#meter = meter
  }

  /** What has been written. */
  get text(): string {
    return this.#text
  }

  /** Appends text as it is. */
  write(text: string): void {
    this.#text += text
    if (this.#text.length > this.#meter.limits.textBytes) this.#meter.spendText(this.#text.length)
  }

  /** Appends `value` as `%v` does. */
  print(value: GoValue): void {
    this.printVerb(value, 'v', NO_FLAGS)
  }

  /** Appends `value` as the verb asks. */
  printVerb(value: GoValue, verb: string, flags: FormatFlags): void {
    const request: Request = { verb, flags, complaining: false }
    if (value === null || value === undefined) {
      if (verb === 'v' || verb === 'T') this.write(pad('<nil>', flags))
      else this.#complain(value, request)
      return
    }
    if (verb === 'T') this.write(formatString(typeName(value), 's', flags) ?? '')
    else if (verb === 'p' || verb === 'w') this.#complain(value, request)
    else this.#printValue(value, request)
  }

  #printValue(value: GoValue, request: Request): void {
    this.#meter.spend(1)
    const text = this.#scalar(value, request)
    if (text !== undefined) this.write(text)
    else if (value instanceof GoSlice) this.#printSlice(value, request)
    else if (value instanceof GoMap) this.#printMap(value, request)
    else this.#complain(value, request)
  }

  #scalar(value: GoValue, { verb, flags, complaining }: Request): string | undefined {
    if (value === null || value === undefined) {
      return flags.goSyntax ? 'interface {}(nil)' : '<nil>'
    }
    if (typeof value === 'boolean') return formatBoolean(value, verb, flags)
    if (typeof value === 'string') return formatString(value, verb, flags)
    if (typeof value === 'number') return formatFloatVerb(value, verb, flags)
    if (typeof value === 'bigint') return formatInteger(value, verb === 'v' ? 'd' : verb, flags)
    if (value instanceof GoObject) return formatObject(value, verb, flags)
    return value instanceof GoInteger ? formatNamed(value, { verb, flags, complaining }) : undefined
  }

  #printSlice(slice: GoSlice, request: Request): void {
    const go = request.flags.goSyntax
    if (go && slice.isNil) {
      this.write(`${slice.type}(nil)`)
      return
    }
    this.write(go ? `${slice.type}{` : '[')
    this.#meter.nest(() => {
      for (let i = 0; i < slice.length; i++) {
        if (i > 0) this.write(go ? ', ' : ' ')
        this.#printValue(slice.at(i), request)
      }
    })
    this.write(go ? '}' : ']')
  }

  #printMap(map: GoMap, request: Request): void {
    const go = request.flags.goSyntax
    if (go && map.isNil) {
      this.write(`${map.type}(nil)`)
      return
    }
    this.write(go ? `${map.type}{` : 'map[')
    this.#meter.nest(() => {
      for (const [index, key] of map.sortedKeys().entries()) {
        if (index > 0) this.write(go ? ', ' : ' ')
        this.#printValue(key, request)
        this.write(':')
        this.#printValue(map.entries.get(key), request)
      }
    })
    this.write(go ? '}' : ']')
  }

  /** `%!d(string=hi)`: the verb does not fit the value. */
  #complain(value: GoValue, request: Request): void {
    const { verb, flags } = request
    if (value === null || value === undefined) {
      this.write(`%!${verb}(<nil>)`)
      return
    }
    this.write(`%!${verb}(${typeName(value)}=`)
    if (value instanceof GoObject) this.write(value.toText())
    else this.#printValue(value, { verb: 'v', flags, complaining: true })
    this.write(')')
  }
}

function formatObject(value: GoObject, verb: string, flags: FormatFlags): string | undefined {
  if (!flags.goSyntax) return formatString(value.toText(), verb, flags)
  return formatString(value.toGoSyntax(), 's', flags)
}

/** An integer of another type than int; types with a name print their name where text fits. */
function formatNamed(value: GoInteger, request: Request): string | undefined {
  const { verb, flags, complaining } = request
  if (value.naming !== undefined && !flags.goSyntax && !complaining && 'vsxXq'.includes(verb)) {
    return formatString(value.naming.toText(value.value), verb, flags)
  }
  if (verb !== 'v') return formatInteger(value.value, verb, flags)
  if (flags.goSyntax && kindOf(value).startsWith('u')) {
    return formatInteger(value.value, 'x', { ...flags, sharp: true })
  }
  return formatInteger(value.value, 'd', flags)
}
