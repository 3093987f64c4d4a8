export { decodeBase64, encodeBase64 } from './base64.ts'
export { concatBytes, sameBytes } from './bytes.ts'
export { decodeHex, encodeHex } from './hex.ts'
export type { Bytes } from './bytes.ts'
