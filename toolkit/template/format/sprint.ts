import type { Meter } from '../meter.ts'
import type { GoValue } from '../values/go-value.ts'
import { Printer } from './printer.ts'

/** `print`: a space between two values when neither is a string. */
export function sprint(values: readonly GoValue[], meter: Meter): string {
  const [only] = values
  if (values.length === 1 && typeof only === 'string') return only
  const printer = new Printer(meter)
  let afterText = true
  for (const value of values) {
    const isText = typeof value === 'string'
    if (!isText && !afterText) printer.write(' ')
    printer.print(value)
    afterText = isText
  }
  return printer.text
}

/** `println`: a space between any two values and a line break at the end. */
export function sprintln(values: readonly GoValue[], meter: Meter): string {
  const printer = new Printer(meter)
  for (const [index, value] of values.entries()) {
    if (index > 0) printer.write(' ')
    printer.print(value)
  }
  printer.write('\n')
  return printer.text
}
