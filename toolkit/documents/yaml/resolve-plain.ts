const WORDS: ReadonlyMap<string, boolean | number | null> = new Map<
  string,
  boolean | number | null
>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
])

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([0-9]+))$/

/**
 * What an unquoted scalar is to Kubernetes, which reads manifests with Go's yaml.v2 (by way of
 * sigs.k8s.io/yaml 1.6): YAML 1.1 words, `1_000`, `0777` and `0o777` octal, no base 60, dates as text.
 * Integers beyond 2^53 lose precision.
 */
export function resolvePlain(text: string): string | number | boolean | null {
  const word = WORDS.get(text)
  if (word !== undefined) return word
  if (!/^[-+.0-9]/.test(text)) return text
  // after a leading point, underscores count only between digits
  if (text.startsWith('.') && /(?<![0-9])_|_(?![0-9])/.test(text)) return text
  const digits = text.replaceAll('_', '')
  return toInteger(digits) ?? toFloat(digits) ?? text
}

function toInteger(digits: string): number | undefined {
  const match = INTEGER.exec(digits)
  if (match === null) return undefined
  const [, sign, hex, binary, octal, decimal] = match
  let size: number
  if (hex !== undefined) size = Number(`0x${hex}`)
  else if (binary !== undefined) size = Number(`0b${binary}`)
  else if (octal !== undefined) size = Number(`0o${octal}`)
  // `08` is no octal number; it goes on to be a float
  else if (decimal !== undefined && !/^0[0-9]/.test(decimal)) size = Number(decimal)
  else return undefined
  // beyond 64 bits: a decimal becomes a float of the same value, anything else stays text
  if (decimal === undefined && size >= (sign === '' ? 2 ** 64 : 2 ** 63)) return undefined
  return sign === '-' ? 0 - size : size
}

function toFloat(digits: string): number | undefined {
  if (!FLOAT.test(digits)) return undefined
  const value = Number(digits)
  // too large for a float64: text to Go, too
  return Number.isFinite(value) ? value + 0 : undefined
}
