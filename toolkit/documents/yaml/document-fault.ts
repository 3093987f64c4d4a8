import { WaxsealError, type ErrorCode } from '../../../src/errors.ts'
import { PositionFinder } from './position-finder.ts'

/** Which text an offset is in: what an error says before line and column. */
export interface TextOrigin {
  /** The file's name, or `undefined`. */
  readonly name: string | undefined
  readonly text: string
  /** The line of the stream on which `text` starts, counted from 1. */
  readonly firstLine: number
}

/** What is wrong with a document, and where. */
export interface DocumentFault {
  readonly code: ErrorCode
  /** Offset into the text. */
  readonly offset: number
  /** Lower case, never text of the document. */
  readonly message: string
  readonly hint?: string | undefined
}

/** The error for a fault: `app.yaml: line 3, column 5: …`. */
export function documentFault(origin: TextOrigin, fault: DocumentFault): WaxsealError {
  const { line, column } = new PositionFinder(origin.text, origin.firstLine).find(fault.offset)
  const name = origin.name === undefined ? '' : `${origin.name}: `
  const message = `${name}line ${line}, column ${column}: ${fault.message}`
  const hint = fault.hint ?? templateHint(origin, fault)
  return new WaxsealError(fault.code, message, hint === undefined ? {} : { hint })
}

function templateHint({ text }: TextOrigin, { code }: DocumentFault): string | undefined {
  return code === 'ERR_DOCUMENT_SYNTAX' && text.includes('{{')
    ? 'this looks like a template: render it before it is read as YAML'
    : undefined
}
