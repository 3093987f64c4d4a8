import type { KubeObject } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Selector } from './label-selector.ts'

const TERM = /^([^=!]+)(==|=|!=)(.*)$/

/**
 * Reads a field selector: `field=value`, `field==value`, `field!=value`, joined by commas.
 *
 * @throws StatusError 400, also for a field the kind does not offer
 */
export function parseFieldSelector(kind: Kind, text: string): Selector {
  const terms = text
    .split(/(?<!\\),/)
    .filter((term) => term !== '')
    .map((term) => parseTerm(kind, term))
  return (object) => terms.every((fits) => fits(object))
}

function parseTerm(kind: Kind, text: string): Selector {
  const [, field, operator, escaped] = TERM.exec(text) ?? []
  if (field === undefined || escaped === undefined) {
    throw refuse.badRequest(`invalid selector: '${text}'; can't understand '${text}'`)
  }
  const read = fieldOf(kind, field)
  const value = escaped.replaceAll(/\\([\\,=])/g, '$1')
  return operator === '!=' ? (object) => read(object) !== value : (object) => read(object) === value
}

function fieldOf(kind: Kind, field: string): (object: KubeObject) => string {
  if (field === 'metadata.name') return ({ metadata }) => metadata.name ?? ''
  if (field === 'metadata.namespace') return ({ metadata }) => metadata.namespace ?? ''
  const read = kind.selectable.get(field)
  if (read === undefined) throw refuse.badRequest(`field label not supported: ${field}`)
  return read
}
