/** How lines are broken. */
export interface WrapStyle {
  /** Characters (bytes) of a line; less than 1 counts as 1. */
  readonly width: number
  readonly lineBreak: string
  /** Words longer than a line are cut, else they stand out. */
  readonly cutsWords: boolean
}

/** Breaks text at spaces, as Masterminds/goutils does: spaces at the start of a line go. */
export function wrapText(text: string, { width, lineBreak, cutsWords }: WrapStyle): string {
  const longest = Math.max(width, 1)
  const lines: string[] = []
  let start = 0
  while (text.length - start > longest) {
    if (text.charAt(start) === ' ') {
      start++
      continue
    }
    const space = text.slice(start, start + longest + 1).lastIndexOf(' ')
    if (space >= 0) {
      lines.push(text.slice(start, start + space))
      start += space + 1
    } else if (cutsWords) {
      lines.push(text.slice(start, start + longest))
      start += longest
    } else {
      const next = text.indexOf(' ', start + longest)
      if (next < 0) break
      lines.push(text.slice(start, next))
      start = next + 1
    }
  }
  return [...lines, text.slice(start)].join(lineBreak)
}

/** Cuts text to `width` bytes with dots in place of what is left out, as Masterminds/goutils does. */
export function abbreviate(text: string, offset: number, width: number): string {
  if (text.length <= width) return text
  const room = width - 3
  let start = Math.min(offset, text.length)
  if (text.length - start < room) start = text.length - room
  if (start <= 4) return `${text.slice(0, room)}...`
  if (width < 7) return ''
  if (start + room < text.length) return `...${abbreviate(text.slice(start), 0, room)}`
  return `...${text.slice(text.length - room)}`
}
