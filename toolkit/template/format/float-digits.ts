/** A finite number as decimal digits: 0.d₁d₂d₃… × 10^point. */
export interface FloatDigits {
  /** Without leading zeros; empty for zero. */
  readonly digits: string
  /** Number of digits in front of the decimal point. */
  readonly point: number
}

/** The fewest digits that read back as the same number. */
export function shortestDigits(value: number): FloatDigits {
  if (value === 0) return { digits: '', point: 0 }
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e')
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 }
}

/** Exactly `count` significant digits, ties to even. */
export function significantDigits(value: number, count: number): FloatDigits {
  const exact = exactDigits(value)
  return roundDigits(exact, count)
}

/** The digits down to `places` behind the decimal point, ties to even. */
export function fixedDigits(value: number, places: number): FloatDigits {
  const exact = exactDigits(value)
  return roundDigits(exact, exact.point + places)
}

/** Sign, mantissa and exponent of two of a finite number: value = mantissa × 2^exponent. */
export function binaryParts(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const biased = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & ((1n << 52n) - 1n)
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 }
}

/** Every float64 is a decimal number of at most 767 digits. */
function exactDigits(value: number): FloatDigits {
  if (value === 0) return { digits: '', point: 0 }
  const { mantissa, exponent } = binaryParts(value)
  const places = Math.max(0, -exponent)
  // mantissa × 2^-n = mantissa × 5^n × 10^-n
  const scaled = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(places)
  const digits = scaled.toString()
  return { digits: digits.replace(/0+$/, ''), point: digits.length - places }
}

function roundDigits({ digits, point }: FloatDigits, count: number): FloatDigits {
  if (count >= digits.length) return { digits, point }
  if (count < 0) return { digits: '', point }
  const kept = digits.slice(0, count)
  const next = digits.charAt(count)
  const tie = next === '5' && digits.length === count + 1
  const odd = /[13579]$/.test(kept)
  const up = tie ? odd : next >= '5'
  if (!up) return { digits: kept.replace(/0+$/, ''), point }
  const raised = (BigInt(kept === '' ? '0' : kept) + 1n).toString()
  // 99 became 100: one more digit in front of the point
  const carry = raised.length - Math.max(kept.length, 0)
  return { digits: raised.replace(/0+$/, ''), point: point + (kept === '' ? 1 : carry) }
}
