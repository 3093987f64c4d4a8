import type { TemplatePosition } from './template-error.ts'
import { runeCount } from './values/utf8.ts'

/** Line and column of a byte offset in a template text. */
export function templatePosition(text: string, offset: number): TemplatePosition {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return {
    line: before.split('\n').length,
    column: runeCount(before.slice(lineStart)) + 1,
  }
}
