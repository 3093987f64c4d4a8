import { refuse } from '../objects/refuse.ts'
import type { Form } from '../reads/represent.ts'

/**
 * The form of the first media range of an `Accept` header that can be served; JSON is the only
 * encoding there is.
 *
 * @throws StatusError 406
 */
export function negotiate(accept: string | undefined): Form {
  for (const range of (accept ?? '*/*').split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue
    const asked = new Map(
      parameters.map((parameter) => {
        const [name = '', value = ''] = parameter.split('=')
        return [name, value]
      }),
    )
    const form = formOf(asked)
    if (form !== undefined) return form
  }
  throw refuse.notAcceptable()
}

function formOf(asked: ReadonlyMap<string, string>): Form | undefined {
  const as = asked.get('as')
  if (as === undefined) return 'object'
  if (asked.get('g') !== 'meta.k8s.io' || asked.get('v') !== 'v1') return undefined
  if (as === 'table') return 'table'
  return as === 'partialobjectmetadata' || as === 'partialobjectmetadatalist'
    ? 'metadata'
    : undefined
}
