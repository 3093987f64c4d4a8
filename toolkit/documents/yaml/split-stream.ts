import { isJson } from './is-json.ts'

/** One piece of a stream, with everything around its document that belongs to no other one. */
export interface StreamPiece {
  readonly text: string
  /** `false` for pieces with nothing but comments and white space, which are kept but are no document. */
  readonly isDocument: boolean
}

/**
 * Cuts a stream into documents; the pieces, joined, are the stream.
 *
 * Lines starting with `---` or `...` end a document wherever they stand: YAML forbids them in every
 * scalar (YAML 1.2.2, production 206), and Kubernetes splits in the same way before it parses.
 * Comments and directives before a `---` belong to the document after it.
 */
export function splitStream(text: string): StreamPiece[] {
  const pieces: StreamPiece[] = []
  let start = 0
  let hasMarker = false
  let hasContent = false
  const cut = (end: number): void => {
    const piece = text.slice(start, end)
    if (hasMarker || hasContent) pieces.push(...splitObjects(piece))
    else if (piece !== '') pieces.push({ text: piece, isDocument: false })
    start = end
    hasMarker = false
    hasContent = false
  }
  for (let line = 0; line < text.length;) {
    const next = text.indexOf('\n', line) + 1 || text.length
    if (isMarker(text, line, '---')) {
      if (hasMarker || hasContent) cut(line)
      hasMarker = true
    } else if (isMarker(text, line, '...')) {
      cut(next)
    } else if (!hasContent && !isFiller(text, line, next)) {
      hasContent = true
    }
    line = next
  }
  cut(text.length)
  return pieces
}

function isMarker(text: string, at: number, marker: string): boolean {
  if (!text.startsWith(marker, at)) return false
  const after = text[at + 3]
  return after === undefined || after === '\n' || after === '\r' || after === ' ' || after === '\t'
}

/** Whether a line before the content is blank, a comment or a directive. */
function isFiller(text: string, start: number, end: number): boolean {
  let at = start
  while (at < end && ' \t\r\n'.includes(text[at] ?? '')) at++
  return at === end || text[at] === '#' || text[start] === '%'
}

/** Cuts JSON objects that stand one behind the other without a marker, as `kubectl … -o json` twice gives them. */
function splitObjects(text: string): StreamPiece[] {
  const pieces: StreamPiece[] = []
  let start = 0
  for (;;) {
    const end = endOfObject(text, start)
    const isFollowed = end !== undefined && /^\s*\{/.test(text.slice(end, end + 1000))
    if (!isFollowed || !isJson(text.slice(start, end))) break
    pieces.push({ text: text.slice(start, end), isDocument: true })
    start = end
  }
  pieces.push({ text: text.slice(start), isDocument: true })
  return pieces
}

/** Behind the brace that closes the object at `start`, and the line break after it. */
function endOfObject(text: string, start: number): number | undefined {
  if (!/^\s*\{/.test(text.slice(start, start + 1000))) return undefined
  const token = /["{}]/g
  token.lastIndex = start
  let depth = 0
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '"') {
      const end = endOfString(text, token.lastIndex)
      if (end === undefined) return undefined
      token.lastIndex = end
    } else {
      depth += match[0] === '{' ? 1 : -1
      if (depth === 0) {
        const gap = /[ \t]*(?:\r?\n)?/y
        gap.lastIndex = token.lastIndex
        gap.test(text)
        return gap.lastIndex
      }
    }
  }
  return undefined
}

/** Behind the quote that closes a JSON string. */
function endOfString(text: string, start: number): number | undefined {
  const sign = /["\\\n]/g
  sign.lastIndex = start
  for (let match = sign.exec(text); match !== null; match = sign.exec(text)) {
    if (match[0] === '"') return sign.lastIndex
    if (match[0] === '\n') return undefined
    sign.lastIndex++
  }
  return undefined
}
