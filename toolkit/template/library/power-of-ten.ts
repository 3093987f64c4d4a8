/**
 * 10 to an integer power as Go's `math.Pow` computes it: by squaring, with the exponent of two apart,
 * which is not always the nearest number. `round` depends on its last bit.
 */
export function powerOfTen(exponent: number): number {
  if (exponent === 0) return 1
  let product = 1
  let productExponent = 0
  let square = 0.625 // 10 = 0.625 × 2^4
  let squareExponent = 4
  for (let rest = Math.min(Math.abs(exponent), 2 ** 31); rest > 0; rest = Math.floor(rest / 2)) {
    if (Math.abs(squareExponent) > 4096) {
      productExponent += squareExponent
      break
    }
    if (rest % 2 === 1) {
      product *= square
      productExponent += squareExponent
    }
    square *= square
    squareExponent *= 2
    if (square < 0.5) {
      square += square
      squareExponent--
    }
  }
  return exponent < 0 ? scale(1 / product, -productExponent) : scale(product, productExponent)
}

function scale(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2)
  return value * 2 ** half * 2 ** (exponent - half)
}
