import { runeCount } from '../values/utf8.ts'

/** Flags, width and precision of one verb of a format string. */
export interface FormatFlags {
  readonly plus: boolean
  readonly minus: boolean
  readonly sharp: boolean
  readonly space: boolean
  readonly zero: boolean
  /** `%#v`: as Go source. */
  readonly goSyntax: boolean
  readonly width: number | undefined
  readonly precision: number | undefined
}

/** The flags of `%v` alone. */
export const NO_FLAGS: FormatFlags = {
  plus: false,
  minus: false,
  sharp: false,
  space: false,
  zero: false,
  goSyntax: false,
  width: undefined,
  precision: undefined,
}

/** `text` filled up to the width, which counts code points. */
export function pad(text: string, flags: FormatFlags): string {
  const missing = (flags.width ?? 0) - runeCount(text)
  return missing > 0 ? padBy(text, missing, flags) : text
}

/** `text` filled up with spaces whatever the flag for zeros says. */
export function padWithSpaces(text: string, flags: FormatFlags): string {
  return pad(text, { ...flags, zero: false })
}

function padBy(text: string, missing: number, flags: FormatFlags): string {
  if (flags.minus) return text + ' '.repeat(missing)
  return (flags.zero ? '0' : ' ').repeat(missing) + text
}
