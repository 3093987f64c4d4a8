import { fixed, functionMap } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction } from '../functions/go-function.ts'
import { decodeBase32, encodeBase32 } from '../library/base32.ts'
import { decodeBase64Text, encodeBase64Text } from '../library/base64.ts'
import type { Decoded } from '../library/base64.ts'
import { decodeJson } from '../library/json/decode-json.ts'
import { encodeJson } from '../library/json/encode-json.ts'
import type { JsonStyle } from '../library/json/encode-json.ts'
import { TemplateFailure, failTemplate } from '../template-failure.ts'

/** Functions of sprig for base64, base32 and JSON. */
export const encodingFunctions: FunctionMap = functionMap({
  b64enc: fixed(['string'], ([bytes], { meter }) => {
    meter.spendText(bytes.length)
    return encodeBase64Text(bytes)
  }),
  b64dec: fixed(['string'], ([text]) => bytesOrComplaint(decodeBase64Text(text), 'base64')),
  b32enc: fixed(['string'], ([bytes], { meter }) => {
    meter.spendText(bytes.length)
    return encodeBase32(bytes)
  }),
  b32dec: fixed(['string'], ([text]) => bytesOrComplaint(decodeBase32(text), 'base32')),
  fromJson: fixed(['string'], ([text], { meter }) => decodeJson(text, meter)?.value ?? null),
  mustFromJson: fixed(['string'], ([text], { meter }) => {
    const decoded = decodeJson(text, meter)
    if (decoded === undefined || decoded.flawed) failTemplate('text is not JSON')
    return decoded.value
  }),
  toJson: lenient({ escapeHtml: true, indent: false }),
  mustToJson: strict({ escapeHtml: true, indent: false }),
  toPrettyJson: lenient({ escapeHtml: true, indent: true }),
  mustToPrettyJson: strict({ escapeHtml: true, indent: true }),
  toRawJson: strict({ escapeHtml: false, indent: false }),
  mustToRawJson: strict({ escapeHtml: false, indent: false }),
})

/** A text that cannot be decoded does not stop the template: sprig puts the complaint in its place. */
function bytesOrComplaint(decoded: Decoded, encoding: string): string {
  if (decoded.kind === 'bytes') return decoded.bytes
  return `illegal ${encoding} data at input byte ${decoded.offset}`
}

function strict(style: JsonStyle): GoFunction {
  return fixed(['any'], ([value], { meter }) => encodeJson(value, style, meter))
}

/** What cannot be written is empty. */
function lenient(style: JsonStyle): GoFunction {
  return fixed(['any'], ([value], { meter }) => {
    try {
      return encodeJson(value, style, meter)
    } catch (error) {
      const unwritable =
        error instanceof TemplateFailure && error.problem === 'value cannot be written as JSON'
      if (unwritable) return ''
      throw error
    }
  })
}
