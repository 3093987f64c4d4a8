import { fixed, functionMap } from '../functions/go-function.ts'
import type { FunctionMap } from '../functions/go-function.ts'
import {
  isDigit,
  isLetter,
  isLower,
  isSpace,
  isTitle,
  isUpper,
  mapRunes,
  toLowerRune,
  toTitleRune,
  toUpperRune,
} from '../values/unicode.ts'

/** Functions of sprig that change the case of letters. */
export const letterCaseFunctions: FunctionMap = functionMap({
  upper: fixed(['string'], ([text]) => mapRunes(text, toUpperRune)),
  lower: fixed(['string'], ([text]) => mapRunes(text, toLowerRune)),
  title: fixed(['string'], ([text]) => title(text)),
  untitle: fixed(['string'], ([text]) => untitle(text)),
  swapcase: fixed(['string'], ([text]) => swapCase(text)),
})

/** The first letter of each word in title case. */
function title(text: string): string {
  let previous = 0x20
  return mapRunes(text, (rune) => {
    const starts = separates(previous)
    previous = rune
    return starts ? toTitleRune(rune) : rune
  })
}

/** Go's `strings.Title`: in ASCII all but letters, digits and underscores, beyond it only spaces. */
function separates(rune: number): boolean {
  if (rune < 0x80) return !/\w/.test(String.fromCharCode(rune))
  return !isLetter(rune) && !isDigit(rune) && isSpace(rune)
}

/** The first character of each word in lower case. */
function untitle(text: string): string {
  let starts = true
  return mapRunes(text, (rune) => {
    if (isSpace(rune)) {
      starts = true
      return rune
    }
    const mapped = starts ? toLowerRune(rune) : rune
    starts = false
    return mapped
  })
}

function swapCase(text: string): string {
  let afterSpace = true
  return mapRunes(text, (rune) => {
    const first = afterSpace
    afterSpace = isSpace(rune)
    if (isUpper(rune) || isTitle(rune)) return toLowerRune(rune)
    if (!isLower(rune)) return rune
    return first ? toTitleRune(rune) : toUpperRune(rune)
  })
}
