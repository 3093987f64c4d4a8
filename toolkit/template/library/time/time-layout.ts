/** A piece of a layout: text to copy, or an element such as `2006` or `Jan`. */
export type LayoutPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'element'; readonly text: string }

/**
 * Elements of a layout, in the order in which Go tries them at each place.
 *
 * `Jan` and `Mon` count only when no lower-case letter follows (`Janet` is text), `_2006` is a text
 * and a year, and a fraction of a second ends where its digits end.
 *
 * Source: documentation of Go's package time, constants.
 */
const ELEMENTS = [
  'January',
  'Jan(?![a-z])',
  'Monday',
  'Mon(?![a-z])',
  'MST',
  '0[1-6]',
  '002',
  '15',
  '1',
  '2006',
  '2',
  '_2(?!006)',
  '__2',
  '3',
  '4',
  '5',
  'PM',
  'pm',
  '-070000',
  '-07:00:00',
  '-0700',
  '-07:00',
  '-07',
  'Z070000',
  'Z07:00:00',
  'Z0700',
  'Z07:00',
  'Z07',
  '[.,](?:0+|9+)(?![0-9])',
].join('|')

/** Cuts a layout into its pieces. */
export function parseLayout(layout: string): LayoutPiece[] {
  const pieces: LayoutPiece[] = []
  let end = 0
  for (const match of layout.matchAll(new RegExp(ELEMENTS, 'g'))) {
    if (match.index > end) pieces.push({ kind: 'text', text: layout.slice(end, match.index) })
    pieces.push({ kind: 'element', text: match[0] })
    end = match.index + match[0].length
  }
  if (end < layout.length) pieces.push({ kind: 'text', text: layout.slice(end) })
  return pieces
}

/** How a zone offset is written in an element that starts with `-07` or `Z07`. */
export interface OffsetStyle {
  /** `Z` stands for UTC. */
  readonly zulu: boolean
  readonly colons: boolean
  readonly minutes: boolean
  readonly seconds: boolean
}

/** The style of a zone offset element; `undefined` for any other element. */
export function offsetStyle(element: string): OffsetStyle | undefined {
  if (!/^[-Z]07/.test(element)) return undefined
  const digits = element.replaceAll(/[^0-9]/g, '').length
  return {
    zulu: element.startsWith('Z'),
    colons: element.includes(':'),
    minutes: digits >= 4,
    seconds: digits >= 6,
  }
}
