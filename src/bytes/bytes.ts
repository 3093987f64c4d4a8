/** Bytes over an `ArrayBuffer` of their own kind (never shared memory), as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** The parts one after the other, in a new array. */
export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.byteLength
  }
  return joined
}

/** Whether both hold the same public bytes; stops at the first difference, so never for secrets. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && a.every((byte, index) => byte === b[index])
}
