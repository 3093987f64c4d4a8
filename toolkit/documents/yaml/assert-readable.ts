import { documentFault, type TextOrigin } from './document-fault.ts'
import { isJson } from './is-json.ts'

// What Go's reader refuses, and what it takes for a line break where other readers do not: with
// those, a document would be another one in the cluster than here.
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)|^\ufeff/mu

/**
 * Refuses characters that YAML readers do not agree on; JSON may hold any of them in strings.
 *
 * @throws WaxsealError ERR_DOCUMENT_SYNTAX naming the character by its number
 */
export function assertReadable(origin: TextOrigin): void {
  const { text } = origin
  const index = text.search(FORBIDDEN)
  if (index !== -1 && !isJson(text)) {
    const code = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')
    throw documentFault(origin, {
      code: 'ERR_DOCUMENT_SYNTAX',
      offset: index,
      message: `character U+${code} cannot stand here`,
      hint: 'write it as an escape inside double quotes',
    })
  }
  if (!text.isWellFormed()) {
    const message = 'half a surrogate pair'
    throw documentFault(origin, { code: 'ERR_DOCUMENT_SYNTAX', offset: 0, message })
  }
}
