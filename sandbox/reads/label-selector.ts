import type { KubeObject } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import { checkLabelValue, checkQualifiedName } from '../kinds/names.ts'

/** Whether an object is among those asked for. */
export type Selector = (object: KubeObject) => boolean

const REQUIREMENT =
  /^\s*(?:(!)\s*([^\s!=,()]+)|([^\s!=,()]+)(?:\s*(==|=|!=)\s*([^\s!=,()]*)|\s+(in|notin)\s*\(([^()]*)\))?)\s*$/

/**
 * Reads a label selector: `a`, `!a`, `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, joined
 * by commas.
 *
 * @throws StatusError 400
 */
export function parseLabelSelector(text: string): Selector {
  if (text.trim() === '') return () => true
  const requirements = splitOutsideParentheses(text).map(parseRequirement)
  return ({ metadata }) => requirements.every((fits) => fits(metadata.labels ?? {}))
}

type Requirement = (labels: Readonly<Record<string, string>>) => boolean

function parseRequirement(text: string): Requirement {
  const [, not, absent, key, operator, value, setOperator, set] = REQUIREMENT.exec(text) ?? []
  const name = absent ?? key
  if (name === undefined) {
    throw refuse.badRequest('unable to parse requirement: found no label selector expression')
  }
  const values = setOperator === undefined ? [value ?? ''] : (set ?? '').split(',').map(trim)
  const problem = checkQualifiedName(name) ?? values.map(checkLabelValue).find(Boolean)
  if (problem !== undefined) throw refuse.badRequest(`unable to parse requirement: ${problem}`)
  const valueOf: (labels: Readonly<Record<string, string>>) => string | undefined = (labels) =>
    Object.hasOwn(labels, name) ? labels[name] : undefined
  if (not !== undefined) return (labels) => valueOf(labels) === undefined
  const wanted = (labels: Readonly<Record<string, string>>): boolean => {
    const found = valueOf(labels)
    return found !== undefined && values.includes(found)
  }
  switch (operator ?? setOperator) {
    case undefined:
      return (labels) => valueOf(labels) !== undefined
    case '!=':
    case 'notin':
      return (labels) => !wanted(labels)
    default:
      return wanted
  }
}

function trim(text: string): string {
  return text.trim()
}

function splitOutsideParentheses(text: string): string[] {
  return text.split(/,(?![^(]*\))/)
}
